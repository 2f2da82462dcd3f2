-- Violations that the traced figures themselves show, each told once.
create table trade_violation (
    reference   text primary key check (length(reference) <= 200),
    merchant_id bigint      not null references merchant,
    kind        text        not null,
    happened_on date        not null,
    detail_zh   text        not null,
    detail_en   text        not null,
    found_at    timestamptz not null
);
create index trade_violation_merchant on trade_violation (merchant_id, found_at);

-- What was tried and refused, for inspectors: a try is no fault yet. The transaction that was refused left nothing, so
-- nothing here refers to rows that it may have written.
create table refused_attempt (
    id          bigint generated always as identity primary key,
    reason      text        not null,
    merchant_id bigint      not null,
    account     text        not null,
    lots        text        not null,  -- codes, separated by blanks
    detail      text        not null,
    event_id    text        not null,
    at          timestamptz not null
);
create index refused_attempt_merchant on refused_attempt (merchant_id, id);
create index refused_attempt_at on refused_attempt (at);

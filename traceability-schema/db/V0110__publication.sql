-- What is, was and will be published. Names are not kept here: they are read from the register and pass the privacy gate
-- each time. Rows stay when they aren't shown any more: the archive.
create table public_record (
    id              bigint generated always as identity primary key,
    kind            text        not null check (kind in
        ('RED', 'BLACK', 'DECISION', 'CORRECTION', 'PENALTY', 'LICENCE', 'OFFICIAL_LISTING')),
    merchant_id     bigint      not null references merchant,
    decision_no     text        not null,
    what_zh         text        not null,
    what_en         text        not null,
    ground_zh       text        not null,
    ground_en       text        not null,
    body            text        not null,
    deciders        integer     not null check (deciders >= 0),
    decided_on      date        not null,
    publish_from    date        not null,
    remove_on       date,
    policy_version  text        not null,
    under_objection boolean     not null default false,
    reply           text        check (length(reply) <= 2000),
    withdrawn_at    timestamptz,
    withdrawn_why   text,
    recorded_at     timestamptz not null,
    -- the leaf commits to the record with this salt: once the row is erased, nobody can guess what the leaf was about
    salt            bytea       not null,
    sha256          bytea       not null check (length(sha256) = 32),
    leaf_id         bigint      not null,
    check (publish_from >= decided_on),
    check (remove_on > publish_from),
    check ((withdrawn_at is null) = (withdrawn_why is null)),
    -- nobody is listed without two people's decision and an end
    check (kind <> 'BLACK' or (deciders >= 2 and remove_on is not null))
);
create unique index public_record_number on public_record (kind, decision_no)
    where withdrawn_at is null and kind <> 'CORRECTION';
create index public_record_list on public_record (kind, id) where withdrawn_at is null;
create index public_record_merchant on public_record (merchant_id, id) where withdrawn_at is null;

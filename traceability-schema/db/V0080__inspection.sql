-- Visits, samples and judged reports are facts: inserted once, never updated. What has become of a sample follows from them.
-- Lots are named by code and not by foreign key: the lot table is a projection that may be rebuilt.

create table visit (
    id             uuid primary key,
    seq            bigint generated always as identity unique,
    kind           text        not null check (kind in ('PATROL', 'SUPERVISION', 'SAMPLING', 'COMPLAINT', 'FOLLOW_UP', 'SELF')),
    merchant_id    bigint      not null references merchant,
    inspector      text        not null,
    inspector_name text        not null,
    occurred_at    timestamptz not null,
    recorded_at    timestamptz not null,
    day            date        not null,
    place          text        not null check (length(place) <= 200),
    checklist      jsonb       not null,
    correct_by     date,
    statement      text        not null check (length(statement) <= 4000),
    follows        uuid references visit,
    -- what was sent, so that a second arrival under the same id can be told from another record
    content_hash   bytea       not null,
    check (follows <> id)
);
create index visit_merchant on visit (merchant_id, seq);
create index visit_inspector on visit (inspector, seq);
create index visit_day on visit (day);
create index visit_follows on visit (follows) where follows is not null;
create index visit_correction on visit (correct_by) where correct_by is not null;

create table visit_finding (
    visit_id  uuid not null references visit,
    no        int  not null,
    violation text not null,
    -- the class as of the day of the visit: a later change of the catalogue does not reach back
    severity  text not null check (severity in ('CRITICAL', 'SERIOUS', 'MINOR')),
    count     int  not null check (count between 1 and 100),
    note      text not null,
    lot_code  char(13),
    primary key (visit_id, no)
);
create index visit_finding_lot on visit_finding (lot_code) where lot_code is not null;

create table sample (
    id           uuid primary key,
    seq          bigint generated always as identity unique,
    visit_id     uuid        not null references visit,
    merchant_id  bigint      not null references merchant,
    lot_code     char(13)    not null,
    material     text        not null,
    variant      text,
    packages     int         not null check (packages >= 1),
    opened       int         not null check (opened between 1 and packages),
    seal_numbers text[]      not null check (cardinality(seal_numbers) >= 1),
    samplers     text[]      not null check (cardinality(samplers) >= 2),
    ordered      text[]      not null,
    taken_at     timestamptz not null,
    -- the legal day whose limits the result is judged by
    sampled_on   date        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    content_hash bytea       not null
);
create index sample_merchant on sample (merchant_id, seq);
create index sample_lot on sample (lot_code);
create index sample_visit on sample (visit_id);

create table sample_result (
    id           bigint generated always as identity primary key,
    sample_id    uuid        not null references sample,
    retest       boolean     not null,
    lab          text        not null,
    report_no    text        not null,
    reported_on  date        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    verdict      text        not null check (verdict in ('PASS', 'FAIL', 'INCOMPLETE')),
    worst        text check (worst in ('CRITICAL', 'SERIOUS', 'MINOR')),
    -- each figure with the limit it was judged by, in words, as it stood then
    items        jsonb       not null,
    -- last day to ask for a retest
    retest_until date,
    content_hash bytea       not null,
    check ((verdict = 'FAIL') = (worst is not null)),
    check ((retest_until is not null) = (verdict = 'FAIL' and not retest))
);
create index sample_result_sample on sample_result (sample_id, id);
-- one report that settles the matter, first and on retest; incomplete ones may be completed
create unique index sample_result_once on sample_result (sample_id, retest) where verdict <> 'INCOMPLETE';

-- The hold that a failed first report has put on the goods.
create table sample_hold (
    sample_id uuid primary key references sample,
    hold_id   bigint not null
);

create table sample_retest (
    sample_id uuid primary key references sample,
    asked_at  timestamptz not null,
    asked_by  text        not null,
    reason    text        not null check (length(reason) <= 2000)
);

-- The verdict stands. Once a sample.
create table sample_confirmation (
    sample_id    uuid primary key references sample,
    verdict      text        not null check (verdict in ('PASS', 'FAIL')),
    confirmed_at timestamptz not null,
    known_on     date        not null
);

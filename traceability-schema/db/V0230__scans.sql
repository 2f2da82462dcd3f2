-- Scans of labels by anybody. What is kept can't tell a person: no address, no account, a place no finer than a city, and a
-- number of the telephone that means nothing the day after. Rows are deleted when their time is over (catalogue/scans.yaml).
create table scan_fact (
    id           bigint generated always as identity primary key,
    code         char(13)    not null references label,
    at           timestamptz not null,
    place        text check (place ~ '^[1-8][0-9]([0-9]{2})?$'),  -- province or city (GB/T 2260), if anybody told
    device_class text        not null check (device_class in ('PHONE', 'TABLET', 'COMPUTER', 'ROBOT', 'OTHER')),
    device       bigint      not null                            -- comparable within one legal day only
);
create index scan_fact_code on scan_fact (code, at);
create index scan_fact_at on scan_fact (at);

-- The key that a day's device numbers are made with. When it is deleted, nobody can find a telephone's number any more.
create table scan_key (
    day date  primary key,
    key bytea not null check (length(key) = 32)
);

-- What statistics are made of; stays when the single scans are gone.
create table scan_count (
    day         date    not null,
    merchant_id bigint  not null references merchant,
    material    text    not null default '',
    place       text    not null default '',
    scans       integer not null check (scans > 0),
    primary key (day, merchant_id, material, place)
);
create index scan_count_merchant on scan_count (merchant_id, day);

-- What the scans of a label say about copies of it: a projection of scan_fact and copy_finding.
create table copy_suspicion (
    code        char(13)    primary key references label,
    merchant_id bigint      not null references merchant,
    grade       text        not null check (grade in ('NOTICED', 'LIKELY', 'STRONG', 'CONFIRMED')),
    points      integer     not null,
    signs       text        not null,  -- JSON
    scans       integer     not null,
    telephones  integer     not null,
    provinces   integer     not null,
    since       date,
    thresholds  text        not null,  -- version of the row in catalogue/scans.yaml
    judged_at   timestamptz not null,
    case_since  timestamptz,           -- from when on an inspector should look at it
    check (case_since is not null or grade = 'NOTICED')
);
create index copy_suspicion_open on copy_suspicion (points desc, code) where grade in ('LIKELY', 'STRONG');
create index copy_suspicion_merchant on copy_suspicion (merchant_id, case_since desc) where case_since is not null;

-- What a named person found. After a dismissal only later scans count.
create table copy_finding (
    id          bigint generated always as identity primary key,
    code        char(13)    not null references label,
    merchant_id bigint      not null references merchant,
    copied      boolean     not null,
    by_merchant boolean     not null check (copied or not by_merchant),
    reason      text        not null check (length(reason) between 1 and 1000),
    signs       text        not null,  -- what was before them
    points      integer     not null,
    login       text        not null check (login <> 'system'),
    name        text        not null,
    at          timestamptz not null
);
create index copy_finding_code on copy_finding (code, id);
create index copy_finding_merchant on copy_finding (merchant_id, id);
create unique index copy_finding_confirmed on copy_finding (code) where copied;

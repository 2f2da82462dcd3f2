-- Facts are appended, never edited; the grade that was published is one more row each time.
create table credit_fact (
    id            bigint generated always as identity primary key,
    merchant_id   bigint      not null references merchant,
    type          text        not null check (type ~ '^[A-Z_]{1,40}$'),
    occurred_on   date        not null,
    known_on      date        not null,
    critical      integer     not null check (critical between 0 and 999),
    serious       integer     not null check (serious between 0 and 999),
    minor         integer     not null check (minor between 0 and 999),
    inspector     text        check (length(inspector) <= 100),
    display_class text        check (display_class in ('MINOR', 'ORDINARY', 'GRAVE')),
    act           text        check (length(act) <= 100),
    expires_on    date,
    -- where it comes from, such as visit:<uuid>; the same source twice is the same fact
    source        text        not null unique check (length(source) between 1 and 200),
    document      text        check (length(document) <= 200),
    recorded_at   timestamptz not null,
    login         text        not null,
    check (known_on >= occurred_on)
);
create index credit_fact_merchant on credit_fact (merchant_id, occurred_on);
-- the market's mean of a quarter
create index credit_fact_visits on credit_fact (occurred_on) where type = 'VISIT';

-- What became of a fact: superseded, quashed, repaired, under objection, corrected …
create table credit_fact_entry (
    id           bigint generated always as identity primary key,
    fact_id      bigint      not null references credit_fact,
    status       text        not null check (status ~ '^[A-Z_]{1,40}$'),
    effective_on date        not null,
    known_on     date        not null,
    reason       text        not null check (length(reason) between 1 and 1000),
    recorded_at  timestamptz not null,
    login        text        not null
);
create index credit_fact_entry_fact on credit_fact_entry (fact_id, id);

-- Every grade that was published, with its reasons as they were hashed. Text, not jsonb: the bytes must stay.
create table credit_grade (
    id                 bigint generated always as identity primary key,
    merchant_id        bigint      not null references merchant,
    as_of              date        not null,
    grade              text        not null check (grade in ('A', 'B', 'C', 'D', 'NOT_ENOUGH')),
    pending            text        check (pending in ('A', 'B', 'C', 'D')),
    under_objection    boolean     not null,
    since              date        not null,
    policy_version     text        not null,
    policy_sha256      char(64)    not null,
    explanation        text        not null,
    explanation_sha256 char(64)    not null,
    leaf_id            bigint,
    recorded_at        timestamptz not null
);
create index credit_grade_merchant on credit_grade (merchant_id, id);

-- The last row of credit_grade of each merchant: a projection, for lists.
create table credit_standing (
    merchant_id bigint primary key references merchant,
    grade_id    bigint not null references credit_grade,
    grade       text   not null,
    pending     text
);
create index credit_standing_grade on credit_standing (grade, merchant_id);
create index credit_standing_pending on credit_standing (merchant_id) where pending is not null;

-- A named person's yes to a grade that rests on more than arithmetic, on the facts that were before them.
create table credit_confirmation (
    id                 bigint generated always as identity primary key,
    merchant_id        bigint      not null references merchant,
    grade              text        not null check (grade in ('B', 'C', 'D')),
    covers_index       boolean     not null,
    fact_ids           text[]      not null,
    day                date        not null,
    explanation_sha256 char(64)    not null,
    login              text        not null check (login <> 'system'),
    confirmed_at       timestamptz not null
);
create index credit_confirmation_merchant on credit_confirmation (merchant_id);

-- Confirmed results, as early warning counts them: by merchant and medicinal part, and by material.
create table credit_lot_result (
    id          bigint generated always as identity primary key,
    sample_id   uuid    not null unique,
    merchant_id bigint  not null references merchant,
    material    text    not null check (length(material) between 1 and 60),
    part        text    not null check (part ~ '^[A-Z_]{1,20}$'),
    sampled_on  date    not null,
    known_on    date    not null,
    accepted    boolean not null,
    check (known_on >= sampled_on)
);
create index credit_lot_result_group on credit_lot_result (merchant_id, part, sampled_on);
create index credit_lot_result_material on credit_lot_result (material, known_on);

-- A person's consent that the switching rules ask for: to reduce, or to go on after a stop.
create table credit_sampling_consent (
    id           bigint generated always as identity primary key,
    merchant_id  bigint      not null references merchant,
    part         text        not null check (part ~ '^[A-Z_]{1,20}$'),
    severity     text        not null check (severity in ('REDUCED', 'TIGHTENED')),
    consented_on date        not null,
    reason       text        not null check (length(reason) between 1 and 1000),
    login        text        not null check (login <> 'system'),
    recorded_at  timestamptz not null
);
create index credit_sampling_consent_group on credit_sampling_consent (merchant_id, part, id);

-- Where the sums and the severities stand: a projection of facts and results, for lists.
create table credit_signal (
    kind        text    not null check (kind in ('MERCHANT', 'MATERIAL')),
    subject     text    not null check (length(subject) between 1 and 60),
    value       numeric(12, 6) not null check (value >= 0),
    alarm_since date,
    observed    integer not null check (observed >= 0),
    bad         integer not null check (bad between 0 and observed),
    last_day    date    not null,
    primary key (kind, subject)
);
create index credit_signal_value on credit_signal (kind, value desc) where value > 0;

create table credit_switching (
    merchant_id    bigint  not null references merchant,
    part           text    not null,
    severity       text    not null check (severity in ('REDUCED', 'NORMAL', 'TIGHTENED', 'STOPPED')),
    since          date    not null,
    score          integer not null check (score >= 0),
    may_be_reduced boolean not null,
    lots           integer not null check (lots > 0),
    why_zh         text    not null,
    why_en         text    not null,
    primary key (merchant_id, part)
);
create index credit_switching_severity on credit_switching (severity, merchant_id);

-- Plans of inspection, and the public draws that say who is visited by whom. Each step is a row that is inserted once.

create table inspection_plan (
    id          bigint generated always as identity primary key,
    title       text        not null check (length(title) between 1 and 100),
    period_from date        not null,
    period_to   date        not null,
    made_at     timestamptz not null,
    made_by     text        not null,
    check (period_to >= period_from)
);

-- Merchants of one grid with one reason, as they were when the plan was made.
create table inspection_plan_line (
    plan_id       bigint not null references inspection_plan,
    no            int    not null,
    grid          text   not null,
    reason        text   not null check (reason in ('TIER', 'FOCUS', 'LONG_UNVISITED')),
    detail        text   not null,
    share_percent int    not null check (share_percent between 0 and 100),
    merchants     int    not null check (merchants >= 1),
    quota         int    not null,
    raised        int    not null check (raised >= 0),
    primary key (plan_id, no),
    check (quota between 0 and merchants)
);

-- The seed's hash is told first. The seed stays here, unread, until it is told too.
create table draw (
    id           bigint generated always as identity primary key,
    purpose      text        not null check (length(purpose) between 1 and 200),
    plan_id      bigint      not null references inspection_plan,
    algorithm    text        not null,
    seed         bytea       not null check (length(seed) = 32),
    commitment   bytea       not null unique check (commitment = sha256(seed)),
    committed_at timestamptz not null,
    committed_by text        not null,
    leaf_id      bigint      not null
);

create table draw_roster (
    draw_id   bigint primary key references draw,
    -- the written form that the hash is of
    roster    text        not null,
    sha256    bytea       not null check (length(sha256) = 32),
    -- how many are in it, for lists
    merchants int         not null check (merchants >= 0),
    inspectors int        not null check (inspectors >= 1),
    reveal_by date        not null,
    frozen_at timestamptz not null,
    frozen_by text        not null,
    leaf_id   bigint      not null
);

create table draw_reveal (
    draw_id     bigint primary key references draw_roster,
    witness     text        not null check (length(witness) <= 200),
    revealed_at timestamptz not null,
    revealed_by text        not null,
    leaf_id     bigint      not null
);

create table draw_visit (
    draw_id     bigint not null references draw_reveal,
    no          int    not null,
    stratum     text   not null,
    merchant_id bigint not null references merchant,
    inspectors  text[] not null,
    primary key (draw_id, no),
    unique (draw_id, merchant_id)
);
create index draw_visit_merchant on draw_visit (merchant_id);
create index draw_visit_inspectors on draw_visit using gin (inspectors);

-- An inspector who is kin to a merchant, or otherwise close, is not drawn for it. Why is nobody's business outside.
create table inspector_kinship (
    id          bigint generated always as identity primary key,
    inspector   text        not null references account,
    merchant_id bigint      not null references merchant,
    note        text        not null check (length(note) <= 200),
    declared_at timestamptz not null,
    declared_by text        not null
);
create index inspector_kinship_inspector on inspector_kinship (inspector);
create table inspector_kinship_end (
    kinship_id bigint primary key references inspector_kinship,
    ended_at   timestamptz not null,
    ended_by   text        not null
);

-- Sheets of harvests and intakes that were taken in: the same file of the same entity is done once.
create table intake_sheet (
    merchant_id bigint      not null references merchant,
    sha256      bytea       not null check (length(sha256) = 32),
    kind        text        not null check (kind in ('HARVEST', 'INTAKE')),
    lots        text        not null,  -- codes in the order of the rows, separated by blanks
    account     text        not null,
    taken_at    timestamptz not null,
    primary key (merchant_id, sha256)
);

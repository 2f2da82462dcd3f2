-- Labels of packages. What a label says is fixed when it is issued, so that a reprint says the same.
create table label_batch (
    id           uuid primary key,           -- named by whoever asked for it, so that asking twice issues once
    lot_id       bigint         not null references lot,
    merchant_id  bigint         not null references merchant,
    gtin         char(14)       not null,
    count        integer        not null check (count between 1 and 10000),
    net_kg       numeric(14, 4) not null check (net_kg > 0),  -- of each package
    sscc         text           not null default '',          -- of the group of packages, from the packing event
    name         text           not null,
    spec         text           not null,
    origin       text           not null,
    traced       boolean        not null,
    harvested_on date,
    packed_on    date           not null,
    supplier     text           not null,
    quality      text           not null,
    standard     text           not null,
    storage      text           not null,
    issued_at    timestamptz    not null,
    login        text           not null,
    asked_sha256 bytea          not null check (length(asked_sha256) = 32),  -- of the command: the same id with another is refused
    batch_sha256 bytea check (length(batch_sha256) = 32),                    -- what the ledger holds
    printed_at   timestamptz,
    reprints     integer        not null default 0 check (reprints >= 0)
);
create index label_batch_merchant on label_batch (merchant_id, issued_at desc);
create index label_batch_lot on label_batch (lot_id);

-- Lots and labels share one space of codes: /v/CODE answers both.
create table label (
    code     char(13) primary key,
    batch_id uuid     not null references label_batch,
    ordinal  integer  not null check (ordinal >= 1),
    state    text     not null check (state in ('ISSUED', 'PRINTED', 'APPLIED', 'SOLD', 'DESTROYED', 'VOIDED')),
    unique (batch_id, ordinal)
);

-- What happened to a range of labels; label.state is the last of these.
create table label_change (
    id            bigint generated always as identity primary key,
    batch_id      uuid        not null references label_batch,
    first_ordinal integer     not null,
    last_ordinal  integer     not null check (last_ordinal >= first_ordinal),
    state         text        not null,
    reprint       boolean     not null default false,
    reason        text        not null default '',
    at            timestamptz not null,
    login         text        not null
);
create index label_change_batch on label_change (batch_id, id);

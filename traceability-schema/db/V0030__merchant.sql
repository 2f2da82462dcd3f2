-- The market's entities. The standing here is the last line of standing_change.
create sequence merchant_id;

create table merchant (
    id                 bigint primary key,
    version            integer     not null,
    uscc               char(18)    not null unique,
    name               text        not null check (length(name) between 1 and 100),
    kind               text        not null check (kind in ('GROWER', 'PROCESSOR', 'TRADER')),
    operator           text        not null,
    division           text        not null check (division ~ '^[0-9]{6}([0-9]{3})?$'),
    hall               text,
    stall              text,
    grid               text,
    scope              text        not null default '',
    gln                char(13) unique,
    standing           text        not null
        check (standing in ('APPLIED', 'ADMITTED', 'SUSPENDED', 'EXITED', 'BLACKLISTED')),
    applied_at         timestamptz not null,
    admitted_on        date,
    commitment_version text,
    commitment_sha256  char(64),
    check ((hall is null) = (stall is null)),
    check (standing = 'APPLIED' or commitment_version is not null or admitted_on is null)
);
-- one stall, one merchant
create unique index merchant_stall on merchant (hall, stall) where stall is not null;

create table standing_change (
    id            bigint generated always as identity primary key,
    merchant_id   bigint      not null references merchant,
    standing_from text        not null,
    standing_to   text        not null,
    at            timestamptz not null,
    decision_no   text        not null,
    login         text        not null
);
create index standing_change_merchant on standing_change (merchant_id, id);

-- Penalties and licences of authorities, as they came or were typed in: 双公示.
create table authority_record (
    id           bigint generated always as identity primary key,
    kind         text        not null check (kind in ('PENALTY', 'LICENCE')),
    document_no  text        not null,
    merchant_id  bigint      not null references merchant,
    -- by field code of the current standard; numbers of identity documents are never among them
    fields       jsonb       not null,
    decided_on   date        not null,
    received_at  timestamptz not null,
    received_by  text        not null,
    -- of what is published; null if the law keeps it from the public, such as a warning alone
    record_id    bigint      references public_record,
    withdrawn_at timestamptz,
    withdrawn_why text,
    check ((withdrawn_at is null) = (withdrawn_why is null))
);
create unique index authority_record_number on authority_record (kind, document_no, merchant_id) where withdrawn_at is null;
create index authority_record_decided on authority_record (kind, decided_on);

-- Files that left for the public credit platform; their bytes are evidence.
create table exchange_file (
    id       bigint generated always as identity primary key,
    number   text        not null unique,
    kind     text        not null check (kind in ('PENALTY', 'LICENCE')),
    format   text        not null check (format in ('CSV', 'XLSX', 'XML')),
    from_day date        not null,
    to_day   date        not null,
    records  integer     not null check (records > 0),
    sha256   text        not null,
    made_at  timestamptz not null,
    made_by  text        not null,
    check (to_day >= from_day)
);

-- What became of a file: sent (again), accepted, refused. Only ever added to.
create table exchange_receipt (
    id      bigint generated always as identity primary key,
    file_id bigint      not null references exchange_file,
    event   text        not null check (event in ('SENT', 'ACCEPTED', 'REFUSED')),
    note    text        not null check (length(note) <= 1000),
    at      timestamptz not null,
    by_account text     not null
);
create index exchange_receipt_file on exchange_receipt (file_id, id);

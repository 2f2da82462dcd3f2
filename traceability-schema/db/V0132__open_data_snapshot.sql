-- The lists as they stood on a day, as whole files. One of each is current and public; those before are the archive.
create table open_data_snapshot (
    id          bigint generated always as identity primary key,
    dataset     text        not null,
    day         date        not null,
    made_at     timestamptz not null,
    records     integer     not null check (records >= 0),
    json        bytea       not null,
    json_sha256 bytea       not null check (octet_length(json_sha256) = 32),
    csv         bytea       not null,
    csv_sha256  bytea       not null check (octet_length(csv_sha256) = 32),
    retired_at  timestamptz
);
create unique index open_data_snapshot_current on open_data_snapshot (dataset) where retired_at is null;

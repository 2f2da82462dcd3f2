-- Visits that were recorded on a phone, perhaps days before it met the server again. What the phone sent is kept word for
-- word beside the visit that it became; nothing here is ever changed, a correction is another record.

-- Photos arrive before the record that names them. What no record has claimed after a while is forgotten.
create table visit_photo_upload (
    -- per account, so that nobody can fill up another's visit
    login       text        not null,
    visit_id    uuid        not null,
    sha256      bytea       not null check (octet_length(sha256) = 32),
    bytes       int         not null check (bytes between 1 and 1048576),
    received_at timestamptz not null,
    primary key (login, visit_id, sha256)
);
create index visit_photo_upload_age on visit_photo_upload (received_at);

create table field_visit (
    -- claimed before the visit itself is written, so that a second arrival waits here for the first to end
    visit_id        uuid primary key references visit deferrable initially deferred,
    schema_version  int         not null check (schema_version >= 1),
    login           text        not null,
    -- the bytes that the phone has hashed
    content         text        not null check (length(content) <= 131072),
    content_hash    bytea       not null check (octet_length(content_hash) = 32),
    supersedes      uuid references visit,
    -- by the phone's own clock when the record was finished; the offset is what the phone knew it to be wrong by, if it
    -- ever met the server; the monotonic time is what passed on the phone between beginning and end
    device_time     timestamptz not null,
    clock_offset_ms bigint,
    elapsed_ms      bigint      not null check (elapsed_ms >= 0),
    received_at     timestamptz not null,
    check (supersedes <> visit_id)
);
create index field_visit_supersedes on field_visit (supersedes) where supersedes is not null;
create index field_visit_login on field_visit (login, received_at);

-- Two equal photos in two places are legal: the key is the place.
create table visit_photo (
    visit_id uuid        not null references field_visit,
    slot     text        not null check (slot ~ '^[a-z0-9-]{1,40}$'),
    sha256   bytea       not null check (octet_length(sha256) = 32),
    taken_at timestamptz not null,
    note     text        not null check (length(note) <= 200),
    primary key (visit_id, slot)
);
create index visit_photo_content on visit_photo (sha256);

-- What was accepted although the world had changed meanwhile: for a person to look at.
create table visit_conflict (
    id         bigint generated always as identity primary key,
    visit_id   uuid        not null references field_visit,
    kind       text        not null check (kind in ('TWO_ON_ONE_STALL', 'MERCHANT_CHANGED', 'CORRECTION_DONE', 'CODE_UNKNOWN',
                                                     'CODE_ELSEWHERE', 'CORRECTED_TWICE', 'CLOCK')),
    other_visit uuid references visit,
    detail_zh  text        not null,
    detail_en  text        not null,
    noticed_at timestamptz not null
);
create index visit_conflict_visit on visit_conflict (visit_id);
create index visit_conflict_other on visit_conflict (other_visit) where other_visit is not null;

create table visit_conflict_settlement (
    conflict_id bigint primary key references visit_conflict,
    note        text        not null check (length(note) between 1 and 1000),
    settled_by  text        not null,
    settled_at  timestamptz not null
);

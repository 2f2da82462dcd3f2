-- Proposals to replace a file of the catalogue from a day on, and what a second person said to them. Inserted once, never updated:
-- which text was in force on which day follows from the approved ones.
create table catalogue_draft (
    id           bigint generated always as identity primary key,
    file         text        not null check (file ~ '^[a-z-]+[.](csv|yaml)$'),
    content      text        not null check (length(content) between 1 and 1000000),
    sha256       bytea       not null check (length(sha256) = 32),
    -- of the text that the drafter had before them: if that was replaced meanwhile, the draft would undo it unseen
    base_sha256  bytea       not null check (length(base_sha256) = 32),
    effective_on date        not null,
    why          text        not null check (length(why) between 1 and 1000),
    drafted_at   timestamptz not null,
    drafted_by   text        not null,
    unique (id, drafted_by)
);

create table catalogue_decision (
    draft_id   bigint primary key,
    -- repeated here so that the schema itself can tell two persons apart
    drafted_by text        not null,
    decided_by text        not null,
    decided_at timestamptz not null,
    approved   boolean     not null,
    reason     text        not null check (length(reason) <= 1000),
    leaf_id    bigint,
    foreign key (draft_id, drafted_by) references catalogue_draft (id, drafted_by),
    check (decided_by <> drafted_by or not approved),
    check (approved = (leaf_id is not null))
);

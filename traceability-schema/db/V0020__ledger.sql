-- The transparency log. A leaf waits in ledger_pending, written by the transaction whose fact it commits to; the sequencer,
-- one at a time over all nodes, moves waiting leaves into the tree and signs the new size in one transaction.

create table ledger_pending (
    id      bigint generated always as identity primary key,
    kind    text        not null,
    subject text        not null check (length(subject) between 1 and 300),
    sha256  bytea       not null check (length(sha256) = 32),
    at      timestamptz not null
);

-- entry: the bytes that are hashed, kept as they were so that a later change of their format forks no tree
create table ledger_leaf (
    index     bigint primary key check (index >= 0),
    leaf_id   bigint not null unique,
    entry     bytea  not null check (length(entry) between 1 and 65535),
    leaf_hash bytea  not null check (length(leaf_hash) = 32)
);

-- Hashes of tile levels 1 and up: the root over 256^level leaves. Level 0 is ledger_leaf.leaf_hash.
create table ledger_node (
    level smallint not null check (level between 1 and 7),
    index bigint   not null check (index >= 0),
    hash  bytea    not null check (length(hash) = 32),
    primary key (level, index)
);

-- The keys that may sign, by their note verifier line; more than one only after a rotation that the operator allowed.
create table ledger_key (
    verifier text primary key,
    since    timestamptz not null
);

create table ledger_checkpoint (
    size      bigint primary key check (size >= 0),
    root_hash bytea       not null check (length(root_hash) = 32),
    at        timestamptz not null,
    verifier  text        not null references ledger_key,
    note      text        not null
);

-- The tree only grows. Whoever can run SQL could still drop these triggers; then the checkpoints that others hold tell.
create function ledger_never_changes() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: % on % refused', tg_op, tg_table_name;
end $$;
create trigger ledger_leaf_append_only before update or delete on ledger_leaf
    for each statement execute function ledger_never_changes();
create trigger ledger_node_append_only before update or delete on ledger_node
    for each statement execute function ledger_never_changes();
create trigger ledger_checkpoint_append_only before update or delete on ledger_checkpoint
    for each statement execute function ledger_never_changes();

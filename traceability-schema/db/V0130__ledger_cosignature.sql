-- What second parties have put under the log's checkpoints: that they saw them, and that the tree only grew.
create table ledger_cosignature (
    size bigint not null references ledger_checkpoint,
    -- of the witness
    verifier text not null,
    -- as it stands under the checkpoint's note
    line text not null,
    at timestamptz not null,
    primary key (size, verifier)
);
create trigger ledger_cosignature_append_only before update or delete on ledger_cosignature
    for each statement execute function ledger_never_changes();

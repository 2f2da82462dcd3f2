-- Finding a leaf by what it is about, without reading its entry.
alter table ledger_leaf add column kind text;
alter table ledger_leaf add column subject text;
create index ledger_leaf_subject on ledger_leaf (subject, index);

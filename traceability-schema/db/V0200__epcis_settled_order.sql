-- An order of events in which nothing can appear behind a reader's back. Numbers of an identity column are handed out
-- before the commit, so that a reader who has seen 12 may still be surprised by 11. The number of the transaction tells:
-- what is older than the oldest open transaction is settled, and read in the order (xact, seq) it never changes.
alter table epcis_event add column xact xid8 not null default pg_current_xact_id();
create index epcis_event_settled on epcis_event (xact, seq);

-- Nothing looks an event up by its hash: the event id is the identity, and where the sender gave none it is the hash.
drop index epcis_event_hash;

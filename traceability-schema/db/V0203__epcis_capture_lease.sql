-- A job belongs to one instance at a time. Whoever is killed with it loses it, and another one takes it up.
alter table epcis_capture_job add column leased_until timestamptz;
-- how often it was begun: a document that ends the whole process must not do so for ever
alter table epcis_capture_job add column starts integer not null default 0;

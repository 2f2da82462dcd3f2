-- The lineage is walked from either end without reading a row of the table: the mass, and what it is a share of, stand in
-- both indexes.
alter table lot_link add column input_kg numeric(14, 4);
update lot_link l set input_kg = s.kg from (select child_id, sum(kg) as kg from lot_link group by child_id) s
    where s.child_id = l.child_id;
alter table lot_link alter column input_kg set not null;
alter table lot_link add check (input_kg >= kg);
comment on column lot_link.input_kg is 'sum of kg over all parents of the child: kg / input_kg is the parent''s share';
alter table lot_link drop constraint lot_link_pkey;
alter table lot_link add primary key (parent_id, child_id) include (kg, input_kg);
drop index lot_link_child;
create unique index lot_link_child on lot_link (child_id, parent_id) include (kg, input_kg);

-- A label is asked for by the serial number that is printed on it, whatever its trade item.
create index lot_package_serial on lot_package (substring(epc from '/21/([^/]+)$'));
create index lot_package_container on lot_package (container);
-- Balances over a year read the movements of that year.
create index lot_movement_at on lot_movement (at);
create index lot_movement_to on lot_movement (to_merchant, id);

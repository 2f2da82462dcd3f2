-- What cannot be read from the events themselves, so that everything else about lots can be dropped and built again:
-- which names were allotted, and how and in which order the market understood the events when it captured them.

-- A lot's number and code for good; other tables refer to this and not to the projection.
create table lot_name (
    id   bigint generated always as identity primary key,
    uri  text     not null unique check (length(uri) <= 400),
    code char(13) not null unique
);
insert into lot_name (id, uri, code) overriding system value select id, uri, code from lot order by id;
select setval(pg_get_serial_sequence('lot_name', 'id'), (select coalesce(max(id), 0) + 1 from lot_name), false);
alter table lot alter column id drop identity;
alter table lot add foreign key (id) references lot_name;
alter table lot_hold drop constraint lot_hold_root_lot_id_fkey;
alter table lot_hold add foreign key (root_lot_id) references lot_name;
alter table held_lot drop constraint held_lot_lot_id_fkey;
alter table held_lot add foreign key (lot_id) references lot_name;

-- The number that a receipt names its consignment by.
create table consignment_name (
    id  bigint generated always as identity primary key,
    seq bigint  not null,  -- of the shipping event
    ord integer not null,  -- place of the lot in it, from 0
    unique (seq, ord)
);
insert into consignment_name (id, seq, ord) overriding system value
    select id, seq, row_number() over (partition by seq order by id) - 1 from consignment order by id;
select setval(pg_get_serial_sequence('consignment_name', 'id'), (select coalesce(max(id), 0) + 1 from consignment_name), false);
alter table consignment alter column id drop identity;
alter table consignment add foreign key (id) references consignment_name;

-- Events that moved goods, by the turn in which they did. Not by seq: an event that was inserted first may have waited
-- for another one's lock. The turn is drawn when the event's rows are written, so whatever it rests on has a lower one.
create table trace_reading (
    turn         bigint generated always as identity primary key,
    seq          bigint not null unique,
    -- whose event it is; an event without a place is the sender's, which the event doesn't tell
    holder_id    bigint not null references merchant,
    withdrawn_by bigint           -- seq of its error declaration
);
insert into trace_reading (seq, holder_id)
    select distinct on (first, seq) seq,
           case when kind in ('HARVESTED', 'TAKEN_IN', 'MADE', 'RECEIVED', 'PACKED') then to_merchant else from_merchant end
    from (select m.*, min(id) over (partition by seq) as first from lot_movement m) m
    order by first, seq, id;

-- Declarations by the event that they declare, which may come later than its declaration.
create table trace_declaration (
    event_id text   primary key,
    seq      bigint not null
);
insert into trace_declaration (event_id, seq) select event_id, seq from epcis_event where is_declaration;

create index lot_movement_seq on lot_movement (seq);
create index trace_flag_lot on trace_flag (lot_id);

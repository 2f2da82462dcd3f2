-- A label outlives a rebuild of the lots.
alter table label_batch drop constraint label_batch_lot_id_fkey;
alter table label_batch add foreign key (lot_id) references lot_name;

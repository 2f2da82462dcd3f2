-- A hold is about an entity, a material, a lot or a label, as a freeze of the national platform is. What it covers is kept
-- lot by lot; lots that are born later and match it, or come from one that it covers, are added.
alter table lot_hold add column level text not null default 'LOT' check (level in ('LOT', 'LABEL', 'MATERIAL', 'MERCHANT'));
alter table lot_hold add column label text;
alter table lot_hold add column material text;
alter table lot_hold add column merchant_id bigint references merchant;
-- days on which lots were born, in the market's zone; open where null
alter table lot_hold add column born_from date;
alter table lot_hold add column born_to date;
alter table lot_hold add check ((level = 'LABEL') = (label is not null));
alter table lot_hold add check ((level = 'MATERIAL') = (material is not null));
alter table lot_hold add check ((level = 'MERCHANT') = (merchant_id is not null));
create index lot_hold_open on lot_hold (level) where lifted_at is null;
comment on column lot_hold.root_lot_id is 'the lot asked for; for a material or an entity the first that was found';

-- Only what this entity has of the lot: another who bought of the same lot is not to blame. Null: whoever has it.
alter table held_lot add column holder_id bigint references merchant;

alter table recall add column ended_zh text;
alter table recall add column ended_en text;

-- What people found when they counted recalled goods. Added to only: the last count of the same goods is the one that holds.
create table recall_count (
    id          bigint generated always as identity primary key,
    recall_id   bigint         not null references recall,
    lot_id      bigint         not null references lot_name,
    merchant_id bigint         not null references merchant,
    outcome     text           not null check (outcome in ('FOUND', 'RETURNED', 'CONSUMED', 'DESTROYED')),
    kg          numeric(14, 4) not null check (kg >= 0),
    note        text           not null check (length(note) <= 500),
    counted_at  timestamptz    not null,
    counted_by  text           not null
);
create index recall_count_recall on recall_count (recall_id, lot_id, merchant_id, outcome, id);

-- What the captured events mean in the market. Everything in this file but holds, recalls and trade items is a
-- projection of epcis_event: it can be dropped and built again.

-- One GTIN for a merchant's material in a form; restricted-circulation range until the market has a GS1 prefix.
create sequence trade_item_no;
create sequence container_no;
create table trade_item (
    gtin        char(14) primary key,
    merchant_id bigint not null references merchant,
    material    text   not null,
    form        text   not null,
    unique (merchant_id, material, form)
);

create table lot (
    id              bigint generated always as identity primary key,
    code            char(13)       not null unique,
    uri             text           not null unique check (length(uri) <= 400),
    gtin            char(14),
    material        text,           -- null where a foreign event did not tell
    form            text           not null default 'unknown',
    source          text           not null default 'unknown' check (source in ('cultivated', 'wild', 'purchased', 'unknown')),
    -- true: the market knows it only from its own intake on
    untraced        boolean        not null,
    origin_division text,
    harvested_on    date,
    planting        jsonb,
    -- whoever brought it into being: grower, processor, or the merchant who took it in
    maker_id        bigint         not null references merchant,
    process         text           not null,  -- harvest, intake, or the process of the transformation
    born_seq        bigint         not null,
    born_at         timestamptz    not null,
    born_kg         numeric(14, 4) not null check (born_kg > 0)
);
create index lot_maker on lot (maker_id, id);
create index lot_material on lot (material, id);

-- Who has how much of it. Nothing leaves that isn't there: the check holds under concurrency too.
create table lot_holding (
    lot_id      bigint         not null references lot,
    merchant_id bigint         not null references merchant,
    kg          numeric(14, 4) not null check (kg >= 0),
    packed_kg   numeric(14, 4) not null default 0 check (packed_kg >= 0),
    primary key (lot_id, merchant_id)
);
create index lot_holding_merchant on lot_holding (merchant_id, lot_id) where kg > 0;

-- What went into what, with the mass taken from the parent and the child's whole mass at birth.
create table lot_link (
    parent_id bigint         not null references lot,
    child_id  bigint         not null references lot,
    seq       bigint         not null,
    kg        numeric(14, 4) not null check (kg > 0),
    primary key (parent_id, child_id)
);
create index lot_link_child on lot_link (child_id, parent_id, kg);

-- Every event's effect on a lot, in the order of capture: the lot's biography.
create table lot_movement (
    id            bigint generated always as identity primary key,
    seq           bigint         not null,
    event_id      text           not null,
    lot_id        bigint         not null references lot,
    kind          text           not null,
    process       text,
    from_merchant bigint references merchant,
    to_merchant   bigint references merchant,
    kg            numeric(14, 4) not null check (kg > 0),
    at            timestamptz    not null,
    recorded_at   timestamptz    not null
);
create index lot_movement_lot on lot_movement (lot_id, id);
create index lot_movement_from on lot_movement (from_merchant, id);

-- Goods on their way between two merchants.
create table consignment (
    id          bigint generated always as identity primary key,
    seq         bigint         not null,
    lot_id      bigint         not null references lot,
    from_id     bigint         not null references merchant,
    to_id       bigint         not null references merchant,
    kg          numeric(14, 4) not null check (kg > 0),
    shipped_at  timestamptz    not null,
    received_kg numeric(14, 4),
    received_at timestamptz,
    check (from_id <> to_id),
    check (received_kg is null or received_kg <= kg)
);
create index consignment_open on consignment (to_id, id) where received_at is null;
create index consignment_lot on consignment (lot_id);

-- Packages with a label of their own.
create table lot_package (
    epc        text primary key,
    lot_id     bigint not null references lot,
    container  text   not null,
    seq        bigint not null
);
create index lot_package_lot on lot_package (lot_id);

-- Things that a rule noticed and a person should look at.
create table trace_flag (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    lot_id      bigint      not null references lot,
    merchant_id bigint      not null references merchant,
    seq         bigint      not null,
    detail      text        not null,
    at          timestamptz not null
);
create index trace_flag_merchant on trace_flag (merchant_id, id);

-- Holds go down the lineage; children that are born later inherit them.
create table lot_hold (
    id           bigint generated always as identity primary key,
    root_lot_id  bigint      not null references lot,
    reason       text        not null,
    cause        text        not null,
    placed_at    timestamptz not null,
    placed_by    text        not null,
    lifted_at    timestamptz,
    lifted_by    text,
    lift_cause   text,
    check ((lifted_at is null) = (lifted_by is null))
);
create table held_lot (
    hold_id bigint not null references lot_hold,
    lot_id  bigint not null references lot,
    primary key (hold_id, lot_id)
);
create index held_lot_lot on held_lot (lot_id);

create table recall (
    id         bigint generated always as identity primary key,
    hold_id    bigint      not null unique references lot_hold,
    notice_zh  text        not null,
    notice_en  text        not null,
    started_at timestamptz not null,
    started_by text        not null,
    closed_at  timestamptz
);

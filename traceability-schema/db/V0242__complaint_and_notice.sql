-- What buyers complain of, what was done about it, and what they were answered.

create table complaint (
    id           bigint generated always as identity primary key,
    -- 60 random bits and a check character: whoever has it may read the answer
    receipt      char(13)    not null unique,
    about        text        not null check (about ~ '^[A-Z_]{1,30}$'),
    words        text        not null check (length(words) between 1 and 2000),
    -- as it stood on the page that the form was opened from
    code         char(13)    not null,
    lot_code     char(13),
    merchant_id  bigint references merchant,
    happened_on  date        not null,
    photo_sha256 bytea check (length(photo_sha256) = 32),
    received_at  timestamptz not null
);
create index complaint_lot on complaint (lot_code) where lot_code is not null;
create index complaint_merchant on complaint (merchant_id) where merchant_id is not null;

-- Apart, so that it can be erased and nothing else with it; sealed, so that a copy of the database doesn't tell it.
create table complaint_contact (
    complaint_id bigint primary key references complaint,
    sealed       bytea not null check (length(sealed) <= 1000)
);

create table complaint_step (
    id           bigint generated always as identity primary key,
    complaint_id bigint      not null references complaint,
    kind         text        not null check (kind in ('TAKEN', 'LINKED', 'CONTACT_READ', 'CONTACT_ERASED', 'UPHELD', 'NOT_UPHELD', 'DISMISSED')),
    -- for officials
    note         text        not null check (length(note) <= 2000),
    -- for the complainant
    answer       text        not null default '' check (length(answer) <= 2000),
    lot_code     char(13),
    merchant_id  bigint references merchant,
    visit_id     uuid references visit,
    weight       text check (weight in ('CRITICAL', 'SERIOUS', 'MINOR')),
    at           timestamptz not null,
    login        text        not null,
    check ((kind = 'UPHELD') = (weight is not null)),
    check ((kind in ('UPHELD', 'NOT_UPHELD', 'DISMISSED')) = (answer <> ''))
);
create index complaint_step_complaint on complaint_step (complaint_id, id);
-- one outcome
create unique index complaint_outcome on complaint_step (complaint_id) where kind in ('UPHELD', 'NOT_UPHELD', 'DISMISSED');

-- What a merchant must know: goods on hold, a failed result and until when to object, what was decided.
create table notice (
    id          bigint generated always as identity primary key,
    merchant_id bigint      not null references merchant,
    title_zh    text        not null check (length(title_zh) between 1 and 200),
    title_en    text        not null check (length(title_en) between 1 and 200),
    text_zh     text        not null check (length(text_zh) <= 2000),
    text_en     text        not null check (length(text_en) <= 2000),
    link        text        not null check (link ~ '^/[^/]' and length(link) <= 300),
    told_at     timestamptz not null,
    read_at     timestamptz
);
create index notice_merchant on notice (merchant_id, id);
create index notice_unread on notice (merchant_id) where read_at is null;

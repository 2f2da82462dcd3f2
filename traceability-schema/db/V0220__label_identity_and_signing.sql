-- Numbers of packages, prefixes of merchants, old codes, signed labels, and counted prints.

-- A GS1 company prefix that an entity proved to be its own. Kept when it ends: goods with its numbers are still about.
create table company_prefix (
    prefix      text primary key check (prefix ~ '^[0-9]{6,11}$'),
    merchant_id bigint      not null references merchant,
    certificate text        not null,             -- of the numbering organisation, as shown to the office
    since       date        not null,
    until       date check (until >= since),      -- null: still valid
    next_item   bigint      not null default 0,   -- the next item number that was not given out
    login       text        not null
);
-- New goods of an entity get numbers of one prefix.
create unique index company_prefix_current on company_prefix (merchant_id) where until is null;

-- One GTIN for a merchant's material in a form, a grade and a size of package. An item keeps its numbers for ever; one that is
-- packed again after its merchant got a prefix gets a number of that prefix besides.
create sequence package_item_no;
create table package_item (
    gtin        char(14) primary key,
    merchant_id bigint         not null references merchant,
    material    text           not null,
    form        text           not null,
    grade       text           not null default '',
    net_kg      numeric(14, 4) not null check (net_kg > 0),
    prefix      text           not null,          -- of the merchant or the market, or the restricted range
    unique (merchant_id, material, form, grade, net_kg, prefix)
);

-- A code of the platform before this one that goods still wear, and what it stands for here.
create table code_alias (
    alias text primary key check (alias ~ '^[0-9]{20,35}$'),
    kind  text        not null check (kind in ('LEGACY_BATCH', 'LEGACY_TRACE')),
    code  char(13)    not null,                   -- of a lot or a label
    at    timestamptz not null,
    login text        not null
);
create index code_alias_code on code_alias (code);

-- Keys that sign labels. The private halves are files outside of the database.
create table label_key (
    id          char(4) primary key check (id ~ '^[0-9a-f]{4}$'),
    x           text        not null,             -- of the point on P-256, base64url, as in a JSON web key
    y           text        not null,
    valid_from  date        not null,             -- the days on which it may sign
    valid_until date check (valid_until >= valid_from),
    made_by     text        not null,
    made_at     timestamptz not null,
    revoked_on  date,
    revoked_by  text,
    revocation  text,
    check ((revoked_on is null) = (revoked_by is null) and (revoked_on is null) = (revocation is null))
);
create unique index label_key_current on label_key ((true)) where valid_until is null and revoked_on is null;

-- What the labels of a batch say besides; all fixed when it is issued.
alter table label_batch
    add column botanical   text not null default '',  -- species and part
    add column expires_on  date,
    add column stem        text,                      -- what addresses in its QR codes begin with; null in old batches: the public URL
    add column signing_key char(4) references label_key,
    add column grade_mark  text,                      -- the supplier's grade, where the label shows it
    add column grade_on    date,
    add check ((grade_mark is null) = (grade_on is null)),
    add check (signing_key is null or stem is not null);

alter table label
    add column signature bytea check (length(signature) = 64),
    add column prints    integer not null default 0 check (prints >= 0);  -- how often it came out of a printer
update label set prints = 1 where state not in ('ISSUED', 'VOIDED');

-- Accounts, sessions, tokens: secrets only as hashes.
create table account (
    login         text primary key check (login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    name          text        not null check (length(name) between 1 and 100),
    role          text        not null check (role in ('GROWER', 'MERCHANT', 'INSPECTOR', 'REGULATOR', 'OFFICE', 'ADMIN')),
    merchant_id   bigint,
    password_hash text        not null,
    created_at    timestamptz not null,
    disabled_at   timestamptz,
    -- growers and merchants, and only they, act for an entity
    check ((merchant_id is not null) = (role in ('GROWER', 'MERCHANT')))
);
create index account_merchant on account (merchant_id) where merchant_id is not null;

create table session (
    secret_hash bytea primary key,
    login       text        not null references account,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index session_expiry on session (expires_at);

create table api_token (
    secret_hash bytea primary key,
    login       text        not null references account,
    label       text        not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);

-- Commands that were named by their sender, so that a second arrival gets the first one's answer.
create table command_name (
    login        text        not null,
    name         uuid        not null,
    content_hash bytea       not null,
    received_at  timestamptz not null,
    answer       jsonb,
    primary key (login, name)
);

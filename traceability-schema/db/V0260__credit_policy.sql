-- Versions of the credit policy that were drafted here. What is shipped with the application is not in this table.
-- The text of a draft is never changed: a better one is another row.
create table credit_policy (
    id           bigint generated always as identity primary key,
    version      text        not null check (version ~ '^credit-[0-9]{1,3}\.[0-9]{1,3}$'),
    file         text        not null check (length(file) between 1 and 200000),
    sha256       char(64)    not null unique,
    valid_from   date        not null,
    drafted_by   text        not null,
    drafted_at   timestamptz not null,
    approved_by  text,
    approved_at  timestamptz,
    leaf_id      bigint,
    withdrawn_at timestamptz,
    -- four eyes
    check (approved_by <> drafted_by),
    check ((approved_by is null) = (approved_at is null)),
    check (approved_at is null or withdrawn_at is null)
);
-- a version stands for one text for ever
create unique index credit_policy_version on credit_policy (version) where approved_at is not null;

-- What a draft would have changed over the last twelve months.
create table credit_what_if (
    id          bigint generated always as identity primary key,
    policy_id   bigint      not null references credit_policy,
    started_by  text        not null,
    started_at  timestamptz not null,
    done        integer     not null default 0 check (done >= 0),
    of          integer     not null check (of >= 0),
    finished_at timestamptz,
    failed      boolean     not null default false,
    -- counts and the merchants that would move, as it was shown
    result      text
);
create index credit_what_if_policy on credit_what_if (policy_id, id);

-- Cases. What was done in a case is appended to case_move; the row of the case is where it stands now.
create table case_file (
    id              bigint generated always as identity primary key,
    merchant_id     bigint      not null references merchant,
    procedure       text        not null check (procedure in ('EXIT', 'BLACKLIST', 'WARNING', 'REPAIR', 'OBJECTION')),
    state           text        not null check (state ~ '^[A-Z_]{1,40}$'),
    -- the version of the procedures under which it was opened, to its end
    policy_version  text        not null,
    ground_id       text        not null,
    facts           text        not null check (length(facts) between 10 and 4000),
    credit_facts    text[]      not null,
    opened_at       timestamptz not null,
    state_since     date        not null,
    due_on          date,
    reasons         text        check (length(reasons) between 10 and 4000),
    term_months     integer     check (term_months between 1 and 600),
    granted         boolean,
    decision_no     text        unique,
    decided_on      date,
    publish_from    date,
    publish_by      date,
    remove_on       date,
    -- nothing takes effect without a numbered decision
    check (state <> 'EFFECTIVE' or (decision_no is not null and decided_on is not null))
);
create index case_file_merchant on case_file (merchant_id, id);
create index case_file_due on case_file (due_on) where due_on is not null;
create unique index case_file_one_open on case_file (merchant_id, procedure)
    where state not in ('EFFECTIVE', 'VERIFIED', 'DISMISSED') and procedure in ('EXIT', 'BLACKLIST');

create table case_move (
    id        bigint generated always as identity primary key,
    case_id   bigint      not null references case_file,
    move      text        not null check (move ~ '^[A-Z_]{1,40}$'),
    state_to  text        not null,
    at        timestamptz not null,
    day       date        not null,
    login     text        not null,
    name      text        not null,
    note      text        check (length(note) <= 10000)
);
create index case_move_case on case_move (case_id, id);

-- What was served is what is kept: never updated.
create table case_document (
    id       bigint generated always as identity primary key,
    case_id  bigint      not null references case_file,
    kind     text        not null check (kind in ('NOTICE', 'DECISION', 'ANSWER', 'ORDER')),
    number   text        not null unique,
    text     text        not null,
    sha256   char(64)    not null,
    made_at  timestamptz not null
);
create index case_document_case on case_document (case_id, id);

-- Numbers of documents run within a series and a year, without gaps: the transaction that fails gives its number back.
create table case_number (
    series text    not null,
    year   integer not null,
    last   integer not null,
    primary key (series, year)
);

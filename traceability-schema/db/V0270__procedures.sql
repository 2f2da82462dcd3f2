-- Admission becomes a procedure; every step makes a document that is kept as bytes; evidence, persons, listings, calendar.

alter table case_file drop constraint case_file_procedure_check;
alter table case_file add constraint case_file_procedure_check
    check (procedure in ('ADMISSION', 'EXIT', 'BLACKLIST', 'WARNING', 'REPAIR', 'OBJECTION'));
alter table case_file
    -- the decision that a request or an objection is about
    add column against_case bigint references case_file,
    -- the day named for a hearing
    add column appointed_on date,
    -- what the last check found; null before the first
    add column hits text[],
    -- since when the decision no longer holds, and by what
    add column lifted_on date,
    add column lifted_by text,
    -- on that day the system has something to do by itself
    add column wake_on date,
    -- nothing is published of a case that two people have not decided
    add constraint case_file_published_decided
        check (publish_from is null or (decision_no is not null and decided_on is not null)),
    add constraint case_file_lifted check ((lifted_on is null) = (lifted_by is null));
create index case_file_wake on case_file (wake_on) where wake_on is not null;
create index case_file_against on case_file (against_case) where against_case is not null;

drop index case_file_one_open;
create unique index case_file_one_open on case_file (merchant_id, procedure)
    where state not in ('EFFECTIVE', 'VERIFIED', 'UNCORRECTED', 'DISMISSED', 'ENDED', 'QUASHED')
      and procedure in ('EXIT', 'BLACKLIST', 'ADMISSION');

alter table case_document drop constraint case_document_kind_check;
alter table case_document
    add constraint case_document_kind_check check (kind ~ '^[A-Z_]{1,40}$'),
    add column title    text not null default '',
    add column audience text not null default 'PARTY' check (audience in ('OFFICIALS', 'PARTY', 'PUBLIC')),
    add column move     text,
    -- false for the documents from before their bytes were kept: their hash is of the text
    add column as_pdf   boolean not null default false;

-- Files that somebody put into a case. The bytes are in evidence_file, by their hash; who may read them is decided here.
create table case_evidence (
    id       bigint generated always as identity primary key,
    case_id  bigint      not null references case_file,
    kind     text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    name     text        not null check (length(name) between 1 and 200),
    sha256   char(64)    not null,
    added_at timestamptz not null,
    login    text        not null,
    by_name  text        not null,
    -- what the party filed itself it may read again; what officials filed it may not, unless they say so
    by_party boolean     not null,
    for_party boolean    not null,
    unique (case_id, kind, sha256)
);

-- What an applicant shows and signs; one row a case of admission.
create table admission_file (
    case_id            bigint      primary key references case_file,
    licence_no         text        not null check (length(licence_no) between 1 and 60),
    licence_until      date,
    lease_no           text        check (length(lease_no) between 1 and 60),
    lease_from         date,
    lease_until        date,
    scope              text        not null,
    hall               text,
    stall              text,
    grid               text,
    commitment_version text        not null,
    commitment_sha256  char(64)    not null,
    signed_by          text        not null check (length(signed_by) between 1 and 50),
    signed_at          timestamptz not null,
    -- binds text, signer, entity and time; this hash is a leaf of the ledger
    signature_sha256   char(64)    not null,
    signature_salt     char(32)    not null,
    check ((lease_no is null) = (lease_from is null)),
    check (lease_until is null or lease_until >= lease_from),
    check ((hall is null) = (stall is null))
);

-- The persons behind an entity. Their identity numbers are not here: only an HMAC, under a key that the database has not.
create table entity_person (
    id          bigint generated always as identity primary key,
    merchant_id bigint      not null references merchant,
    post        text        not null check (post in ('OPERATOR', 'LEGAL_REPRESENTATIVE', 'CONTROLLER', 'QUALITY_MANAGER')),
    name        text        not null check (length(name) between 1 and 50),
    id_hmac     char(64)    not null,
    since       date        not null,
    recorded_at timestamptz not null,
    login       text        not null,
    unique (merchant_id, post, id_hmac)
);
create index entity_person_hmac on entity_person (id_hmac);

-- Entries of official lists, as their authority decided them. Imported, never made here; the market's own list is the
-- blacklist decisions in case_file, and nothing copies from one to the other.
create table official_listing (
    id          bigint generated always as identity primary key,
    list        text        not null check (length(list) between 1 and 100),
    authority   text        not null check (length(authority) between 1 and 100),
    document    text        not null check (length(document) between 1 and 100),
    name        text        not null check (length(name) between 1 and 100),
    uscc        char(18),
    id_hmac     char(64),
    listed_on   date        not null,
    ends_on     date,
    ended_on    date,
    ended_why   text,
    imported_at timestamptz not null,
    login       text        not null,
    unique (list, document, name),
    check (uscc is not null or id_hmac is not null),
    check (ends_on is null or ends_on >= listed_on),
    check ((ended_on is null) = (ended_why is null))
);
create index official_listing_uscc on official_listing (uscc);
create index official_listing_hmac on official_listing (id_hmac);

-- A step that nobody made in time, once for each time that it lapsed.
create table case_alarm (
    id        bigint generated always as identity primary key,
    case_id   bigint      not null references case_file,
    state     text        not null,
    due_on    date        not null,
    raised_at timestamptz not null,
    unique (case_id, state, due_on)
);

-- Holidays of years that are not shipped: one official loads them, another confirms them, and only then do they count.
create table holiday_year (
    id           bigint generated always as identity primary key,
    year         integer     not null check (year between 2000 and 2200),
    source       text        not null check (length(source) between 5 and 300),
    holidays     text[]      not null,
    workdays     text[]      not null,
    sha256       char(64)    not null,
    loaded_at    timestamptz not null,
    loaded_by    text        not null,
    confirmed_at timestamptz,
    confirmed_by text,
    check ((confirmed_at is null) = (confirmed_by is null)),
    check (confirmed_by <> loaded_by)
);
-- a year counts once
create unique index holiday_year_confirmed on holiday_year (year) where confirmed_at is not null;

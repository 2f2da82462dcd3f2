-- The EPCIS repository. Rows are only ever added: a wrong event is declared erroneous by another row.

-- What was sent, byte for byte: the evidence behind the events.
create table epcis_document (
    id          bigint generated always as identity primary key,
    sha256      bytea       not null check (length(sha256) = 32),
    media       text        not null check (media in ('JSON', 'XML')),
    bytes       bytea       not null,
    received_at timestamptz not null,
    account     text        not null
);

create table epcis_capture_job (
    id           uuid primary key,
    document_id  bigint      not null references epcis_document,
    behaviour    text        not null check (behaviour in ('ROLLBACK', 'PROCEED')),
    -- the sender as of then, for a job that is taken up again after a restart
    account      text        not null,
    account_name text        not null,
    role         text        not null,
    merchant     text,
    events       integer     not null check (events >= 0),
    captured     integer     not null default 0,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    success      boolean,
    errors       jsonb       not null default '[]',
    check ((finished_at is null) = (success is null))
);
create index epcis_capture_job_running on epcis_capture_job (created_at) where finished_at is null;
create index epcis_capture_job_of_account on epcis_capture_job (account, created_at desc);

create table epcis_event (
    seq               bigint generated always as identity primary key,
    event_id          text        not null check (length(event_id) between 1 and 2048),
    hash              text        not null,
    type              text        not null check (type in ('ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent')),
    event_time        timestamptz not null,
    record_time       timestamptz not null,
    action            text check (action in ('ADD', 'OBSERVE', 'DELETE')),
    biz_step          text,
    disposition       text,
    read_point        text,
    biz_location      text,
    transformation_id text,
    error_declared_at timestamptz,
    error_reason      text,
    -- an event and its error declaration share the event id, and both stay visible
    is_declaration    boolean generated always as (error_declared_at is not null) stored,
    -- the event as JSON-LD, identifiers as the sender spelt them
    body              jsonb       not null,
    -- extension fields by their full URI, for queries: {"event": …, "ilmd": …, "sensorReport": […] …}
    extensions        jsonb       not null,
    document_id       bigint references epcis_document,
    account           text        not null,
    unique (event_id, is_declaration)
);
create index epcis_event_time on epcis_event (event_time, seq);
create index epcis_event_record_time on epcis_event (record_time, seq);
create index epcis_event_type on epcis_event (type, seq);
create index epcis_event_biz_step on epcis_event (biz_step, seq);
create index epcis_event_disposition on epcis_event (disposition, seq);
create index epcis_event_biz_location on epcis_event (biz_location, seq);
create index epcis_event_read_point on epcis_event (read_point, seq);
create index epcis_event_hash on epcis_event (hash);
create index epcis_event_transformation on epcis_event (transformation_id) where transformation_id is not null;

-- Every thing and class that an event speaks of, in canonical form, readable from both sides.
create table epcis_event_epc (
    seq      bigint  not null references epcis_event,
    ord      integer not null,
    role     text    not null check (role in ('epc', 'class', 'parent', 'child', 'childClass', 'input', 'inputClass', 'output', 'outputClass')),
    epc      text    not null,
    quantity numeric check (quantity >= 0),
    uom      text,
    primary key (seq, ord)
);
create index epcis_event_epc_of on epcis_event_epc (epc, seq) include (role, quantity, uom);

-- Business transactions, parties and corrective events that an event refers to.
create table epcis_event_ref (
    seq  bigint  not null references epcis_event,
    ord  integer not null,
    kind text    not null check (kind in ('bizTransaction', 'source', 'destination', 'corrective')),
    type text    not null,
    id   text    not null,
    primary key (seq, ord)
);
create index epcis_event_ref_of on epcis_event_ref (id, kind, type, seq);

create table epcis_query (
    name       text primary key check (name ~ '^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$'),
    parameters jsonb       not null,
    prefixes   jsonb       not null,
    account    text        not null,
    created_at timestamptz not null
);

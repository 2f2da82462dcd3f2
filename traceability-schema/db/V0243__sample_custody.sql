-- The parts of a sample, whose hands they went through, and the figures that a report gave.

-- One seal, one part, once in the life of the market. Samples of before had seals without parts and have no rows here.
create table sample_part (
    seal      text primary key check (length(seal) between 1 and 60),
    sample_id uuid not null references sample,
    part      text not null check (part in ('TEST', 'RETEST', 'RETAINED', 'OTHER'))
);
create unique index sample_part_once on sample_part (sample_id, part) where part <> 'OTHER';

create table sample_handover (
    id          bigint generated always as identity primary key,
    sample_id   uuid        not null references sample,
    part        text        not null check (part in ('TEST', 'RETEST', 'RETAINED')),
    given_by    text        not null check (length(given_by) between 1 and 60),
    taken_by    text        not null check (length(taken_by) between 1 and 60),
    -- laboratory, store, carrier
    taken_for   text        not null check (length(taken_for) between 1 and 100),
    handed_at   timestamptz not null,
    seal_intact boolean     not null,
    note        text        not null check (length(note) <= 500),
    recorded_at timestamptz not null,
    recorded_by text        not null,
    check (seal_intact or note <> '')
);
create index sample_handover_sample on sample_handover (sample_id, part, id);

-- The label that was scanned where the sample was taken; null where the lot's own code was given.
alter table sample add column scanned_code char(13);

-- The figures as they were sent, so that they can be judged again; reports of before have them in words only.
alter table sample_result add column measured jsonb;

-- The laboratory's report itself.
create table sample_report_file (
    id          bigint generated always as identity primary key,
    sample_id   uuid        not null references sample,
    sha256      bytea       not null check (length(sha256) = 32),
    name        text        not null check (length(name) <= 200),
    added_at    timestamptz not null,
    added_by    text        not null,
    unique (sample_id, sha256)
);

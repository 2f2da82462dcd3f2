-- A retest that was asked for and will not be made: withdrawn, not paid for, or impossible. A regulator says which, and why.

create table sample_retest_closure (
    sample_id    uuid primary key references sample_retest,
    -- the first report stands; else no report does
    first_stands boolean     not null,
    reason       text        not null check (length(reason) between 1 and 2000),
    closed_at    timestamptz not null,
    closed_by    text        not null
);

-- INCOMPLETE: the matter is over and no verdict stands
alter table sample_confirmation drop constraint sample_confirmation_verdict_check;
alter table sample_confirmation add constraint sample_confirmation_verdict_check check (verdict in ('PASS', 'FAIL', 'INCOMPLETE'));

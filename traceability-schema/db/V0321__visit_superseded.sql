-- Which record stands in the place of which. A record only says that it corrects another one (field_visit.supersedes); whether
-- it does is decided here: at once for a person's own record, else when somebody has agreed.

create table visit_superseded (
    earlier   uuid        not null references visit,
    by_visit  uuid        not null references visit,
    since     timestamptz not null,
    agreed_by text        not null,
    primary key (earlier, by_visit),
    check (earlier <> by_visit)
);
create index visit_superseded_by on visit_superseded (by_visit);
insert into visit_superseded (earlier, by_visit, since, agreed_by)
select supersedes, visit_id, received_at, login from field_visit where supersedes is not null;

-- The record that is corrected may come in later, or never: no reason to lose the correction.
alter table field_visit drop constraint field_visit_supersedes_fkey;

alter table visit_conflict drop constraint visit_conflict_kind_check;
alter table visit_conflict add constraint visit_conflict_kind_check
    check (kind in ('TWO_ON_ONE_STALL', 'MERCHANT_CHANGED', 'CORRECTION_DONE', 'CODE_UNKNOWN', 'CODE_ELSEWHERE', 'CORRECTED_TWICE',
                    'CORRECTS_ANOTHER', 'CORRECTS_UNKNOWN', 'CATALOGUE_CHANGED', 'CLOCK'));

-- Whether a follow-up that stands has found the corrections done that a visit, or the records whose place it takes, had ordered.
create function visit_is_corrected(which uuid) returns boolean language sql stable as $$
    with recursive same (visit_id) as (
        select which
        union
        select s.earlier from same join visit_superseded s on s.by_visit = same.visit_id
    )
    select exists (
        select 1 from same join visit f on f.follows = same.visit_id
        where f.kind = 'FOLLOW_UP'
          and not exists (select 1 from visit_superseded s where s.earlier = f.id)
          and not exists (select 1 from visit_finding x where x.visit_id = f.id and x.violation = 'not-corrected'))
$$;

-- What scans are answered from: a read model over the tables of lots, labels, tests, merchants and grades.

-- The long part of an answer, by lot and seller: origins, steps, tests. Never what may change its verdict: holds, recalls,
-- the label's state, standing, grade and suspicions are read anew with every answer, in the same statement.
create table answer_story (
    lot_id    bigint      not null references lot_name,
    seller_id bigint      not null references merchant,
    lots      bigint[]    not null,   -- the lot and those it came from
    codes     text[]      not null,   -- theirs
    basis     text        not null,   -- answer_basis() of what it was told from
    format    integer     not null,   -- of the body: a release that tells it otherwise raises it
    body      text        not null,   -- JSON
    told_at   timestamptz not null,
    primary key (lot_id, seller_id)
);

-- Changes whenever something happened to one of the lots, a report on one of them came in or became final, or the seller's
-- entry was changed. One definition for writing and reading, so that they can't drift apart.
create function answer_basis(lots bigint[], codes text[], seller bigint) returns text language sql stable as $$
    select concat_ws('/',
        (select count(*) || '.' || coalesce(max(m.id), 0) from lot_movement m where m.lot_id = any (lots)),
        (select count(r.id) || '.' || coalesce(max(r.id), 0) || '.' || count(c.sample_id)
         from sample s join sample_result r on r.sample_id = s.id left join sample_confirmation c on c.sample_id = s.id
         where s.lot_code = any (codes)),
        (select m.version from merchant m where m.id = seller))
$$;

-- News for whoever keeps answers: each replica reads what is new twice a second. By transaction and not by id, since ids
-- become visible out of their order.
create table answer_news (
    id       bigint generated always as identity primary key,
    xid      xid8        not null default pg_current_xact_id(),
    subjects text[]      not null,  -- codes of labels and lots, numbers of merchants; * for everything
    at       timestamptz not null default now()
);
create index answer_news_xid on answer_news (xid);

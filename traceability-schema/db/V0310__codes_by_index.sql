-- Compared as text, the codes of samples, which are char(13), were found in no index: every answer read all of sample.
create or replace function answer_basis(lots bigint[], codes text[], seller bigint) returns text language sql stable as $$
    select concat_ws('/',
        (select count(*) || '.' || coalesce(max(m.id), 0) from lot_movement m where m.lot_id = any (lots)),
        (select count(r.id) || '.' || coalesce(max(r.id), 0) || '.' || count(c.sample_id)
         from sample s join sample_result r on r.sample_id = s.id left join sample_confirmation c on c.sample_id = s.id
         where s.lot_code = any (codes::bpchar[])),
        (select m.version from merchant m where m.id = seller))
$$;

-- Files that prove something, named by the SHA-256 of their bytes.
create table evidence_file (
    sha256 bytea primary key check (octet_length(sha256) = 32),
    kind text not null,
    size integer not null check (size > 0),
    -- null once it was erased; the row stays, as facts name it
    content bytea,
    kept_at timestamptz not null,
    kept_by text not null,
    erased_at timestamptz,
    check ((content is null) = (erased_at is not null)),
    check (content is null or octet_length(content) = size)
);
-- photographs are compressed already
alter table evidence_file alter column content set storage external;

-- What was kept is never changed: only its bytes may go.
create function evidence_file_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'evidence is never deleted';
    end if;
    if new.sha256 <> old.sha256 or new.kind <> old.kind or new.size <> old.size
        or new.kept_at <> old.kept_at or new.kept_by <> old.kept_by or new.content is not null then
        raise exception 'evidence is never changed';
    end if;
    return new;
end $$;
create trigger evidence_file_is_kept before update or delete on evidence_file
    for each row execute function evidence_file_is_kept();

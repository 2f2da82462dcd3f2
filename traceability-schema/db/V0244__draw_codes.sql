-- What is published of a draw names merchants and strata by codes: which class of risk somebody is in, and that somebody will be
-- visited soon, is not for the public. The key makes the codes of one draw; strata holds the real names in the order of S-001, S-002 …
alter table draw_roster
    add column code_key bytea  not null check (length(code_key) = 32),
    add column strata   text[] not null;

-- The trade form that the laboratory has found (青翘), where the sample was taken without one.
alter table sample_result add column variant text check (length(variant) between 1 and 40);

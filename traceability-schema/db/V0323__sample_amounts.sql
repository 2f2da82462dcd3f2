-- What chapter 0211 asks of a sampling beside the packages: how the goods looked before they were opened and which packages were
-- unlike the others, how much was taken in the end, and how much one test needs.
alter table sample
    add column precheck       text not null default '' check (length(precheck) <= 1000),
    add column final_amount_g numeric(9, 2) check (final_amount_g > 0),
    add column test_need_g    numeric(9, 2) check (test_need_g > 0),
    -- one part to test, one to test again, one to keep
    add check (final_amount_g >= 3 * test_need_g);

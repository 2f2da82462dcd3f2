-- Named queries that tell of themselves: their answer is posted to an address, at times of a schedule or at once.
create table epcis_subscription (
    id                  uuid primary key,
    query_name          text        not null references epcis_query on delete cascade,
    dest                text        not null check (length(dest) between 1 and 2048),
    -- the key of the HMAC over each delivery, as the subscriber chose it
    signature_token     text check (length(signature_token) between 1 and 500),
    -- {"second": …, "minute": … }; null means at once
    schedule            jsonb,
    report_if_empty     boolean     not null default false,
    epc_format          text        not null,
    initial_record_time timestamptz,
    account             text        not null,
    created_at          timestamptz not null,
    -- what the subscriber could see when it subscribed is not news; null if it asked for the past (initial_record_time)
    news_since          pg_snapshot,

    -- Everything up to here, in the order of (xact, seq), has been taken by the receiver.
    told_xact           xid8        not null,
    told_seq            bigint      not null,
    -- The delivery under way: from there up to here. Kept before it is sent, so that a repetition is the same delivery.
    sending_xact        xid8,
    sending_seq         bigint,
    delivery            bigint      not null default 1,
    batch               integer     not null check (batch >= 1),

    due_at              timestamptz not null,
    -- one instance at a time; whoever died with it loses it by itself
    leased_until        timestamptz,
    lease               uuid,
    failures            integer     not null default 0,
    failing_since       timestamptz,
    last_failure        text,
    last_notified_at    timestamptz,
    suspended_at        timestamptz,
    check ((sending_xact is null) = (sending_seq is null)),
    check ((lease is null) = (leased_until is null)),
    check ((failures > 0) = (failing_since is not null)),
    check ((news_since is null) = (initial_record_time is not null))
);
create index epcis_subscription_due on epcis_subscription (due_at) where suspended_at is null;
create index epcis_subscription_of_query on epcis_subscription (query_name, created_at, id);
create index epcis_subscription_of_account on epcis_subscription (account);

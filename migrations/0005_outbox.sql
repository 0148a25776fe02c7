-- +goose Up
-- Every change writes its event in the same transaction. A lower id or
-- transaction can commit after a higher one: readers keep a snapshot of which
-- transactions they have seen, not a number (platform/outbox).
create table outbox (
    id       bigint generated always as identity primary key,
    tx       xid8 not null default pg_current_xact_id(),
    owner_id uuid not null,
    topic    text not null, -- see platform/outbox for the topics
    subject  text not null, -- the id of what changed
    payload  jsonb not null default '{}',
    at       timestamptz not null default now()
);
create index outbox_order on outbox (tx, id);
create index outbox_owner on outbox (owner_id, tx, id);

create table alerts (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    kind       text not null,
    subject    text not null default '',
    message    text not null,
    resolved_at timestamptz
);
create unique index alerts_open on alerts (kind, subject) where resolved_at is null;

-- +goose Down
drop table alerts, outbox;

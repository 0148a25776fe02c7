-- +goose Up
-- Which events were deleted from the outbox, if any were: none of a transaction
-- above tx, and none that the snapshot seen does not show. A reader that has
-- not read all of those may have missed some. Transactions are numbered by the
-- cluster they ran in, which system names.
create table outbox_pruned (
    one    boolean primary key default true check (one), -- one row
    system text not null,
    tx     xid8 not null,
    seen   pg_snapshot not null
);

-- +goose Down
drop table outbox_pruned;

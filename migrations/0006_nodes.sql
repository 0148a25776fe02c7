-- +goose Up
-- The processes that work jobs, and when each was last heard of.
create table nodes (
    name    text primary key,
    seen_at timestamptz not null default now()
);

-- +goose Down
drop table nodes;

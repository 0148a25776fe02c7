-- +goose Up
-- What answering a question needs, so that another process can go on with it:
-- where it may look, how many passages it reads, and who works on it.
alter table messages
    add column course_id    uuid references courses on delete set null,
    add column document_ids uuid[] not null default '{}',
    add column k            smallint not null default 12,
    add column node         text not null default '', -- the process that writes the answer, as in nodes
    add column tries        smallint not null default 1,
    add column begun_at     timestamptz not null default now(); -- of the last try
create index messages_running on messages (node) where status = 'running';

-- +goose Down
drop index messages_running;
alter table messages drop column course_id, drop column document_ids, drop column k, drop column node, drop column tries, drop column begun_at;

-- +goose Up
-- An answer being written is a run (0020): who writes it, how often it was
-- begun and whether it is to stop stand there. The run bears the message's id.
insert into runs (id, owner_id, task, subject, status, stop_asked, attempt, node, created_at, started_at)
select id, owner_id, 'answer', id, 'running', stop_asked, tries, node, created_at, begun_at
from messages where status = 'running';
drop index messages_running;
alter table messages drop column node, drop column tries, drop column begun_at, drop column stop_asked;

-- +goose Down
alter table messages
    add column node       text not null default '',
    add column tries      smallint not null default 1,
    add column begun_at   timestamptz not null default now(),
    add column stop_asked boolean not null default false;
update messages m set node = r.node, begun_at = coalesce(r.started_at, m.created_at), stop_asked = r.stop_asked
from runs r where r.id = m.id and r.task = 'answer';
create index messages_running on messages (node) where status = 'running';
delete from runs where task = 'answer';

-- +goose Up
-- Work that takes a while, of any task: what is queued, runs, ends, is stopped,
-- and goes on when the process that worked on it died. platform/runs alone
-- reads and writes it.
create table runs (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    task        text not null,
    subject     uuid not null, -- what it is about: a document, a message
    args        jsonb not null default '{}', -- what was asked for
    status      text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
    stop_asked  boolean not null default false, -- it is to end with what it has
    stopped     boolean not null default false, -- it was ended early: done with what was made so far
    parked      boolean not null default false, -- it waits until its module calls for it
    done        integer not null default 0, -- of total, in whatever the task counts
    total       integer not null default 0,
    result      jsonb not null default '{}',
    failure     text not null default '',
    attempt     integer not null default 0, -- only the latest one writes
    node        text not null default '', -- the process of the latest attempt
    job         bigint, -- in river_job; null = it is worked by the process that began it
    beat_at     timestamptz, -- when that process was last heard of; null = nobody works on it
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    finished_at timestamptz
);
create unique index runs_open on runs (task, subject) where status in ('queued', 'running');
create index runs_subject on runs (subject, created_at desc);
create index runs_owner on runs (owner_id) where status in ('queued', 'running');
create index runs_ended on runs (finished_at) where status in ('done', 'failed');

-- Of a task at most one run is open on a document; there was no index that
-- held to it.
insert into runs (id, owner_id, task, subject, args, status, stopped, done, total, result, failure, created_at, finished_at)
select g.id, g.owner_id, g.task, g.document_id,
       jsonb_build_object('count', wanted, 'kinds', kinds, 'pages', jsonb_build_object('from', page_from, 'to', page_to)),
       case when repeated then 'done' else status end, stopped or repeated, done, total,
       jsonb_build_object('produced', produced, 'rejected', rejected, 'provider', provider, 'model', model),
       failure, created_at, case when repeated then now() else finished_at end
from (select *, status in ('queued', 'running') and
                row_number() over (partition by task, document_id, status in ('queued', 'running') order by created_at desc, id desc) > 1 as repeated
      from generations) g;
drop table generations;

-- River's tables come after these in a new database.
-- +goose StatementBegin
do $$ begin
    if to_regclass('river_job') is not null then
        update runs r set job = j.id
        from river_job j where j.kind = 'generate' and j.args ->> 'generation_id' = r.id::text;
        update river_job set kind = 'run', args = jsonb_build_object('run_id', args ->> 'generation_id') where kind = 'generate';
    end if;
end $$;
-- +goose StatementEnd

-- +goose Down
create table generations (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    document_id uuid not null references documents on delete cascade,
    task        text not null check (task in ('summary', 'flashcards', 'concepts')),
    wanted      integer not null default 0,
    status      text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
    done        integer not null default 0,
    total       integer not null default 0,
    produced    integer not null default 0,
    rejected    integer not null default 0,
    failure     text not null default '',
    provider    text not null default '',
    model       text not null default '',
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    kinds       text[] not null default '{}',
    page_from   integer not null default 0,
    page_to     integer not null default 0,
    stopped     boolean not null default false
);
create index generations_document on generations (document_id, created_at desc);
insert into generations (id, owner_id, document_id, task, wanted, status, done, total, produced, rejected, failure, provider, model,
                         created_at, finished_at, kinds, page_from, page_to, stopped)
select r.id, r.owner_id, r.subject, r.task, coalesce((args ->> 'count')::int, 0), r.status, r.done, r.total,
       coalesce((result ->> 'produced')::int, 0), coalesce((result ->> 'rejected')::int, 0), r.failure,
       coalesce(result ->> 'provider', ''), coalesce(result ->> 'model', ''), r.created_at, r.finished_at,
       array(select jsonb_array_elements_text(coalesce(args -> 'kinds', '[]'))),
       coalesce((args -> 'pages' ->> 'from')::int, 0), coalesce((args -> 'pages' ->> 'to')::int, 0), r.stopped
from runs r join documents d on d.id = r.subject where r.task in ('summary', 'flashcards', 'concepts');
-- +goose StatementBegin
do $$ begin
    if to_regclass('river_job') is not null then
        update river_job set kind = 'generate', args = jsonb_build_object('generation_id', args ->> 'run_id')
        where kind = 'run' and exists (select from generations g where g.id::text = args ->> 'run_id');
    end if;
end $$;
-- +goose StatementEnd
drop table runs;

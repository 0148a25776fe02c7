-- +goose Up
create table conversations (
    id           uuid primary key,
    owner_id     uuid not null references users on delete cascade,
    title        text not null, -- the first question
    course_id    uuid references courses on delete set null,
    document_ids uuid[] not null default '{}', -- the scope; empty means all
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);
create index conversations_owner on conversations (owner_id, updated_at desc);

-- One question with its answer.
create table messages (
    id              uuid primary key,
    conversation_id uuid not null references conversations on delete cascade,
    owner_id        uuid not null references users on delete cascade,
    ordinal         integer not null, -- from 0
    question        text not null,
    answered        boolean not null default false,
    answer          text not null default '',
    sentences       jsonb not null default '[]', -- [{text, support, citations:[n]}]
    provider        text not null default '',
    model           text not null default '',
    usage           jsonb not null default '{}',
    status          text not null default 'done' check (status in ('running', 'done', 'stopped', 'failed')),
    created_at      timestamptz not null default now(),
    unique (conversation_id, ordinal)
);

create table citations (
    id          uuid primary key, -- it is in the URL
    message_id  uuid not null references messages on delete cascade,
    owner_id    uuid not null references users on delete cascade,
    n           integer not null, -- the number on the chip, from 1
    chunk_id    bigint not null,
    document_id uuid not null,
    version     integer not null,
    title       text not null,
    quote       text not null, -- verbatim in the page text
    page        integer, -- null where the kind has no pages
    segments    jsonb not null, -- [{"page","start","end"}] in code points of the page text
    start_s     double precision,
    cited       boolean not null default true, -- false: only a nearest passage, shown when nothing answers
    unique (message_id, n)
);

-- One run of making something from a document.
create table generations (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    document_id uuid not null references documents on delete cascade,
    task        text not null check (task in ('summary', 'flashcards', 'concepts')),
    wanted      integer not null default 0, -- how many; 0 = let the program decide
    status      text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
    done        integer not null default 0, -- passages looked at
    total       integer not null default 0,
    produced    integer not null default 0,
    rejected    integer not null default 0,
    failure     text not null default '',
    provider    text not null default '',
    model       text not null default '',
    created_at  timestamptz not null default now(),
    finished_at timestamptz
);
create index generations_document on generations (document_id, created_at desc);

-- +goose Down
drop table generations, citations, messages, conversations;

-- +goose Up
create table documents (
    id              uuid primary key,
    owner_id        uuid not null references users on delete cascade,
    course_id       uuid not null references courses,
    title           text not null,
    file_name       text not null default '',
    kind            text not null check (kind in ('pdf', 'markdown', 'text', 'youtube')),
    source_url      text not null default '',
    media_type      text not null,
    bytes           bigint not null,
    sha256          bytea not null,
    blob_key        text not null,
    version         integer not null default 1,
    language        text not null default '', -- BCP 47; empty while unknown
    status          text not null default 'queued' check (status in ('queued', 'extracting', 'embedding', 'ready', 'failed')),
    -- progress of the stage that status names; the unit is pages or passages
    progress_done   integer not null default 0,
    progress_total  integer not null default 0,
    progress_unit   text not null default 'pages',
    pages           integer not null default 0, -- pages of a PDF; 0 where the kind has none
    chunks          integer not null default 0,
    failure_kind    text not null default '',
    failure_message text not null default '',
    read_page       integer not null default 0, -- where the student stopped reading; 0 = never opened
    read_at         timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    ready_at        timestamptz,
    deleted_at      timestamptz -- in the bin since
);
create unique index documents_bytes on documents (owner_id, sha256) where deleted_at is null;
create index documents_owner on documents (owner_id, created_at desc) where deleted_at is null;
create index documents_course on documents (course_id) where deleted_at is null;

-- One row for each set of bytes a document has had; the current one too.
create table document_versions (
    document_id uuid not null references documents on delete cascade,
    version     integer not null,
    sha256      bytea not null,
    blob_key    text not null,
    bytes       bigint not null,
    media_type  text not null,
    created_at  timestamptz not null default now(),
    primary key (document_id, version)
);

-- The cleaned text a student would read, page by page (pages count from 1;
-- text without pages is cut at headings into parts of at most 64 KB).
create table document_pages (
    document_id uuid not null references documents on delete cascade,
    version     integer not null,
    page        integer not null,
    text        text not null,
    width       real not null default 0,  -- PDF points after the page's rotation; 0 without pages
    height      real not null default 0,
    spans       bytea not null default '', -- structure over the text, ingest/extract.EncodeSpans
    glyphs      bytea not null default '', -- boxes of the characters, ingest/extract.EncodeGlyphs
    problem     text not null default '', -- why a page has no text, in a student's words
    primary key (document_id, version, page)
);

create table chunks (
    id           bigint generated always as identity primary key, -- also the vector's id
    owner_id     uuid not null references users on delete cascade,
    document_id  uuid not null references documents on delete cascade,
    version      integer not null,
    ordinal      integer not null, -- from 0, in reading order
    heading_path text[] not null default '{}',
    segments     jsonb not null, -- [{"page":1,"start":0,"end":10}] in code points of the page texts
    text         text not null,
    tokens       integer not null,
    text_hash    bytea not null,
    unique (document_id, version, ordinal)
);
create index chunks_owner on chunks (owner_id);

create table embedding_models (
    id         smallint primary key,
    name       text not null unique,
    dimension  integer not null,
    state      text not null default 'filling' check (state in ('filling', 'active', 'retired')),
    created_at timestamptz not null default now()
);
create unique index embedding_models_active on embedding_models (state) where state = 'active';
insert into embedding_models (id, name, dimension, state) values (1, 'multilingual-e5-small', 384, 'active');

-- A chunk without a row here still waits for its vector.
create table chunk_embeddings (
    model_id smallint not null references embedding_models,
    chunk_id bigint not null references chunks on delete cascade,
    vector   bytea not null, -- little-endian float32, L2-normalised
    primary key (model_id, chunk_id)
);
create index chunk_embeddings_chunk on chunk_embeddings (chunk_id);

-- +goose Down
drop table chunk_embeddings, embedding_models, chunks, document_pages, document_versions, documents;

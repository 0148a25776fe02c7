-- +goose Up
-- A note makes one card, a cloze note one a gap; siblings share the note.
create table notes (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    course_id   uuid not null references courses,
    kind        text not null check (kind in ('basic', 'cloze')),
    front       text not null, -- Markdown; of a cloze note the text with its {{c1::gaps}}
    back        text not null default '',
    tags        text[] not null default '{}',
    -- where it came from; a card made by hand has none. document_id has no
    -- foreign key: a deleted document keeps its cards, quotes and reviews.
    document_id uuid,
    version     integer not null default 0,
    chunk_id    bigint,
    page        integer, -- null where the kind has no pages
    quote       text not null default '', -- verbatim in the page text
    quote_hash  bytea not null default '',
    segments    jsonb not null default '[]', -- where the quote stands, as in chunks
    stale       boolean not null default false, -- the document's new version has lost the quote
    generation_id uuid,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
create index notes_owner on notes (owner_id, created_at);
create index notes_document on notes (document_id) where document_id is not null;
create index notes_course on notes (course_id);

create table cards (
    id         uuid primary key,
    owner_id   uuid not null references users on delete cascade,
    note_id    uuid not null references notes on delete cascade,
    ordinal    smallint not null default 0, -- 0 for basic; the gap's number (c1 is 1) for cloze
    status     text not null default 'active' check (status in ('draft', 'active', 'suspended')),
    buried_until timestamptz, -- out of sight until then
    wrong_at   timestamptz, -- the student said that this card is wrong
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz, -- hidden, its reviews kept
    unique (note_id, ordinal)
);
create index cards_owner on cards (owner_id, created_at) where deleted_at is null;

-- Append-only facts with ids made on the device. Never updated or deleted.
create table reviews (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    card_id     uuid not null references cards on delete cascade,
    rating      smallint not null check (rating between 1 and 4),
    reviewed_at timestamptz not null,
    duration_ms integer not null default 0 check (duration_ms >= 0),
    device      text not null default '',
    received_at timestamptz not null default now()
);
create index reviews_card on reviews (card_id, reviewed_at);
create index reviews_owner on reviews (owner_id, reviewed_at);

-- A review that no longer counts. May arrive before the review it names.
create table review_voids (
    id          uuid primary key,
    owner_id    uuid not null references users on delete cascade,
    review_id   uuid not null,
    voided_at   timestamptz not null,
    reason      text not null default 'undo' check (reason in ('undo', 'wrong')),
    received_at timestamptz not null default now()
);
create index review_voids_review on review_voids (review_id);

-- What Anki knew of a card, as a fact with a time.
create table imported_states (
    card_id     uuid primary key references cards on delete cascade,
    owner_id    uuid not null references users on delete cascade,
    at          timestamptz not null,
    due         timestamptz not null,
    stability   double precision not null,
    difficulty  double precision not null,
    reps        integer not null,
    lapses      integer not null
);

-- Derived from reviews, review_voids and imported_states alone; can be rebuilt.
create table card_states (
    card_id     uuid primary key references cards on delete cascade,
    owner_id    uuid not null references users on delete cascade,
    due         timestamptz not null,
    stability   double precision not null,
    difficulty  double precision not null,
    state       smallint not null, -- 0 new, 1 learning, 2 review, 3 relearning, as in FSRS
    step        smallint not null default 0,
    reps        integer not null,
    lapses      integer not null,
    last_review timestamptz
);
create index card_states_due on card_states (owner_id, due);

create table fsrs_parameters (
    owner_id        uuid not null references users on delete cascade,
    fitted_at       timestamptz not null default now(),
    weights         double precision[] not null check (array_length(weights, 1) = 21),
    reviews         integer not null,
    log_loss_before double precision not null,
    log_loss_after  double precision not null,
    primary key (owner_id, fitted_at)
);

-- +goose Down
drop table fsrs_parameters, card_states, imported_states, review_voids, reviews, cards, notes;

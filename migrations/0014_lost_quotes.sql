-- +goose Up
-- A new version of a document that has lost the quote makes its note stale; the
-- student may decide to keep the card as it is. That holds for later versions
-- too, until one has the quote again.
alter table notes add column kept_at timestamptz; -- the student kept a note whose quote is gone

create index notes_stale on notes (owner_id, document_id) where stale;

-- +goose Down
drop index notes_stale;
alter table notes drop column kept_at;

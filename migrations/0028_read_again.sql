-- +goose Up
-- A document that an earlier version of its reader read is read again. What
-- that gives lies under the negative of the document's version, in
-- document_pages and chunks, until it takes the place of what was there.
alter table documents
    add column reread_by      integer not null default 0, -- the version of the reader that reads it again; 0 = none
    add column reread_failure text    not null default ''; -- why that one could not: it does not try again
create index documents_reader on documents (kind, reader) where status = 'ready' and deleted_at is null;

-- +goose Down
drop index documents_reader;
delete from chunks where version < 0;
delete from document_pages where version < 0;
alter table documents drop column reread_by, drop column reread_failure;

-- +goose Up
-- What the readers tell of a page beside its text.
alter table document_pages
    add column label    text not null default '', -- the number that the file itself gives the page ("iv"); empty when it is the page's own
    add column language text not null default ''; -- of its text, BCP 47; empty while unknown
alter table chunks add column language text not null default '';

-- Which version of its kind's reader made the pages that are shown; rows from
-- before the readers had versions are of the first.
alter table documents
    add column problem text not null default '', -- a sentence, where a document that is ready was not read whole
    add column reader  integer not null default 1;

-- +goose Down
alter table documents drop column problem, drop column reader;
alter table chunks drop column language;
alter table document_pages drop column label, drop column language;

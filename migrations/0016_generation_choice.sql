-- +goose Up
-- What a run shall make, and whether the student ended it early: it is done
-- then, with the cards that were made so far.
alter table generations
    add column kinds     text[] not null default '{}', -- of card; none = all
    add column page_from integer not null default 0,   -- 0 = from the first page on
    add column page_to   integer not null default 0,   -- 0 = to the last
    add column stopped   boolean not null default false;

-- +goose Down
alter table generations drop column kinds, drop column page_from, drop column page_to, drop column stopped;

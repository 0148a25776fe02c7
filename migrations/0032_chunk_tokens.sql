-- +goose Up
-- What is kept of the tokens of a passage, so that a question can be held
-- against it without reading it again. A chunk without a row here is read when
-- a question wants it, or when nobody waits for anything.
create table chunk_tokens (
    chunk_id bigint not null references chunks on delete cascade,
    model_id smallint not null references embedding_models,
    tokens   bytea not null, -- of search/late.Code: places in the chunk's text, and vectors
    primary key (chunk_id, model_id)
);
-- Nothing is won by compressing them.
alter table chunk_tokens alter column tokens set storage external;

-- +goose Down
drop table chunk_tokens;

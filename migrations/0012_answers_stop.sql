-- +goose Up
-- Any node takes the order to stop an answer; the one that writes it obeys.
alter table messages add column stop_asked boolean not null default false;

-- +goose Down
alter table messages drop column stop_asked;

-- +goose Up
-- Until when a password that an admin was shown once is taken; whoever signs in
-- with it chooses one of their own first. Null: the password is their own.
alter table users add column one_time_until timestamptz;

-- +goose Down
alter table users drop column one_time_until;

-- +goose Up
-- How often all that an account was signed in by has been ended. Sessions carry
-- it, so that those of before are refused, also after a suspension was taken back.
alter table users add column sign_ins_ended integer not null default 0;

-- A token ends after a year; those made before keep a year from now.
update api_tokens set expires_at = now() + interval '1 year' where expires_at is null;
alter table api_tokens alter column expires_at set not null;

-- +goose Down
alter table api_tokens alter column expires_at drop not null;
alter table users drop column sign_ins_ended;

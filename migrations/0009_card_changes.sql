-- +goose Up
-- What a student changed in many cards at once, with what was there before, so
-- that it can be taken back. Kept for a day.
create table card_changes (
    id       uuid primary key,
    owner_id uuid not null references users on delete cascade,
    made_at  timestamptz not null,
    change   jsonb not null, -- what was done: {"status","course","tags","delete"}
    before   jsonb not null  -- cards and notes as they were
);
create index card_changes_owner on card_changes (owner_id, made_at);

create index cards_list on cards (owner_id, id) where deleted_at is null; -- the list of cards, newest first

-- +goose Down
drop index cards_list;
drop table card_changes;

-- +goose Up
-- Nothing ever wrote these tables. They come again with what does.
drop table imported_states, fsrs_parameters;
comment on table card_states is 'Derived from reviews and review_voids alone; can be rebuilt.';

-- +goose Down
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
create table fsrs_parameters (
    owner_id        uuid not null references users on delete cascade,
    fitted_at       timestamptz not null default now(),
    weights         double precision[] not null check (array_length(weights, 1) = 21),
    reviews         integer not null,
    log_loss_before double precision not null,
    log_loss_after  double precision not null,
    primary key (owner_id, fitted_at)
);

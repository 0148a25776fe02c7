-- +goose Up
create table users (
    id            uuid primary key,
    email         text not null check (email = lower(email)),
    password_hash text not null, -- argon2id in PHC string format
    role          text not null default 'student' check (role in ('student', 'admin')),
    time_zone     text not null default 'UTC',
    rollover_hour smallint not null default 4 check (rollover_hour between 0 and 23), -- a student's day starts here
    language      text not null default 'en',
    settings      jsonb not null default '{}',
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz
);
create unique index users_email on users (email);

-- The table that scs's pgxstore reads and writes.
create table sessions (
    token    text primary key,
    data     bytea not null,
    expiry   timestamptz not null
);
create index sessions_expiry on sessions (expiry);

create table api_tokens (
    id           uuid primary key,
    owner_id     uuid not null references users on delete cascade,
    name         text not null,
    hash         bytea not null unique, -- sha256 of the token; the token itself is shown once
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    expires_at   timestamptz
);
create index api_tokens_owner on api_tokens (owner_id);

create table audit_log (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   uuid references users on delete set null,
    action  text not null,
    subject text not null default '',
    detail  jsonb not null default '{}'
);

-- What a student studies towards. Each owner has exactly one default course.
create table courses (
    id               uuid primary key,
    owner_id         uuid not null references users on delete cascade,
    title            text not null check (title <> ''),
    is_default       boolean not null default false,
    exam_at          timestamptz,
    minutes_per_day  integer check (minutes_per_day between 1 and 1440),
    target_retention real not null default 0.9 check (target_retention between 0.7 and 0.99),
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now()
);
create unique index courses_default on courses (owner_id) where is_default;
create index courses_owner on courses (owner_id, created_at);

-- +goose Down
drop table courses, audit_log, api_tokens, sessions, users;

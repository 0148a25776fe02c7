-- +goose Up
-- What can be asked: a narrow row for each card that is active, not deleted and
-- not marked wrong, so that counting and ranking read one small table.
-- Derived by the triggers below from cards, notes and card_states; nothing
-- else writes it.
create table queue (
    card_id      uuid primary key references cards on delete cascade,
    owner_id     uuid not null references users on delete cascade,
    course_id    uuid not null,
    note_id      uuid not null,
    ordinal      smallint not null,
    state        smallint not null, -- as in card_states; 0 for a card without a row there
    due          timestamptz, -- null for a new card, as the next two
    last_review  timestamptz,
    stability    double precision,
    buried_until timestamptz
);
create index queue_due on queue (owner_id, state, due);
create index queue_course on queue (owner_id, course_id, state, note_id); -- counts notes in order and stops at a limit
create index queue_note on queue (owner_id, note_id);
create index queue_new on queue (owner_id, card_id) where state = 0;
create index card_states_reviewed on card_states (owner_id, last_review);
create index cards_idle on cards (owner_id) where deleted_at is null and (status <> 'active' or wrong_at is not null); -- those that are not in the queue

-- Every writer holds the card's row in cards before the queue is touched: so
-- two of them cannot wait for each other, and the later one sees what the
-- earlier one committed.

-- +goose StatementBegin
create function queue_cards() returns trigger language plpgsql as $$
begin
    delete from queue q using changed c
    where q.card_id = c.id and not (c.status = 'active' and c.wrong_at is null and c.deleted_at is null);
    insert into queue (card_id, owner_id, course_id, note_id, ordinal, state, due, last_review, stability, buried_until)
    select c.id, c.owner_id, n.course_id, c.note_id, c.ordinal, coalesce(st.state, 0), st.due, st.last_review, st.stability, c.buried_until
    from changed c
    join notes n on n.id = c.note_id
    left join card_states st on st.card_id = c.id
    where c.status = 'active' and c.wrong_at is null and c.deleted_at is null
    on conflict (card_id) do update set buried_until = excluded.buried_until
    where queue.buried_until is distinct from excluded.buried_until;
    return null;
end $$;

create function queue_states() returns trigger language plpgsql as $$
begin
    update queue q set state = s.state, due = s.due, last_review = s.last_review, stability = s.stability
    from changed s where q.card_id = s.card_id;
    return null;
end $$;

create function queue_forgotten_states() returns trigger language plpgsql as $$
begin
    update queue q set state = 0, due = null, last_review = null, stability = null
    from changed s where q.card_id = s.card_id;
    return null;
end $$;

create function queue_courses() returns trigger language plpgsql as $$
begin
    if not exists (select from changed n join before b on b.id = n.id where n.course_id <> b.course_id) then
        return null;
    end if;
    perform from cards c join changed n on n.id = c.note_id order by c.id for no key update of c;
    update queue q set course_id = n.course_id
    from changed n where q.owner_id = n.owner_id and q.note_id = n.id and q.course_id <> n.course_id;
    return null;
end $$;
-- +goose StatementEnd

create trigger queue_insert after insert on cards referencing new table as changed for each statement execute function queue_cards();
create trigger queue_update after update on cards referencing new table as changed for each statement execute function queue_cards();
create trigger queue_insert after insert on card_states referencing new table as changed for each statement execute function queue_states();
create trigger queue_update after update on card_states referencing new table as changed for each statement execute function queue_states();
create trigger queue_delete after delete on card_states referencing old table as changed for each statement execute function queue_forgotten_states();
create trigger queue_update after update on notes referencing old table as before new table as changed for each statement execute function queue_courses();

insert into queue (card_id, owner_id, course_id, note_id, ordinal, state, due, last_review, stability, buried_until)
select c.id, c.owner_id, n.course_id, c.note_id, c.ordinal, coalesce(st.state, 0), st.due, st.last_review, st.stability, c.buried_until
from cards c
join notes n on n.id = c.note_id
left join card_states st on st.card_id = c.id
where c.status = 'active' and c.wrong_at is null and c.deleted_at is null;

-- +goose Down
drop trigger queue_insert on cards;
drop trigger queue_update on cards;
drop trigger queue_insert on card_states;
drop trigger queue_update on card_states;
drop trigger queue_delete on card_states;
drop trigger queue_update on notes;
drop function queue_cards, queue_states, queue_forgotten_states, queue_courses;
drop index card_states_reviewed, cards_idle;
drop table queue;

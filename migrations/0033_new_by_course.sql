-- +goose Up
-- New cards are read course by course, each in the order in which they were made.
create index queue_new_of_course on queue (owner_id, course_id, card_id) where state = 0;
drop index queue_new;

-- +goose Down
create index queue_new on queue (owner_id, card_id) where state = 0;
drop index queue_new_of_course;

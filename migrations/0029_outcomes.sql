-- +goose Up
-- What came of a question: an answer, only the passages that come nearest, or
-- nothing that comes near. It is null while the answer is written, and where
-- it broke off. It says more than answered, which goes.
alter table messages add column outcome text check (outcome in ('answered', 'nearest', 'nothing'));
update messages m set outcome = case
    when answered then 'answered'
    when exists (select from citations c where c.message_id = m.id) then 'nearest'
    else 'nothing' end
where answered or status = 'done';
alter table messages drop column answered;

-- +goose Down
alter table messages add column answered boolean not null default false;
update messages set answered = true where outcome = 'answered';
alter table messages drop column outcome;

-- +goose Up
-- A review and its void are facts: nothing changes one, and one goes only with
-- the account that it belongs to. The database refuses what the program must
-- never try. A card that still has reviews cannot be deleted for the same
-- reason; it is hidden.

-- +goose StatementBegin
create function reviews_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and not exists (select from users where id = old.owner_id) then
        return old; -- the account is being deleted
    end if;
    raise exception 'rows of % are facts that are never updated or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd

create trigger reviews_stay before update or delete on reviews for each row execute function reviews_stay();
create trigger reviews_stay before update or delete on review_voids for each row execute function reviews_stay();

-- +goose Down
drop trigger reviews_stay on reviews;
drop trigger reviews_stay on review_voids;
drop function reviews_stay;

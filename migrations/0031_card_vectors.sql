-- +goose Up
-- What the texts of a student's cards mean, so that a new card is compared with
-- all of them without reading them anew. Rows whose text is on no card any more
-- are dropped when cards are made the next time.
create table card_vectors (
    owner_id  uuid not null references users on delete cascade,
    text_hash bytea not null, -- SHA-256 of front and back without marks and gaps
    model     text not null, -- that made the vector; vectors of different models never meet
    vector    bytea not null, -- little-endian float32, L2-normalised
    primary key (owner_id, text_hash)
);

-- +goose Down
drop table card_vectors;

package cards

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/cards/twin"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/internal/search/vector"
)

// stocked is a card of the student's, of whatever course, that new ones are
// compared with.
type stocked struct {
	twin.Text
	vector []float32
}

// asked is a card's text as twin compares it.
func asked(front, back string) twin.Text {
	c := twin.Card{Front: plain(front), Back: plain(back)}
	c.Lang = words.Language(c.Front + " " + c.Back)
	return twin.Read(c)
}

// meaning is what of a card its vector is made of.
func meaning(front, back string) string { return plain(front + " " + back) }

// mostNewVectors is how many vectors one run makes for cards that have none
// yet, the newest cards first: about half a minute on two cores. After a large
// import the others follow with the next runs.
const mostNewVectors = 3000

// vectorBatch is how many vectors are made and kept at once, so that a run that
// is stopped has not worked in vain.
const vectorBatch = 64

// stock reads all of the student's cards, drafts too, with their vectors; those
// without are made and kept. Vectors hang on the text: a card that was edited
// gets a new one, and those of texts that are gone are dropped.
func (s *Service) stock(ctx context.Context, owner id.User, e search.Embedder) ([]stocked, error) {
	notes, err := s.o.Notes.NoteTexts(ctx, owner)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(notes))
	hashes := make([][]byte, len(notes))
	for i, n := range notes {
		texts[i] = meaning(n.Front, n.Back)
		h := sha256.Sum256([]byte(texts[i]))
		hashes[i] = h[:]
	}
	kept, err := s.keptVectors(ctx, owner, e, hashes)
	if err != nil {
		return nil, err
	}
	if err := s.fillVectors(ctx, owner, e, texts, hashes, kept); err != nil {
		return nil, err
	}
	var out []stocked
	for i, n := range notes {
		if v := kept[string(hashes[i])]; v != nil {
			out = append(out, stocked{asked(n.Front, n.Back), v})
		}
	}
	return out, nil
}

const (
	dropVectors   = `delete from card_vectors where owner_id = @owner and (model <> @model or not text_hash = any (@hashes))`
	selectVectors = `select text_hash, vector from card_vectors where owner_id = @owner and model = @model`
	insertVectors = `
insert into card_vectors (owner_id, model, text_hash, vector)
select @owner, @model, t.hash, t.vector from unnest(@hashes::bytea[], @vectors::bytea[]) as t (hash, vector)
on conflict (owner_id, text_hash) do update set model = excluded.model, vector = excluded.vector`
)

// keptVectors are the vectors that are there, by the hash of their text.
func (s *Service) keptVectors(ctx context.Context, owner id.User, e search.Embedder, hashes [][]byte) (map[string][]float32, error) {
	args := pgx.NamedArgs{"owner": owner, "model": e.Name(), "hashes": hashes}
	if _, err := s.o.Pool.Exec(ctx, dropVectors, args); err != nil {
		return nil, fmt.Errorf("dropping vectors of cards: %w", err)
	}
	rows, err := s.o.Pool.Query(ctx, selectVectors, args)
	if err != nil {
		return nil, fmt.Errorf("reading vectors of cards: %w", err)
	}
	kept := map[string][]float32{}
	var hash, raw []byte
	if _, err := pgx.ForEachRow(rows, []any{&hash, &raw}, func() error {
		if len(raw) == 4*e.Dimension() {
			kept[string(hash)] = vector.Decode(raw)
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("reading vectors of cards: %w", err)
	}
	return kept, nil
}

// fillVectors makes vectors of texts that have none, and adds them to kept.
func (s *Service) fillVectors(ctx context.Context, owner id.User, e search.Embedder, texts []string, hashes [][]byte, kept map[string][]float32) error {
	var missing []int
	queued := map[string]bool{}
	for i, h := range hashes {
		if kept[string(h)] == nil && !queued[string(h)] && len(missing) < mostNewVectors {
			queued[string(h)] = true
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		part := missing[:min(vectorBatch, len(missing))]
		missing = missing[len(part):]
		var batch []string
		var keys, raw [][]byte
		for _, i := range part {
			batch, keys = append(batch, texts[i]), append(keys, hashes[i])
		}
		vectors, err := e.Passages(ctx, batch)
		if err != nil {
			return fmt.Errorf("reading the meaning of cards: %w", err)
		}
		for i, v := range vectors {
			kept[string(keys[i])], raw = v, append(raw, vector.Encode(v))
		}
		if _, err := s.o.Pool.Exec(ctx, insertVectors, pgx.NamedArgs{"owner": owner, "model": e.Name(), "hashes": keys, "vectors": raw}); err != nil {
			return fmt.Errorf("keeping vectors of cards: %w", err)
		}
	}
	return nil
}

// repeatsAny reports that a card asks what one of the stock asks.
func repeatsAny(t twin.Text, v []float32, stock []stocked) bool {
	for _, k := range stock {
		if c := evidence.Similarity(v, k.vector); c >= twin.Across && twin.Same(t, k.Text, c) {
			return true
		}
	}
	return false
}

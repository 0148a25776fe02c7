package learning

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

const countByDocument = `
select n.document_id, count(*)
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and n.owner_id = @owner and c.deleted_at is null and n.document_id = any (@documents)
group by n.document_id`

// CardCounts is how many cards each of the documents has, drafts included.
// Documents without cards, and those that are not the owner's, are missing.
func (s *Service) CardCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error) {
	return s.countCards(ctx, countByDocument, owner, documents)
}

const countStale = `
select n.document_id, count(*)
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and n.owner_id = @owner and c.deleted_at is null and n.stale and c.status <> 'suspended' and n.document_id = any (@documents)
group by n.document_id`

// StaleCounts is how many cards of each of the documents have lost their
// quote, those that are suspended aside: nothing is to be decided about them.
// Documents of which no card has are missing.
func (s *Service) StaleCounts(ctx context.Context, owner id.User, documents ...id.Document) (map[id.Document]int, error) {
	return s.countCards(ctx, countStale, owner, documents)
}

func (s *Service) countCards(ctx context.Context, query string, owner id.User, documents []id.Document) (map[id.Document]int, error) {
	if len(documents) == 0 {
		return nil, nil
	}
	rows, err := s.pool.Query(ctx, query, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("counting cards by document: %w", err)
	}
	counts := map[id.Document]int{}
	var document id.Document
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&document, &n}, func() error { counts[document] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting cards by document: %w", err)
	}
	return counts, nil
}

// Coverage is what the cards of a document cover already.
type Coverage struct {
	Cards    int
	From, To int // the first and the last page that one comes from; 0 where there are none
}

const coverage = `
select count(*), coalesce(min(n.page), 0), coalesce(max(n.page), 0)
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and n.owner_id = @owner and c.deleted_at is null and n.document_id = @document`

// Coverage counts the cards of a document, drafts included.
func (s *Service) Coverage(ctx context.Context, owner id.User, document id.Document) (Coverage, error) {
	var c Coverage
	err := s.pool.QueryRow(ctx, coverage, pgx.NamedArgs{"owner": owner, "document": document}).Scan(&c.Cards, &c.From, &c.To)
	if err != nil {
		return c, fmt.Errorf("counting a document's cards: %w", err)
	}
	return c, nil
}

const countByChunk = `
select n.chunk_id, count(*)
from cards c join notes n on n.id = c.note_id
where c.owner_id = @owner and n.owner_id = @owner and c.deleted_at is null and n.document_id = @document and n.chunk_id is not null
group by n.chunk_id`

// CardsByChunk is how many cards come from each passage of a document, drafts
// included. Passages without cards are missing, and so are cards whose passage
// is not known.
func (s *Service) CardsByChunk(ctx context.Context, owner id.User, document id.Document) (map[id.Chunk]int, error) {
	rows, err := s.pool.Query(ctx, countByChunk, pgx.NamedArgs{"owner": owner, "document": document})
	if err != nil {
		return nil, fmt.Errorf("counting cards by passage: %w", err)
	}
	counts := map[id.Chunk]int{}
	var chunk id.Chunk
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&chunk, &n}, func() error { counts[chunk] = n; return nil }); err != nil {
		return nil, fmt.Errorf("counting cards by passage: %w", err)
	}
	return counts, nil
}

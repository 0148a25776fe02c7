package search

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/id"
)

// probeWords is how much of a passage a probe asks for.
const probeWords = 12

const selectProbe = `
select c.id, c.text
from chunks c
where c.owner_id = @owner and c.document_id = @document and c.version = @version
order by length(c.text) > 80 desc, c.ordinal
limit 1`

const selectVersion = `select id from chunks where owner_id = @owner and document_id = @document and version = @version`

// Probe reports whether a search of the owner's finds this version of a
// document: every chunk of it is in the index, with its vector unless the model
// is missing, and a question made of its own words brings it up.
func (s *Service) Probe(ctx context.Context, owner id.User, document id.Document, version int) (bool, error) {
	args := pgx.NamedArgs{"owner": owner, "document": document, "version": version}
	var first id.Chunk
	var text string
	err := s.pool.QueryRow(ctx, selectProbe, args).Scan(&first, &text)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading a passage to probe: %w", err)
	}
	rows, err := s.pool.Query(ctx, selectVersion, args)
	if err != nil {
		return false, fmt.Errorf("listing passages to probe: %w", err)
	}
	chunks, err := pgx.CollectRows(rows, pgx.RowTo[id.Chunk])
	if err != nil {
		return false, fmt.Errorf("listing passages to probe: %w", err)
	}
	l, release, err := s.acquire(ctx, owner)
	if err != nil {
		return false, err
	}
	defer release()
	model := s.embedder() != nil
	for _, c := range chunks {
		if known := l.shard.Known(c); !known.There || model && !known.Embedded {
			return false, nil
		}
	}
	words := strings.Fields(text)
	question := strings.Join(words[:min(len(words), probeWords)], " ")
	found, err := s.Search(ctx, owner, Query{Text: question, K: 1, Documents: []id.Document{document}})
	if err != nil {
		return false, err
	}
	for _, h := range found.Hits {
		if h.Document == document && h.Version == version {
			return true, nil
		}
	}
	// Words alone cannot find what has no word; being in the index must do.
	return !model && l.shard.Wordless(question), nil
}

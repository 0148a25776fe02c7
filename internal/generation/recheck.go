package generation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"studyapp/internal/generation/cite"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// recheckWorker works ingest.RecheckArgs: the cards of a replaced document
// follow their quotes into the new version, or are flagged.
type recheckWorker struct {
	river.WorkerDefaults[ingest.RecheckArgs]
	s *Service
}

// A job names a document, not its owner. One that lies in the bin is looked
// at too: it may come back.
const documentToRecheck = `select owner_id, kind from documents where id = @document`

func (w *recheckWorker) Work(ctx context.Context, job *river.Job[ingest.RecheckArgs]) error {
	s, document, version := w.s, job.Args.DocumentID, job.Args.Version
	var owner id.User
	var kind string
	err := s.o.Pool.QueryRow(ctx, documentToRecheck, pgx.NamedArgs{"document": document}).Scan(&owner, &kind)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // deleted for good
	}
	if err != nil {
		return fmt.Errorf("looking for the document: %w", err)
	}
	done, err := s.o.Notes.Recheck(ctx, owner, document, version, &finder{s: s, owner: owner, document: document, version: version, paged: paged(kind)})
	if err != nil && ctx.Err() != nil {
		return river.JobSnooze(0) // stopped with the server: goes on after its start, and that was no try
	}
	if err != nil {
		return err
	}
	if done != (learning.Rechecked{}) {
		s.log.InfoContext(ctx, "quotes of cards looked up", "document", document, "version", version, "moved", done.Moved, "lost", done.Lost)
		s.wake(ctx, owner)
	}
	return nil
}

// finder finds quotes in one version of a document, whose texts are read with
// the first one. It is learning.Finder.
type finder struct {
	s        *Service
	owner    id.User
	document id.Document
	version  int
	paged    bool

	text *cite.Pages // nil until read
	material
	over  *cite.Pages // the seams; nil until a quote is on no page
	seams []seam
}

func (f *finder) read(ctx context.Context) error {
	if f.text != nil {
		return nil
	}
	m, err := f.s.material(ctx, f.owner, f.document, f.version)
	if err != nil {
		return err
	}
	f.text, f.material = &cite.Pages{}, m
	for _, n := range slices.Sorted(maps.Keys(m.pages)) {
		f.text.Add(n, m.pages[n].text)
	}
	return nil
}

// FindQuote implements learning.Finder.
func (f *finder) FindQuote(ctx context.Context, quote string, segments json.RawMessage) (learning.Place, bool, error) {
	if err := f.read(ctx); err != nil {
		return learning.Place{}, false, err
	}
	var before []extract.Segment
	if err := json.Unmarshal(segments, &before); err != nil {
		return learning.Place{}, false, fmt.Errorf("reading where a quote stood: %w", err)
	}
	near := extract.Segment{Page: 1}
	if len(before) > 0 {
		near = before[0]
	}
	at, ok := f.text.Find(quote, near.Page, near.Start)
	if !ok {
		return f.across(quote)
	}
	p, err := placeOf(at, f.chunks, f.paged)
	return p, true, err
}

// A seam is where a passage goes on over a page break. It leaves out what
// stands at the foot and head of the pages between its segments.
type seam struct {
	chunk id.Chunk
	a, b  extract.Segment // on either side, at most seamRunes long
}

// seamRunes is how much of a quote may stand on either side of a page break.
const seamRunes = 1500

// sew makes the seams ready to look for quotes in them; their numbers are
// their places in the list.
func (f *finder) sew() {
	f.over = &cite.Pages{}
	for _, c := range f.chunks {
		for i := 1; i < len(c.segments); i++ {
			a, b := c.segments[i-1], c.segments[i]
			if a.Page == b.Page || f.pages[a.Page] == nil || f.pages[b.Page] == nil {
				continue
			}
			a.Start, b.End = max(a.Start, a.End-seamRunes), min(b.End, b.Start+seamRunes)
			f.over.Add(len(f.seams), slices.Concat(f.pages[a.Page].text[a.Start:a.End], []rune{' '}, f.pages[b.Page].text[b.Start:b.End]))
			f.seams = append(f.seams, seam{c.id, a, b})
		}
	}
}

// across looks for a quote that a page break has come into.
func (f *finder) across(quote string) (learning.Place, bool, error) {
	if f.over == nil {
		f.sew()
	}
	at, ok := f.over.Find(quote, 0, 0)
	if !ok {
		return learning.Place{}, false, nil
	}
	s := f.seams[at.Page]
	foot := s.a.End - s.a.Start
	if at.Start >= foot || at.End <= foot+1 {
		return learning.Place{}, false, nil // all on one side
	}
	s.a.Start, s.b.End = s.a.Start+at.Start, s.b.Start+at.End-foot-1
	segments, err := json.Marshal([]extract.Segment{s.a, s.b})
	if err != nil {
		return learning.Place{}, false, fmt.Errorf("a quote's place: %w", err)
	}
	p := learning.Place{Chunk: s.chunk, Quote: at.Quote, Segments: segments}
	if f.paged {
		p.Page = &s.a.Page
	}
	return p, true, nil
}

// placeOf is a place as learning keeps it, with the passage that holds it.
func placeOf(at cite.Place, chunks []chunkRow, paged bool) (learning.Place, error) {
	segments, err := json.Marshal(segmentsOf(at.Page, at.Start, at.End))
	if err != nil {
		return learning.Place{}, fmt.Errorf("a quote's place: %w", err)
	}
	p := learning.Place{Quote: at.Quote, Segments: segments}
	if paged {
		p.Page = &at.Page
	}
	for _, c := range chunks {
		for _, g := range c.segments {
			if g.Page == at.Page && g.Start <= at.Start && at.Start < g.End {
				p.Chunk = c.id
				return p, nil
			}
		}
	}
	return p, nil
}

const documentsToRecheck = `
select d.id, d.version from documents d
where d.status = 'ready' and d.version > 1
  and exists (select from notes n where n.document_id = d.id and n.owner_id = d.owner_id
              and n.version < d.version and n.quote <> '' and not n.stale and n.kept_at is null)`

// RecheckAll queues the rechecks that are missing, of all owners: of documents
// that were replaced before there were any.
func (s *Service) RecheckAll(ctx context.Context) error {
	if s.o.Jobs == nil {
		return nil
	}
	err := postgres.InTx(ctx, s.o.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, documentsToRecheck)
		if err != nil {
			return err
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ingest.RecheckArgs])
		if err != nil {
			return err
		}
		for _, args := range list {
			if _, err := s.o.Jobs.InsertTx(ctx, tx, args, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking for cards whose document was replaced: %w", err)
	}
	return nil
}

const versionNow = `select version from documents where id = @document and owner_id = @owner for share`

// recheckLate queues a recheck when the document was replaced while cards were
// made of the version before; publishing the new one may not have seen them.
func (s *Service) recheckLate(ctx context.Context, tx pgx.Tx, r *run) error {
	var now int
	err := tx.QueryRow(ctx, versionNow, pgx.NamedArgs{"document": r.document, "owner": r.Owner}).Scan(&now)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && now == r.version {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.o.Jobs.InsertTx(ctx, tx, ingest.RecheckArgs{DocumentID: r.document, Version: now}, nil)
	return err
}

package generation

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// chunkRow is a passage to make cards from.
type chunkRow struct {
	id       id.Chunk
	headings []string
	segments []extract.Segment
	text     string
	tokens   int
}

// material is a document as cards are made from it.
type material struct {
	chunks []chunkRow
	pages  map[int]*storedPage
}

const (
	chunksOfDocument = `
select c.id, c.heading_path, c.segments, c.text, c.tokens from chunks c
where c.document_id = @document and c.version = @version and c.owner_id = @owner order by c.ordinal`

	pagesOfDocument = `
select p.page, p.text, p.spans from document_pages p
join documents d on d.id = p.document_id
where p.document_id = @document and p.version = @version and d.owner_id = @owner`
)

func (s *Service) material(ctx context.Context, owner id.User, document id.Document, version int) (material, error) {
	m := material{pages: map[int]*storedPage{}}
	args := pgx.NamedArgs{"document": document, "version": version, "owner": owner}
	rows, err := s.o.Pool.Query(ctx, chunksOfDocument, args)
	if err != nil {
		return m, fmt.Errorf("reading passages: %w", err)
	}
	m.chunks, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c chunkRow, err error) {
		return c, row.Scan(&c.id, &c.headings, &c.segments, &c.text, &c.tokens)
	})
	if err != nil {
		return m, fmt.Errorf("reading passages: %w", err)
	}
	if rows, err = s.o.Pool.Query(ctx, pagesOfDocument, args); err != nil {
		return m, fmt.Errorf("reading pages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var page int
		var text string
		var spans []byte
		if err := rows.Scan(&page, &text, &spans); err != nil {
			return m, fmt.Errorf("reading pages: %w", err)
		}
		p := &storedPage{text: []rune(text)}
		if p.spans, err = extract.DecodeSpans(spans); err != nil {
			return m, fmt.Errorf("page %d of document %s: %w", page, document, err)
		}
		m.pages[page] = p
	}
	return m, rows.Err()
}

// makeCards makes the cards of a run, by a model where one answers, and by the
// built-in patterns otherwise.
func (s *Service) makeCards(ctx context.Context, r *run) error {
	m, err := s.material(ctx, r.Owner, r.document, r.version)
	if err != nil {
		return err
	}
	m = m.within(r.wanted.Pages)
	if s.o.Models.Available() {
		done, err := s.cardsByModel(ctx, r, m)
		if done || err != nil {
			return err
		}
	}
	if err := r.startedBy(ctx, len(m.chunks), BuiltIn, ""); err != nil {
		return err
	}
	sentences := m.sentences(r)
	candidates := slices.DeleteFunc(provenCards(sentences), func(c flashcard.Card) bool { return !r.wanted.wants(kindOf(c)) })
	n := r.wanted.Count
	if n == 0 {
		n = fitting(len(sentences))
	}
	n -= r.made.Produced // of a model that failed half-way
	known, err := s.knownCards(ctx, r)
	if err != nil {
		return err
	}
	similar, existing, err := s.likeness(ctx, candidates, sentences, n, known)
	if err != nil {
		return err
	}
	chosen, repeated := flashcard.Choose(candidates, n, similar, existing)
	var notes []learning.NewNote
	for _, i := range chosen {
		c := candidates[i]
		note, err := s.note(r, m, c.Kind == flashcard.Cloze, c.Front, c.Back, sentences[c.Sentence])
		if err != nil {
			return err
		}
		notes = append(notes, note)
	}
	r.made.Produced += len(notes)
	r.made.Rejected += repeated
	return s.complete(ctx, r, notes)
}

// provenCards are the cards that the sentences give and prove.
func provenCards(sentences []flashcard.Sentence) []flashcard.Card {
	candidates, _ := flashcard.Candidates(sentences)
	out := candidates[:0]
	for _, c := range candidates {
		if proves(c.Kind == flashcard.Cloze, c.Front, c.Back, sentences[c.Sentence].Text) {
			out = append(out, c)
		}
	}
	return out
}

func kindOf(c flashcard.Card) learning.Kind {
	if c.Kind == flashcard.Cloze {
		return learning.Cloze
	}
	return learning.Basic
}

// fitting is how many cards a text of so many sentences bears.
func fitting(sentences int) int { return min(60, max(6, sentences/12)) }

// startedBy notes who makes the cards and of how many passages.
func (r *run) startedBy(ctx context.Context, total int, provider, model string) error {
	r.made.Provider, r.made.Model = provider, model
	return r.Advance(ctx, runs.Progress{Done: r.Done, Total: total, Result: r.made}, nil)
}

// advance commits notes and how far the run has come.
func (s *Service) advance(ctx context.Context, r *run, done int, notes []learning.NewNote) error {
	return r.Advance(ctx, runs.Progress{Done: done, Total: r.Total, Result: r.made}, s.storing(ctx, r, notes))
}

// complete commits the last notes and the end of the run.
func (s *Service) complete(ctx context.Context, r *run, notes []learning.NewNote) error {
	return r.Finish(ctx, runs.Progress{Done: r.Total, Total: r.Total, Result: r.made}, s.storing(ctx, r, notes))
}

// storing writes notes in the transaction of the run's progress.
func (s *Service) storing(ctx context.Context, r *run, notes []learning.NewNote) func(tx pgx.Tx) error {
	return func(tx pgx.Tx) error {
		if len(notes) == 0 {
			return nil
		}
		if _, err := s.o.Notes.CreateNotesTx(ctx, tx, r.Owner, notes); err != nil {
			return err
		}
		return s.recheckLate(ctx, tx, r)
	}
}

// note is a card as learning takes it, with its place in the document.
func (s *Service) note(r *run, m material, cloze bool, front, back string, at flashcard.Sentence) (learning.NewNote, error) {
	segments, err := json.Marshal(segmentsOf(at.Page, at.Start, at.End))
	if err != nil {
		return learning.NewNote{}, fmt.Errorf("a card's place: %w", err)
	}
	source := &learning.Source{
		Document: r.document, Version: r.version, Chunk: m.chunks[at.Chunk].id,
		Quote: string(m.pages[at.Page].text[at.Start:at.End]), Segments: segments,
	}
	if paged(r.kind) {
		page := at.Page
		source.Page = &page
	}
	n := learning.NewNote{Course: r.course, Kind: learning.Basic, Front: front, Back: back, Source: source, Status: learning.Active, Generation: id.Generation(r.ID)}
	if cloze {
		n.Kind = learning.Cloze
	}
	if r.draftCards {
		n.Status = learning.Draft
	}
	return n, nil
}

// sentences are the document's sentences in reading order, with what the
// author set off in them.
func (m material) sentences(r *run) []flashcard.Sentence {
	var out []flashcard.Sentence
	ready := map[int]quoted.Page{}
	taken := map[[3]int]bool{}
	for i, c := range m.chunks {
		lang := words.EastAsian(c.text)
		if lang == "" {
			lang = words.Language(c.text)
		}
		if lang == "" {
			lang, _, _ = strings.Cut(r.language, "-")
		}
		heading := ""
		if len(c.headings) > 0 {
			heading = c.headings[len(c.headings)-1]
		}
		for _, g := range c.segments {
			p := m.pages[g.Page]
			if p == nil {
				continue
			}
			if _, ok := ready[g.Page]; !ok {
				ready[g.Page] = quoted.NewPage(g.Page, p.text, p.spans)
			}
			for _, u := range quoted.Units(ready[g.Page], g.Start, g.End) {
				key := [3]int{u.Page, u.Start, u.End}
				if u.Kind != quoted.Sentence || taken[key] {
					continue
				}
				taken[key] = true
				s := flashcard.Sentence{Chunk: i, Page: u.Page, Start: u.Start, End: u.End, Text: u.Text, Heading: heading, Lang: lang}
				for _, span := range p.spans {
					if span.Kind == extract.ListItem && span.Start <= u.Start && u.End <= span.End {
						s.Item = true
					}
					if span.Start < u.Start || span.End > u.End || span.Start >= span.End {
						continue
					}
					text := string(p.text[span.Start:span.End])
					switch span.Kind {
					case extract.Strong, extract.Emphasis:
						s.Marked = append(s.Marked, text)
					case extract.InlineCode:
						s.Code = append(s.Code, text)
					case extract.Math:
						s.Math = append(s.Math, flashcard.Formula{Start: span.Start - u.Start, End: span.End - u.Start, TeX: firstFilled(span.Text, text)})
					}
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// knownCard is a card of the document that is there already.
type knownCard struct{ front, text, quote string }

func (s *Service) knownCards(ctx context.Context, r *run) ([]knownCard, error) {
	var out []knownCard
	cursor := ""
	for {
		cards, next, err := s.o.Notes.Cards(ctx, r.Owner, learning.CardFilter{Document: r.document, Limit: 200, Cursor: cursor})
		if err != nil {
			return nil, fmt.Errorf("reading the document's cards: %w", err)
		}
		for _, c := range cards {
			k := knownCard{front: plain(c.Text), text: plain(c.Text + " " + c.Extra)}
			if c.Source != nil {
				k.quote = strings.Join(strings.Fields(c.Source.Quote), " ")
			}
			out = append(out, k)
		}
		if cursor = next; next == "" || len(out) >= 2000 {
			return out, nil
		}
	}
}

// How many candidates and known cards are compared by meaning.
const (
	comparedPerCard = 4
	mostCompared    = 300
)

// likeness returns what Choose compares candidates with: each other, and the
// cards that are there.
func (s *Service) likeness(ctx context.Context, candidates []flashcard.Card, sentences []flashcard.Sentence, n int, known []knownCard) (similar func(a, b int) float64, existing func(i int) bool, err error) {
	fronts, quotes := map[string]bool{}, map[string]bool{}
	for _, k := range known {
		fronts[words.Fold(k.front)] = true
		quotes[k.quote] = true
	}
	same := func(i int) bool {
		c := candidates[i]
		return fronts[words.Fold(plain(c.Front))] || quotes[strings.Join(strings.Fields(sentences[c.Sentence].Text), " ")]
	}
	e := s.o.Embedder()
	if e == nil || len(candidates) == 0 {
		return nil, same, nil
	}
	best := flashcard.Best(candidates, min(mostCompared, comparedPerCard*n+8))
	texts := make([]string, 0, len(best)+len(known))
	index := map[int]int{}
	for _, i := range best {
		index[i] = len(texts)
		texts = append(texts, plain(candidates[i].Front+" "+candidates[i].Back))
	}
	for _, k := range known[:min(mostCompared, len(known))] {
		texts = append(texts, k.text)
	}
	vectors, err := e.Passages(ctx, texts)
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		s.log.ErrorContext(ctx, "comparing cards by words alone", "error", err)
		return nil, same, nil
	}
	similar = func(a, b int) float64 {
		i, okA := index[a]
		k, okB := index[b]
		if !okA || !okB {
			return 0
		}
		return dot(vectors[i], vectors[k])
	}
	existing = func(i int) bool {
		if same(i) {
			return true
		}
		at, ok := index[i]
		if !ok {
			return false
		}
		for _, v := range vectors[len(best):] {
			if dot(vectors[at], v) >= flashcard.TooAlike {
				return true
			}
		}
		return false
	}
	return similar, existing, nil
}

// proves reports that a quote holds what a card claims: a cloze card's whole
// text, a basic card's answer.
func proves(cloze bool, front, back, quote string) bool {
	quote = words.Line(quote)
	if cloze {
		return cite.Verify(plain(front), quote) == cite.Supported
	}
	// The question turns the sentence round, so the answer is held against the
	// quote alone, and every number and name of the question must be there too.
	answer := strings.TrimPrefix(plain(back), "Because ")
	answer = strings.TrimPrefix(answer, "Weil ")
	if v := cite.Verify(answer, quote); v != cite.Supported && !strings.Contains(words.Fold(quote), words.Fold(strings.TrimRight(answer, ".。"))) {
		return false
	}
	return cite.Names(plain(front), quote)
}

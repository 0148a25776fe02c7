package generation

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// How much is read for a question.
const (
	defaultK  = 12 // passages shown and given to a model
	maxK      = 50
	wide      = 40 // hits asked for: those beyond K only lend their cosines
	coreK     = 12 // passages more, found within the documents that are meant
	sentences = 40 // units that get a vector
	nameHits  = 100
)

// found is what was retrieved for a question.
type found struct {
	question  quoted.Question
	hits      []search.Hit // the passages, best first
	first     int          // how many of them the question itself found; the rest the core
	ranking   *quoted.Ranking
	wordsOnly bool
	subjects  map[string]bool // stems of the question that the documents are about
	pages     map[pageKey]*storedPage
}

// retrieve finds the passages for a question and ranks their sentences. help
// are the words that an earlier question lends to a follow-up.
func (s *Service) retrieve(ctx context.Context, owner id.User, text, help string, scope scope, k int) (*found, error) {
	if s.o.Search == nil {
		return nil, errs.New(errs.Unavailable, "Search is not running. Try again in a while.")
	}
	full := strings.TrimSpace(help + " " + text)
	result, err := s.o.Search.Search(ctx, owner, search.Query{Text: full, K: max(k, wide), Course: scope.course, Documents: scope.documents})
	if err != nil {
		return nil, fmt.Errorf("searching for the question: %w", err)
	}
	lang := words.Language(text)
	if lang == "" {
		lang = result.Language
	}
	f := &found{question: quoted.Read(full, lang), wordsOnly: result.WordsOnly}
	cosines := map[id.Chunk]float64{}
	for _, h := range result.Hits {
		cosines[h.Chunk] = h.Cosine
	}
	f.hits = result.Hits[:min(k, len(result.Hits))]
	f.first = len(f.hits)
	if len(f.hits) == 0 {
		return f, nil
	}
	subjects, err := s.subjects(ctx, owner, f.question, f.hits)
	if err != nil {
		return nil, err
	}
	if err := s.addCore(ctx, owner, f, subjects, cosines); err != nil {
		return nil, err
	}
	passages, err := s.passages(ctx, owner, f, subjects)
	if err != nil {
		return nil, err
	}
	f.ranking = quoted.NewRanking(f.question, passages)
	return f, s.rank(ctx, full, f.ranking, f.wordsOnly)
}

// addCore searches once more, for what is asked about, within the documents
// that the question's names point to. "What were Apple's total net sales in
// the third quarter of 2022?" finds many a passage with Apple and 2022; "total
// net sales" in Apple's filing finds the row.
func (s *Service) addCore(ctx context.Context, owner id.User, f *found, subjects map[id.Document]map[string]bool, cosines map[id.Chunk]float64) error {
	f.subjects = map[string]bool{}
	for _, m := range subjects {
		for stem := range m {
			f.subjects[stem] = true
		}
	}
	core := f.question.Core(f.subjects)
	if core == "" || len(f.subjects) == 0 {
		return nil
	}
	var documents []id.Document
	for document, m := range subjects {
		all := true
		for stem := range f.subjects {
			all = all && m[stem]
		}
		if all {
			documents = append(documents, document)
		}
	}
	if len(documents) == 0 {
		return nil
	}
	result, err := s.o.Search.Search(ctx, owner, search.Query{Text: core, K: coreK, Documents: documents})
	if err != nil {
		return fmt.Errorf("searching for %q: %w", core, err)
	}
	have := map[id.Chunk]bool{}
	for _, h := range f.hits {
		have[h.Chunk] = true
	}
	hits := append([]search.Hit(nil), f.hits...)
	for _, h := range result.Hits {
		if have[h.Chunk] {
			continue
		}
		if c, ok := cosines[h.Chunk]; ok {
			h.Cosine = c
		}
		hits = append(hits, h)
	}
	f.hits = hits
	return nil
}

const chunkCounts = `select id, chunks, title from documents where owner_id = @owner and id = any(@documents)`

// subjects says for each document of the hits which of the question's
// capitalised words it is about as a whole: in its title, or in 6 % of its
// passages at least. Such a word need not stand in the passage that answers.
func (s *Service) subjects(ctx context.Context, owner id.User, q quoted.Question, hits []search.Hit) (map[id.Document]map[string]bool, error) {
	out := map[id.Document]map[string]bool{}
	var documents []id.Document
	for _, h := range hits {
		if out[h.Document] == nil {
			out[h.Document] = map[string]bool{}
			documents = append(documents, h.Document)
		}
	}
	var names []quoted.Term
	for _, t := range q.Terms {
		if t.Upper && !t.Number && !t.Time && len(names) < 4 {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		return out, nil
	}
	rows, err := s.o.Pool.Query(ctx, chunkCounts, pgx.NamedArgs{"owner": owner, "documents": documents})
	if err != nil {
		return nil, fmt.Errorf("counting passages: %w", err)
	}
	counts := map[id.Document]int{}
	for rows.Next() {
		var d id.Document
		var n int
		var title string
		if err := rows.Scan(&d, &n, &title); err != nil {
			rows.Close()
			return nil, fmt.Errorf("counting passages: %w", err)
		}
		counts[d] = n
		for _, t := range words.Tokens(title, q.Lang) {
			for _, name := range names {
				if t.Stem == name.Stem {
					out[d][name.Stem] = true
				}
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("counting passages: %w", err)
	}
	for _, name := range names {
		result, err := s.o.Search.Search(ctx, owner, search.Query{Text: name.Text, K: nameHits, Mode: search.Lexical, Documents: documents})
		if err != nil {
			if errors.Is(err, errs.Invalid) {
				continue
			}
			return nil, fmt.Errorf("searching for %q: %w", name.Text, err)
		}
		n := map[id.Document]int{}
		for _, h := range result.Hits {
			if h.BM25 > 0 {
				n[h.Document]++
			}
		}
		for d, hits := range n {
			// The hits are capped over all documents: 15 are enough for any length.
			if counts[d] >= 8 && (float64(hits) >= 0.06*float64(counts[d]) || hits >= 15) {
				out[d][name.Stem] = true
			}
		}
	}
	return out, nil
}

// passages cuts the hits into units, out of the page texts, so that each unit
// is verbatim.
func (s *Service) passages(ctx context.Context, owner id.User, f *found, subjects map[id.Document]map[string]bool) ([]quoted.Passage, error) {
	var keys []pageKey
	hits := f.hits
	for _, h := range hits {
		for _, g := range h.Segments {
			keys = append(keys, pageKey{h.Document, h.Version, g.Page})
		}
	}
	pages, err := s.readPages(ctx, owner, keys, false)
	if err != nil {
		return nil, err
	}
	f.pages = pages
	ready := map[pageKey]quoted.Page{}
	langs := map[id.Document]string{}
	out := make([]quoted.Passage, len(hits))
	for i, h := range hits {
		p := quoted.Passage{
			Document: h.Document.String(), Title: h.Title, HeadingPath: h.HeadingPath, Text: h.Text,
			Score: h.Score, Cosine: h.Cosine, Subjects: subjects[h.Document],
		}
		if p.Lang = words.Language(h.Text); p.Lang == "" {
			p.Lang = langs[h.Document]
		} else if langs[h.Document] == "" {
			langs[h.Document] = p.Lang
		}
		for _, g := range h.Segments {
			key := pageKey{h.Document, h.Version, g.Page}
			page := pages[key]
			if page == nil {
				continue // replaced or deleted this moment
			}
			if _, ok := ready[key]; !ok {
				ready[key] = quoted.NewPage(g.Page, page.text, page.spans)
			}
			p.Units = append(p.Units, quoted.Units(ready[key], g.Start, g.End)...)
		}
		out[i] = p
	}
	return out, nil
}

// rank gives the ranking its cosines. Without a model, or when it fails, words
// decide.
func (s *Service) rank(ctx context.Context, question string, r *quoted.Ranking, wordsOnly bool) error {
	e := s.o.Embedder()
	if e == nil || wordsOnly {
		r.Rank(quoted.Background{}, nil)
		return nil
	}
	vector, err := e.Query(ctx, question)
	if err != nil {
		return s.rankByWords(ctx, r, err)
	}
	known, err := s.bank.of(ctx, e)
	if err != nil {
		return s.rankByWords(ctx, r, err)
	}
	background := make([]float64, len(known))
	for i, v := range known {
		background[i] = dot(vector, v)
	}
	short := r.Shortlist(sentences)
	texts := make([]string, len(short))
	for i, k := range short {
		c := r.Candidates[k]
		texts[i] = quoted.ToEmbed(r.Passages[c.Passage].Units[c.Unit])
	}
	vectors, err := e.Passages(ctx, texts)
	if err != nil {
		return s.rankByWords(ctx, r, err)
	}
	cosines := make(map[int]float64, len(short))
	for i, k := range short {
		cosines[k] = dot(vector, vectors[i])
	}
	r.Rank(quoted.BackgroundOf(background), cosines)
	return nil
}

func (s *Service) rankByWords(ctx context.Context, r *quoted.Ranking, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.log.ErrorContext(ctx, "ranking sentences by words alone", "error", err)
	r.Rank(quoted.Background{}, nil)
	return nil
}

// of returns the vectors of the bank, made at the first call.
func (b *bank) of(ctx context.Context, e search.Embedder) ([][]float32, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.model == e.Name() && b.vectors != nil {
		return b.vectors, nil
	}
	vectors, err := e.Passages(ctx, quoted.Bank)
	if err != nil {
		return nil, fmt.Errorf("embedding the bank: %w", err)
	}
	b.model, b.vectors = e.Name(), vectors
	return vectors, nil
}

func dot(a, b []float32) float64 {
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}

// passagesEvent is what the passages event tells.
func (f *found) passagesEvent() Passages {
	p := Passages{WordsOnly: f.wordsOnly, Passages: []Passage{}, Try: id.New[id.Message]().String()}
	documents := map[id.Document]bool{}
	for i, h := range f.hits[:f.first] {
		documents[h.Document] = true
		p.Passages = append(p.Passages, Passage{
			N: i + 1, ChunkID: h.Chunk, DocumentID: h.Document, Title: h.Title, HeadingPath: h.HeadingPath,
			Pages: pagesOfHit(h), Text: h.Text, Score: h.Score,
		})
	}
	p.Documents = len(documents)
	return p
}

func pagesOfHit(h search.Hit) []int {
	if !paged(h.Kind) {
		return nil
	}
	var out []int
	for _, g := range h.Segments {
		if n := len(out); n == 0 || out[n-1] != g.Page {
			out = append(out, g.Page)
		}
	}
	return out
}

// paged reports whether a kind of document has pages that a student could
// look up.
func paged(kind string) bool { return kind == "pdf" }

func segmentsOf(page, start, end int) []Segment {
	return []Segment{extract.Segment{Page: page, Start: start, End: end}}
}

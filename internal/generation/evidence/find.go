package evidence

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// How much is read for a question.
const (
	wide     = 40 // hits asked for: those beyond K only lend their cosines
	coreK    = 12 // passages more, found within the documents that are meant
	nameHits = 100
)

// Scope is where passages may come from; empty means everywhere.
type Scope struct {
	Course    id.Course
	Documents []id.Document
}

// Found is what was found for a question.
type Found struct {
	Hits      []search.Hit    // the passages, best first
	First     int             // how many of them the question itself found; the rest the core
	Ranking   *quoted.Ranking // nil where there is no hit
	WordsOnly bool
	Pages     map[passage.PageKey]*passage.Page // those that the hits stand on

	statements cite.Statements

	judge *Judge
	read  func(texts []string) error // for the judge, in the context of Find
	among *cite.Among                // what quotes are looked for in, once it is asked for

	question quoted.Question
	composed *quoted.Answer  // once it is made
	subjects map[string]bool // stems of the question that the documents are about
}

// Find finds the passages for a question and ranks their sentences. help
// are the words that an earlier question lends to a follow-up. It returns
// errs.Unavailable when search does not run.
func (s *Service) Find(ctx context.Context, owner id.User, text, help string, scope Scope, k int) (*Found, error) {
	if s.o.Search == nil {
		return nil, errs.New(errs.Unavailable, "Search is not running. Try again in a while.")
	}
	full := strings.TrimSpace(help + " " + text)
	asked, err := s.ask(ctx, full)
	if err != nil {
		return nil, err
	}
	result, err := s.o.Search.Search(ctx, owner, search.Query{Text: full, Vector: asked.vector, Tokens: asked.tokens, K: max(k, wide), Course: scope.Course, Documents: scope.Documents})
	if err != nil {
		return nil, fmt.Errorf("searching for the question: %w", err)
	}
	lang := words.Asked(text)
	if lang == "" || help != "" {
		lang = cmp.Or(words.Asked(full), result.Language)
	}
	if help != "" && asksItself(text, lang) {
		asked.text = text
	}
	f := &Found{question: quoted.ReadAfter(help, text, lang), WordsOnly: result.WordsOnly}
	f.judgeWith(ctx, s.o.Embedder())
	cosines := map[id.Chunk]float64{}
	for _, h := range result.Hits {
		cosines[h.Chunk] = h.Cosine
	}
	f.Hits = result.Hits[:min(k, len(result.Hits))]
	f.First = len(f.Hits)
	if len(f.Hits) == 0 {
		return f, nil
	}
	subjects, err := s.subjects(ctx, owner, f.question, f.Hits)
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
	background, err := s.read(ctx, owner, asked, f, passages)
	if err != nil {
		return nil, err
	}
	background.Top, background.Rest = contrast(result.Hits)
	background.Ahead = ahead(f.Hits[:f.First])
	f.Ranking = quoted.NewRanking(f.question, passages)
	f.Ranking.Rank(background)
	if more, ok := f.Ranking.Unread(); ok {
		if err := s.readMore(ctx, asked, f, passages, more); err != nil {
			return nil, err
		}
		f.Ranking.Rank(background)
	}
	return f, nil
}

// asksItself reports that a question which goes on from another says by itself what
// it asks for, all but of whom: the reader would take both for one.
func asksItself(text, lang string) bool {
	own := 0
	for _, t := range words.Tokens(text, lang) {
		if t.Content() {
			own++
		}
	}
	return own > 1
}

// The passages that the best one has to stand out from.
const (
	restFrom = 4 // those before may answer, too
	restTo   = 12
)

// contrast gives the largest cosine of the hits and the mean of those that are
// no longer among the best; what is missing of them counts as the lowest. The
// second is 0 where fewer than half of them are there.
func contrast(hits []search.Hit) (top, rest float64) {
	lowest, n, sum := 1.0, 0, 0.0
	for i, h := range hits {
		if h.Cosine == 0 {
			continue // found by words alone
		}
		top = max(top, h.Cosine)
		if i < restTo {
			lowest = min(lowest, h.Cosine)
			if i >= restFrom {
				n++
				sum += h.Cosine
			}
		}
	}
	if n < (restTo-restFrom)/2 {
		return top, 0
	}
	return top, (sum + lowest*float64(restTo-restFrom-n)) / (restTo - restFrom)
}

const (
	besideFirst = 3   // how many passages the one that says most is compared with
	alone       = .07 // where there is none: between what those have that answer and others
)

// ahead is how much more of the question one passage says than those that come
// after it; 0 where nothing is known.
func ahead(hits []search.Hit) float64 {
	var near []float64
	for _, h := range hits {
		if h.Near > 0 {
			near = append(near, h.Near)
		}
	}
	slices.SortFunc(near, func(a, b float64) int { return cmp.Compare(b, a) })
	switch len(near) {
	case 0:
		return 0
	case 1:
		return alone
	}
	after, sum := near[1:min(1+besideFirst, len(near))], 0.0
	for _, n := range after {
		sum += n
	}
	return near[0] - sum/float64(len(after))
}

// addCore searches once more, for what is asked about, within the documents
// that the question's names point to. "What were Apple's total net sales in
// the third quarter of 2022?" finds many a passage with Apple and 2022; "total
// net sales" in Apple's filing finds the row.
func (s *Service) addCore(ctx context.Context, owner id.User, f *Found, subjects map[id.Document]map[string]bool, cosines map[id.Chunk]float64) error {
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
	for _, h := range f.Hits {
		have[h.Chunk] = true
	}
	hits := append([]search.Hit(nil), f.Hits...)
	for _, h := range result.Hits {
		if have[h.Chunk] {
			continue
		}
		if c, ok := cosines[h.Chunk]; ok {
			h.Cosine = c
		}
		hits = append(hits, h)
	}
	f.Hits = hits
	return nil
}

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
	sizes, err := passage.Sizes(ctx, s.o.Pool, owner, documents)
	if err != nil {
		return nil, err
	}
	counts := map[id.Document]int{}
	for _, d := range sizes {
		counts[d.Document] = d.Passages
		for _, t := range words.Tokens(d.Title, q.Lang) {
			for _, name := range names {
				if name.Meets(t, q.Lang) {
					out[d.Document][name.Stem] = true
				}
			}
		}
	}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = name.Text
	}
	mentions, err := s.o.Search.Mentions(ctx, owner, texts, documents, nameHits)
	if err != nil {
		return nil, fmt.Errorf("looking for names: %w", err)
	}
	for i, n := range mentions {
		for d, hits := range n {
			// The hits are capped over all documents: 15 are enough for any length.
			if counts[d] >= 8 && (float64(hits) >= 0.06*float64(counts[d]) || hits >= 15) {
				out[d][names[i].Stem] = true
			}
		}
	}
	return out, nil
}

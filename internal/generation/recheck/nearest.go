package recheck

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/learning"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// Nearest is the passage of a document that is nearest to words which are gone
// from it, cut into what a card could quote instead.
type Nearest struct {
	Chunk       id.Chunk
	Version     int // of the document
	HeadingPath []string
	Page        *int   // where it begins; nil where the kind has no pages
	PageLabel   string // the number that is printed there, where it is another
	Sentences   []Quotable
}

// Quotable is a sentence, or a row of a table, as it stands on its page.
type Quotable struct {
	extract.Segment
	Text string
	Best bool // it says most of what the lost words said
}

// Nearest searches the document for the passage nearest to a quote that is
// gone from it. It returns errs.NotFound when nothing like it is there.
func (s *Service) Nearest(ctx context.Context, owner id.User, document id.Document, quote string) (Nearest, error) {
	none := errs.New(errs.NotFound, "Nothing like it stands in the document.")
	if s.o.Search == nil {
		return Nearest{}, errs.New(errs.Unavailable, "Search is not running. Try again in a while.")
	}
	result, err := s.o.Search.Search(ctx, owner, search.Query{Text: quote, K: 1, Documents: []id.Document{document}})
	if errors.Is(err, errs.Invalid) {
		return Nearest{}, none
	}
	if err != nil {
		return Nearest{}, fmt.Errorf("searching for a lost quote: %w", err)
	}
	if len(result.Hits) == 0 {
		return Nearest{}, none
	}
	hit := result.Hits[0]
	n := Nearest{Chunk: hit.Chunk, Version: hit.Version, HeadingPath: hit.HeadingPath}
	var keys []passage.PageKey
	for _, g := range hit.Segments {
		keys = append(keys, passage.PageKey{Document: document, Version: hit.Version, Page: g.Page})
	}
	pages, err := passage.Pages(ctx, s.o.Pool, owner, keys)
	if err != nil {
		return Nearest{}, err
	}
	for _, g := range hit.Segments {
		p := pages[passage.PageKey{Document: document, Version: hit.Version, Page: g.Page}]
		if p == nil {
			continue // replaced or deleted this moment
		}
		for _, u := range quoted.Units(quoted.NewPage(g.Page, p.Text, p.Spans), g.Start, g.End) {
			n.Sentences = append(n.Sentences, Quotable{Segment: extract.Segment{Page: u.Page, Start: u.Start, End: u.End}, Text: string(p.Text[u.Start:u.End])})
		}
	}
	if len(n.Sentences) == 0 {
		return Nearest{}, none
	}
	if evidence.Paged(hit.Kind) {
		n.Page = &n.Sentences[0].Page
		n.PageLabel = pages[passage.PageKey{Document: document, Version: hit.Version, Page: *n.Page}].Label
	}
	markBest(n.Sentences, quote)
	return n, nil
}

// markBest marks the sentence that shares most of its words with the quote; of
// equal ones the first. A sentence that shares none is not marked.
func markBest(list []Quotable, quote string) {
	lang := words.Language(quote)
	lost := stems(quote, lang)
	best, share := -1, 0.0
	for i, q := range list {
		have := stems(q.Text, lang)
		both := 0
		for stem := range have {
			if lost[stem] {
				both++
			}
		}
		if s := 2 * float64(both) / float64(max(1, len(have)+len(lost))); s > share {
			best, share = i, s
		}
	}
	if best >= 0 {
		list[best].Best = true
	}
}

func stems(text, lang string) map[string]bool {
	out := map[string]bool{}
	for _, t := range words.Tokens(text, lang) {
		if t.Content() {
			out[t.Stem] = true
		}
	}
	return out
}

// Quote finds words in the document as it is now, for a card to quote: of
// several places the one nearest to those segments. It returns errs.Invalid at
// the field quote when they do not stand there.
func (s *Service) Quote(ctx context.Context, owner id.User, document id.Document, quote string, near []extract.Segment) (learning.NewQuote, error) {
	version, kind, err := passage.Readable(ctx, s.o.Pool, owner, document)
	if err != nil {
		return learning.NewQuote{}, err
	}
	segments, err := json.Marshal(near)
	if err != nil {
		return learning.NewQuote{}, fmt.Errorf("a quote's place: %w", err)
	}
	f := finder{s: s, owner: owner, document: document, version: version, paged: evidence.Paged(kind)}
	place, ok, err := f.FindQuote(ctx, quote, segments)
	if err == nil && !ok {
		err = errs.New(errs.Invalid, "These words do not stand in the document.").At("quote")
	}
	return learning.NewQuote{Document: document, Version: version, Place: place}, err
}

// QuoteOf is the quote that sentences of a passage make together, of a version
// of the document. They must follow one another on one page. It returns
// errs.Conflict when another version has taken its place meanwhile.
func (s *Service) QuoteOf(ctx context.Context, owner id.User, document id.Document, version int, sentences []extract.Segment) (learning.NewQuote, error) {
	invalid := func(why string) (learning.NewQuote, error) {
		return learning.NewQuote{}, errs.New(errs.Invalid, why).At("quote")
	}
	if len(sentences) == 0 {
		return invalid("Choose the sentence that the card should quote.")
	}
	now, kind, err := passage.Readable(ctx, s.o.Pool, owner, document)
	if err != nil {
		return learning.NewQuote{}, err
	}
	if now != version {
		return learning.NewQuote{}, errs.New(errs.Conflict, "The document was replaced meanwhile. Look at the passage again.")
	}
	list := slices.SortedFunc(slices.Values(sentences), func(a, b extract.Segment) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start))
	})
	at := list[0]
	key := passage.PageKey{Document: document, Version: version, Page: at.Page}
	pages, err := passage.Pages(ctx, s.o.Pool, owner, []passage.PageKey{key})
	if err != nil {
		return learning.NewQuote{}, err
	}
	p := pages[key]
	for _, g := range list {
		if p == nil || g.Start < 0 || g.Start >= g.End || g.End > len(p.Text) {
			return invalid("There is no such place in the document.")
		}
		if g.Page != at.Page || g.Start > at.End && strings.ContainsFunc(string(p.Text[at.End:g.Start]), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return invalid("Choose sentences that follow one another.")
		}
		at.End = max(at.End, g.End)
	}
	parts, err := passage.PartsOn(ctx, s.o.Pool, owner, document, version, at.Page)
	if err != nil {
		return learning.NewQuote{}, err
	}
	place, err := placeOf(cite.Place{Page: at.Page, Start: at.Start, End: at.End, Quote: string(p.Text[at.Start:at.End])}, parts, evidence.Paged(kind))
	return learning.NewQuote{Document: document, Version: version, Place: place}, err
}

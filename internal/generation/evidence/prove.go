package evidence

import (
	"sort"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/passage"
)

// Located is a quote in its place.
type Located struct {
	Hit              int // in Found.Hits
	Page, Start, End int
	Text             string
}

// Prove returns the quotes for one sentence: of those that a model gave for the
// passages it cited, by their numbers from 1, and of the passages' own sentences
// what proves it best. floor is the least verdict, where words cannot tell; it is
// empty otherwise.
func (f *Found) Prove(sentence string, cited []int, given map[int][]string) (quotes []Located, floor cite.Verdict) {
	lang := words.Language(sentence)
	stems := map[string]bool{}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Content() {
			stems[t.Stem] = true
		}
	}
	inCited := map[int]bool{}
	var fromModel []Located
	for _, n := range cited {
		hit := n - 1
		if hit < 0 || hit >= len(f.Hits) {
			continue
		}
		inCited[hit] = true
		for _, q := range given[n] {
			if l, ok := f.locate(hit, q); ok {
				fromModel = append(fromModel, l)
			}
		}
	}
	type option struct {
		Located
		overlap float64
	}
	var options []option
	overlap := func(text, lang string) float64 {
		both := 0
		seen := map[string]bool{}
		for _, t := range words.Tokens(text, lang) {
			if stems[t.Stem] && !seen[t.Stem] {
				seen[t.Stem] = true
				both++
			}
		}
		return float64(both) / float64(max(1, len(stems)))
	}
	for _, l := range fromModel {
		options = append(options, option{l, overlap(l.Text, lang) + 0.2})
	}
	for hit, p := range f.Ranking.Passages {
		bonus := 0.0
		if inCited[hit] {
			bonus = 0.1
		}
		for _, u := range p.Units {
			if u.Kind == quoted.Label || u.Kind == quoted.Code {
				continue
			}
			if o := overlap(u.Text, lang); o > 0.3 {
				options = append(options, option{Located{hit, u.Page, u.Start, u.End, u.Text}, o + bonus})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].overlap > options[j].overlap })
	options = options[:min(6, len(options))]
	best := cite.Unsupported
	for _, o := range options {
		switch cite.Verify(sentence, o.Text) {
		case cite.Supported:
			return []Located{o.Located}, ""
		case cite.Weak:
			if best == cite.Unsupported {
				best, quotes = cite.Weak, []Located{o.Located}
			}
		}
	}
	for i := range options {
		for k := i + 1; k < min(4, len(options)); k++ {
			if cite.Verify(sentence, options[i].Text, options[k].Text) == cite.Supported {
				return []Located{options[i].Located, options[k].Located}, ""
			}
		}
	}
	if best == cite.Unsupported && len(fromModel) > 0 {
		// Another language: the words cannot prove it, but the model showed where it
		// read it, and no number may be other.
		l := fromModel[0]
		other := words.Language(l.Text)
		if lang != "" && other != "" && lang != other && numbersIn(sentence, lang, l.Text) {
			return fromModel[:1], cite.Weak
		}
	}
	return quotes, ""
}

// numbersIn reports that each number of the sentence stands in the quote.
func numbersIn(sentence, lang, quote string) bool {
	have := map[string]bool{}
	for _, t := range words.Tokens(quote, lang) {
		have[t.Stem] = true
	}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Number && !have[t.Stem] {
			return false
		}
	}
	return true
}

// locate finds a quote in a hit's pages, in its own segments first.
func (f *Found) locate(hit int, quote string) (Located, bool) {
	h := f.Hits[hit]
	for _, g := range h.Segments {
		p := f.Pages[passage.PageKey{Document: h.Document, Version: h.Version, Page: g.Page}]
		if p == nil {
			continue
		}
		if start, end, ok := cite.FindNear(p.Text, quote, g.Start, g.End); ok {
			return Located{hit, g.Page, start, end, string(p.Text[start:end])}, true
		}
	}
	return Located{}, false
}

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

// How a sentence's quotes are looked for.
const (
	mayProve   = 6    // quotes that it is held against
	together   = 4    // of them, the best in pairs
	leastSaid  = 0.12 // share of the sentence's stems that a quote must have
	ofTheModel = 0.2  // what a quote that the model gave counts more
	ofCited    = 0.1  // … and a sentence of a passage that it cites
)

// option is a quote that may prove a sentence.
type option struct {
	Located
	overlap float64 // share of the sentence's stems that it has, and what the model's marks add
}

// Prove returns the quotes for one sentence: of those that a model gave for the
// passages it cited, by their numbers from 1, and of the passages' own sentences
// what proves it best, whatever the model's marks say. floor is the least
// verdict, where the words of the quotes do not tell it; it is empty otherwise.
// Where the search model cannot read any more in the context in which the
// passages were found, words decide.
func (f *Found) Prove(sentence string, cited []int, given map[int][]string) (quotes []Located, floor cite.Verdict) {
	fromModel := f.given(cited, given)
	options := f.options(sentence, cited, fromModel)
	part := -1
	for i, o := range options {
		switch cite.Verify(sentence, o.Text) {
		case cite.Supported:
			return []Located{o.Located}, ""
		case cite.Weak:
			if part < 0 {
				part = i
			}
		}
	}
	for i := range options {
		for k := i + 1; k < min(together, len(options)); k++ {
			if cite.Verify(sentence, options[i].Text, options[k].Text) == cite.Supported {
				return []Located{options[i].Located, options[k].Located}, ""
			}
		}
	}
	if quotes, floor = f.paraphrased(sentence, options); floor == cite.Supported || part < 0 && floor == cite.Weak {
		return quotes, floor
	}
	if part >= 0 {
		return []Located{options[part].Located}, ""
	}
	if len(fromModel) > 0 {
		// Another language: the words cannot prove it, but the model showed where it
		// read it, and no number may be other.
		l, lang := fromModel[0], words.Language(sentence)
		other := words.Language(l.Text)
		if lang != "" && other != "" && lang != other && numbersIn(sentence, lang, l.Text) {
			return fromModel[:1], cite.Weak
		}
	}
	return nil, ""
}

// paraphrased looks for the quote that says the sentence in other words, the
// best of them with the next where none does alone.
func (f *Found) paraphrased(sentence string, options []option) ([]Located, cite.Verdict) {
	if f.read == nil || len(options) == 0 {
		return nil, cite.Unsupported
	}
	texts := []string{sentence}
	for _, o := range options {
		texts = append(texts, o.Text)
	}
	if f.read(texts) != nil {
		return nil, cite.Unsupported
	}
	part := -1
	for i, o := range options {
		switch f.judge.support(sentence, o.Text) {
		case cite.Supported:
			return []Located{o.Located}, cite.Supported
		case cite.Weak:
			if part < 0 {
				part = i
			}
		}
	}
	if len(options) > 1 && f.judge.support(sentence, options[0].Text, options[1].Text) == cite.Supported {
		return []Located{options[0].Located, options[1].Located}, cite.Supported
	}
	if part >= 0 {
		return []Located{options[part].Located}, cite.Weak
	}
	return nil, cite.Unsupported
}

// given are the quotes that a model gave for the passages it cited, where they
// stand there.
func (f *Found) given(cited []int, given map[int][]string) []Located {
	var out []Located
	for _, n := range cited {
		hit := n - 1
		if hit < 0 || hit >= len(f.Hits) {
			continue
		}
		for _, q := range given[n] {
			if l, ok := f.locate(hit, q); ok {
				out = append(out, l)
			}
		}
	}
	return out
}

// options are the quotes that have most of the sentence's words, best first.
func (f *Found) options(sentence string, cited []int, fromModel []Located) []option {
	lang := words.Language(sentence)
	stems := map[string]bool{}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Content() {
			stems[t.Stem] = true
		}
	}
	overlap := func(text string) float64 {
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
	var options []option
	for _, l := range fromModel {
		options = append(options, option{l, overlap(l.Text) + ofTheModel})
	}
	inCited := map[int]bool{}
	for _, n := range cited {
		inCited[n-1] = true
	}
	for hit, p := range f.Ranking.Passages {
		for _, u := range p.Units {
			if u.Kind == quoted.Label || u.Kind == quoted.Code {
				continue
			}
			o := overlap(u.Text)
			if o <= leastSaid {
				continue
			}
			if inCited[hit] {
				o += ofCited
			}
			options = append(options, option{Located{hit, u.Page, u.Start, u.End, u.Text}, o})
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].overlap > options[j].overlap })
	return options[:min(mayProve, len(options))]
}

// Against returns a quote of each other document than a quote's own that says
// something else of the same subject.
func (f *Found) Against(l Located) []Located {
	if f.Ranking == nil {
		return nil
	}
	var out []Located
	said := map[string]bool{f.Hits[l.Hit].Document.String(): true}
	for hit, p := range f.Ranking.Passages {
		for _, u := range p.Units {
			if !said[p.Document] && u.Kind == quoted.Sentence && f.statements.Contradict(l.Text, u.Text) {
				said[p.Document] = true
				out = append(out, Located{hit, u.Page, u.Start, u.End, u.Text})
			}
		}
	}
	return out
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

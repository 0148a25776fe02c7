package generation

import (
	"sort"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
)

// prove returns the quotes for one sentence.
func (f *found) prove(sentence string, cited []int, given map[int][]string) (quotes []located, floor string) {
	lang := words.Language(sentence)
	stems := map[string]bool{}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Content() {
			stems[t.Stem] = true
		}
	}
	inCited := map[int]bool{}
	var fromModel []located
	for _, n := range cited {
		hit := n - 1
		if hit < 0 || hit >= len(f.hits) {
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
		located
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
		options = append(options, option{l, overlap(l.text, lang) + 0.2})
	}
	for hit, p := range f.ranking.Passages {
		bonus := 0.0
		if inCited[hit] {
			bonus = 0.1
		}
		for _, u := range p.Units {
			if u.Kind == quoted.Label || u.Kind == quoted.Code {
				continue
			}
			if o := overlap(u.Text, lang); o > 0.3 {
				options = append(options, option{located{hit, u.Page, u.Start, u.End, u.Text}, o + bonus})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].overlap > options[j].overlap })
	options = options[:min(6, len(options))]
	best := cite.Unsupported
	for _, o := range options {
		switch cite.Verify(sentence, o.text) {
		case cite.Supported:
			return []located{o.located}, ""
		case cite.Weak:
			if best == cite.Unsupported {
				best, quotes = cite.Weak, []located{o.located}
			}
		}
	}
	for i := range options {
		for k := i + 1; k < min(4, len(options)); k++ {
			if cite.Verify(sentence, options[i].text, options[k].text) == cite.Supported {
				return []located{options[i].located, options[k].located}, ""
			}
		}
	}
	if best == cite.Unsupported && len(fromModel) > 0 {
		// Another language: the words cannot prove it, but the model showed where it
		// read it, and no number may be other.
		l := fromModel[0]
		other := words.Language(l.text)
		if lang != "" && other != "" && lang != other && numbersIn(sentence, lang, l.text) {
			return fromModel[:1], Weak
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
func (f *found) locate(hit int, quote string) (located, bool) {
	h := f.hits[hit]
	for _, g := range h.Segments {
		p := f.pages[pageKey{h.Document, h.Version, g.Page}]
		if p == nil {
			continue
		}
		if start, end, ok := cite.FindNear(p.text, quote, g.Start, g.End); ok {
			return located{hit, g.Page, start, end, string(p.text[start:end])}, true
		}
	}
	return located{}, false
}

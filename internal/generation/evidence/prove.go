package evidence

import (
	"cmp"
	"slices"

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
	mayProve      = 6    // quotes that it is held against
	together      = 4    // of them, the best in pairs
	mayParaphrase = 2    // of them, those that come nearest: each more is a chance to be wrong
	leastSaid     = 0.12 // share of the sentence's stems that a quote must have
	ofTheModel    = 0.2  // what a quote that the model gave counts more
	ofCited       = 0.1  // … and a sentence of a passage that it cites
)

// option is what may prove a sentence: a quote, or two that stand one behind the
// other.
type option struct {
	quotes  []Located
	unit    int     // of its hit; −1 for a quote that the model gave
	overlap float64 // share of the sentence's stems that it has, and what the model's marks add
	leans   bool    // the second quote leans on the first
}

func (o option) texts() []string {
	var out []string
	for _, q := range o.quotes {
		out = append(out, q.Text)
	}
	return out
}

// said is the verdict of its words on a sentence.
func (o option) said(sentence string) cite.Verdict {
	if o.leans {
		return cite.Leaning(sentence, o.quotes[0].Text, o.quotes[1].Text)
	}
	return cite.Said(sentence, o.texts()...)
}

// Prove returns the quotes for one sentence, and the verdict that they give it: of
// those that a model gave for the passages it cited, by their numbers from 1, and
// of the passages' own sentences what proves it best, whatever the model's marks
// say. Where the search model cannot read any more in the context in which the
// passages were found, words decide.
func (f *Found) Prove(sentence string, cited []int, given map[int][]string) ([]Located, cite.Verdict) {
	fromModel := f.given(cited, given)
	alone, joined := f.options(sentence, cited, fromModel)
	var part []Located
	for _, o := range slices.Concat(alone, joined) {
		switch o.said(sentence) {
		case cite.Supported:
			return o.quotes, cite.Supported
		case cite.Weak:
			if part == nil {
				part = o.quotes
			}
		}
	}
	for i := range alone {
		for k := i + 1; k < min(together, len(alone)); k++ {
			pair := slices.Concat(alone[i].quotes, alone[k].quotes)
			if cite.Together(sentence, pair[0].Text, pair[1].Text) == cite.Supported {
				return pair, cite.Supported
			}
		}
	}
	if quotes, v := f.paraphrased(sentence, alone, joined); v == cite.Supported || part == nil && v == cite.Weak {
		return quotes, v
	}
	if part != nil {
		return part, cite.Weak
	}
	if l, ok := f.translated(sentence); ok {
		return []Located{l}, cite.Weak
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
	return nil, cite.Unsupported
}

// paraphrased looks for the quote that says the sentence in other words, else for
// two that do.
func (f *Found) paraphrased(sentence string, alone, joined []option) (quotes []Located, v cite.Verdict) {
	if f.read == nil || len(alone) == 0 {
		return nil, cite.Unsupported
	}
	texts := []string{sentence}
	for _, o := range slices.Concat(alone, joined) {
		texts = append(texts, o.texts()...)
	}
	if f.read(texts) != nil {
		return nil, cite.Unsupported
	}
	v = cite.Unsupported
	for _, some := range [][]option{f.nearest(sentence, alone), f.nearest(sentence, joined)} {
		for _, o := range some {
			switch f.judge.chosen(f.texts(), sentence, o.texts()...) {
			case cite.Supported:
				return o.quotes, cite.Supported
			case cite.Weak:
				if quotes == nil {
					quotes, v = o.quotes, cite.Weak
				}
			}
		}
	}
	return quotes, v
}

// texts are what a sentence's quotes are looked for in.
func (f *Found) texts() *cite.Among {
	if f.among == nil {
		var all []string
		for _, p := range f.Ranking.Passages {
			for _, u := range p.Units {
				all = append(all, u.Text)
			}
		}
		f.among = cite.NewAmong(all)
	}
	return f.among
}

// nearest are the options that come nearest to a sentence in meaning.
func (f *Found) nearest(sentence string, options []option) []option {
	near := make(map[int]float64, len(options))
	var order []int
	for i, o := range options {
		near[i] = f.judge.near(sentence, o.texts()...)
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(near[b], near[a]) })
	var out []option
	for _, i := range order[:min(mayParaphrase, len(order))] {
		out = append(out, options[i])
	}
	return out
}

// How much is looked through for what says a sentence in another language: the
// best candidates, as a model reads them.
const (
	mayTranslate = 12
	before       = 1 // units that are read with a candidate
	behind       = 2
)

// translated looks for the quote that says a sentence in another language: words
// cannot point to it.
func (f *Found) translated(sentence string) (best Located, ok bool) {
	if f.read == nil || f.Ranking == nil {
		return best, false
	}
	lang := words.Spoken(sentence)
	seen := map[[2]int]bool{}
	var all []Located
	texts := []string{sentence}
	for _, c := range f.Ranking.Candidates[:min(mayTranslate, len(f.Ranking.Candidates))] {
		units := f.Ranking.Passages[c.Passage].Units
		if lang == "" || lang == f.Ranking.Passages[c.Passage].Lang {
			continue
		}
		for k := max(0, c.Unit-before); k <= min(len(units)-1, c.Unit+behind); k++ {
			u, key := units[k], [2]int{c.Passage, k}
			if seen[key] || !says(u) {
				continue
			}
			seen[key] = true
			all, texts = append(all, locatedUnit(c.Passage, u)), append(texts, u.Text)
		}
	}
	if len(all) == 0 || f.read(texts) != nil {
		return best, false
	}
	nearest := 0.0
	for _, l := range all {
		if v, near := f.judge.across(sentence, l.Text); v == cite.Weak && near > nearest {
			nearest, best, ok = near, l, true
		}
	}
	return best, ok
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

// options are the quotes that have most of the sentence's words, best first, and
// the best of them joined with what stands before or behind them and has some of
// its words too, or says little without them.
func (f *Found) options(sentence string, cited []int, fromModel []Located) (alone, joined []option) {
	lang := words.Language(sentence)
	stems := map[string]bool{}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Content() && !t.Letter() {
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
	for _, l := range fromModel {
		alone = append(alone, option{quotes: []Located{l}, unit: -1, overlap: overlap(l.Text) + ofTheModel})
	}
	inCited := map[int]bool{}
	for _, n := range cited {
		inCited[n-1] = true
	}
	for hit, p := range f.Ranking.Passages {
		for k, u := range p.Units {
			if !says(u) {
				continue
			}
			o := overlap(u.Text)
			if o <= leastSaid {
				continue
			}
			if inCited[hit] {
				o += ofCited
			}
			alone = append(alone, option{quotes: []Located{locatedUnit(hit, u)}, unit: k, overlap: o})
		}
	}
	slices.SortStableFunc(alone, func(a, b option) int { return cmp.Compare(b.overlap, a.overlap) })
	alone = alone[:min(mayProve, len(alone))]
	for _, o := range alone[:min(together, len(alone))] {
		if o.unit < 0 {
			continue
		}
		hit := o.quotes[0].Hit
		p := f.Ranking.Passages[hit]
		for k := o.unit; k <= o.unit+1; k++ { // with the one before, with the one behind
			if k == 0 || k == len(p.Units) || !says(p.Units[k-1]) || !says(p.Units[k]) || p.Units[k-1].Page != p.Units[k].Page {
				continue
			}
			other := p.Units[2*k-1-o.unit]
			leans := quoted.Leans(p.Units[k].Text, p.Lang)
			if leans || overlap(other.Text) > leastSaid {
				joined = append(joined, option{[]Located{locatedUnit(hit, p.Units[k-1]), locatedUnit(hit, p.Units[k])}, o.unit, o.overlap, leans})
			}
		}
	}
	return alone, joined
}

// says reports that a unit can prove something.
func says(u quoted.Unit) bool { return u.Kind != quoted.Label && u.Kind != quoted.Code }

func locatedUnit(hit int, u quoted.Unit) Located { return Located{hit, u.Page, u.Start, u.End, u.Text} }

// Against returns a quote of each other document than a quote's own that says
// something else of the same subject.
func (f *Found) Against(l Located) []Located {
	if f.Ranking == nil {
		return nil
	}
	var out []Located
	said := map[string]bool{f.Hits[l.Hit].Document.String(): true}
	lang := f.Ranking.Passages[l.Hit].Lang
	contradicts := func(u quoted.Unit, in string) bool {
		if lang != "" && lang == in {
			return f.statements.ContradictIn(lang, l.Text, u.Text)
		}
		return f.statements.Contradict(l.Text, u.Text)
	}
	for hit, p := range f.Ranking.Passages {
		for _, u := range p.Units {
			if !said[p.Document] && u.Kind == quoted.Sentence && contradicts(u, p.Lang) {
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

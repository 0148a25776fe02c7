package flashcard

import (
	"math"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// terms counts in how many sentences each stem stands, and which words keep
// their capital inside sentences.
type terms struct {
	sentences int
	count     map[string]int
	heading   map[string]bool
	names     map[string]bool
}

func countTerms(sentences []Sentence) terms {
	t := terms{sentences: len(sentences), count: map[string]int{}, heading: map[string]bool{}, names: map[string]bool{}}
	lower := map[string]bool{}
	for _, s := range sentences {
		seen := map[string]bool{}
		for _, tok := range words.Tokens(s.Text, s.Lang) {
			if tok.Content() && !seen[tok.Stem] {
				seen[tok.Stem] = true
				t.count[tok.Stem]++
			}
			if rs := []rune(tok.Text); len(rs) > 0 {
				if !unicode.IsUpper(rs[0]) {
					lower[tok.Norm] = true
				} else if tok.Name {
					t.names[tok.Norm] = true
				}
			}
		}
		for _, tok := range words.Tokens(s.Heading, s.Lang) {
			if tok.Content() {
				t.heading[tok.Stem] = true
			}
		}
	}
	for w := range lower {
		delete(t.names, w)
	}
	return t
}

// weight says how central a term is: one that comes up again and again, or in
// a heading, is what the text is about.
func (t terms) weight(term, lang string) float64 {
	best := 0.0
	for _, tok := range words.Tokens(term, lang) {
		if !tok.Content() {
			continue
		}
		w := math.Min(1, math.Log(1+float64(t.count[tok.Stem]))/math.Log(12)) * 0.3
		if t.heading[tok.Stem] {
			w += 0.15
		}
		best = math.Max(best, w)
	}
	return best
}

// cloze makes a card with one gap, where a sentence has a word worth knowing.
func cloze(c sentence, doc terms) (Card, bool) {
	if n := len(c.tokens); n < 6 || n > 34 || questionlike(c.text) {
		return Card{}, false
	}
	rs := []rune(c.text)
	start, end, score := 0, 0, 0.0
	consider := func(s, e int, v float64) {
		gap := string(rs[s:e])
		// The gap may not stand elsewhere in the sentence, nor open it.
		if v <= score || strings.ContainsAny(gap, ":{}|") || twice(c, gap) || e-s < 2 || e-s > 40 || s == 0 && v < 0.9 {
			return
		}
		start, end, score = s, e, v
	}
	for _, m := range append(append([]string(nil), c.s.Marked...), c.s.Code...) {
		if s, e, ok := find(c, m); ok && content(m, c.lang) && len(strings.Fields(m)) <= 4 {
			consider(s, e, 0.85)
		}
	}
	for i := 0; i < len(c.tokens); i++ {
		t := c.tokens[i]
		if !t.Content() {
			continue
		}
		switch {
		case t.Number && figure(c, i):
			consider(t.Start, t.End, 0.62)
		case t.Number:
		default:
			// A noun phrase: content words up to a stop word or the end of a clause.
			k := i
			for k+1 < len(c.tokens) && k-i < 2 && c.tokens[k+1].Content() && !c.tokens[k+1].Clause && !c.tokens[k+1].Number && gapBetween(rs, c.tokens[k], c.tokens[k+1]) {
				k++
			}
			last := c.tokens[k]
			if !nounish(c, i, k) {
				continue
			}
			v := 0.3
			n := doc.count[last.Stem]
			if n >= 2 {
				v += 0.08 * math.Min(4, float64(n-1))
			}
			if doc.heading[last.Stem] {
				v += 0.08
			}
			if t.Name && c.lang != "de" {
				v += 0.12
			}
			if k > i {
				v += 0.05
			}
			if len([]rune(last.Norm)) < 4 {
				v -= 0.1
			}
			consider(t.Start, last.End, v)
		}
	}
	if score < 0.5 {
		return Card{}, false
	}
	gap := string(rs[start:end])
	front := string(rs[:start]) + "{{c1::" + gap + "}}" + string(rs[end:])
	return Card{Kind: Cloze, Front: front, Term: words.Fold(gap), Shape: "cloze", Score: 0.35 + 0.45*score}, true
}

// gapBetween reports that only a space or hyphen parts two tokens.
func gapBetween(rs []rune, a, b words.Token) bool {
	return b.Start-a.End == 1 && (rs[a.End] == ' ' || rs[a.End] == '-')
}

func questionlike(text string) bool { return strings.Contains(text, "?") }

// find returns where a marked word stands alone in the sentence.
func find(c sentence, m string) (int, int, bool) {
	m = strings.Join(strings.Fields(m), " ")
	if m == "" {
		return 0, 0, false
	}
	i := strings.Index(c.text, m)
	if i < 0 || !edge(c.text, i, i+len(m)) {
		return 0, 0, false
	}
	s := len([]rune(c.text[:i]))
	return s, s + len([]rune(m)), true
}

// twice reports that a word of the gap stands in the sentence outside it too.
func twice(c sentence, gap string) bool {
	want := map[string]int{}
	for _, t := range words.Tokens(gap, c.lang) {
		if t.Content() {
			want[t.Stem]++
		}
	}
	have := map[string]int{}
	for _, t := range c.tokens {
		have[t.Stem]++
	}
	for s, n := range want {
		if have[s] > n {
			return true
		}
	}
	return len(want) == 0
}

func content(s, lang string) bool {
	for _, t := range words.Tokens(s, lang) {
		if t.Content() {
			return true
		}
	}
	return false
}

// figure reports that a number is worth knowing: not a small count written as
// a word, not the number of a list, a listing or a section.
func figure(c sentence, i int) bool {
	t := c.tokens[i]
	if !strings.ContainsAny(t.Text, "0123456789") {
		return false
	}
	return i > 0 && i+1 <= len(c.tokens) && (len(t.Text) > 1 || i+1 < len(c.tokens) && c.tokens[i+1].Content())
}

// nounish guesses without a tagger that tokens i to k are a noun phrase: an
// article or preposition before, the end of a phrase after, no ending of an
// adverb or verb.
func nounish(c sentence, i, k int) bool {
	last := c.tokens[k]
	w := last.Norm
	if c.lang == "de" {
		rs := []rune(last.Text)
		return unicode.IsUpper(rs[0]) && !last.First && i == k && len(rs) >= 4
	}
	if strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing") && i == k || strings.HasSuffix(w, "ed") || generic[w] {
		return false
	}
	if k+1 < len(c.tokens) && !c.tokens[k+1].Clause && !c.tokens[k+1].Stop && c.tokens[k+1].Guard == words.NoGuard {
		return false
	}
	if i == 0 {
		return last.Name
	}
	before := c.tokens[i-1]
	return before.Stop && determiner[before.Norm] || last.Name
}

var (
	determiner = setOf("a an the of in on by with for from to into its their as at per between and or une un le la les des du de el los las una del")
	generic    = setOf("time way thing part end case lot bit number kind type set use example place point fact need different same new good able value people year years day days")
)

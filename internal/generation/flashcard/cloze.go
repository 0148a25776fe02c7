package flashcard

import (
	"math"
	"regexp"
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
	phrases   map[string]int  // two or three content words in a row
	code      map[string]int  // sentences that have a word as code
	defined   map[string]bool // folded terms that some sentence defines
	key       keyTerms        // of languages that have no capitals
}

func countTerms(sentences []Sentence) terms {
	t := terms{sentences: len(sentences), count: map[string]int{}, heading: map[string]bool{}, names: map[string]bool{}, phrases: map[string]int{}, code: map[string]int{},
		defined: map[string]bool{}, key: countKeyTerms(sentences)}
	lower := map[string]bool{}
	for _, s := range sentences {
		seen := map[string]bool{}
		for _, c := range s.Code {
			t.code[c]++
		}
		tokens := words.Tokens(s.Text, s.Lang)
		for i := range tokens {
			for k := i + 1; k < len(tokens) && k-i < 3 && tokens[i].Content() && tokens[k].Content() && !tokens[k].Clause; k++ {
				t.phrases[phrase(tokens[i:k+1])]++
			}
		}
		for _, tok := range tokens {
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
	if questionlike(c.text) {
		return Card{}, false
	}
	if caseless(c.text) {
		return keyCloze(c, doc)
	}
	if n := len(c.tokens); n < 7 || n > 34 {
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
	if exampleCode(c.s.Code) || vagueOpening.MatchString(c.text) || imperative[c.tokens[0].Norm] && c.lang == "en" {
		return Card{}, false
	}
	for _, m := range c.s.Marked {
		if s, e, ok := find(c, m); ok && content(m, c.lang) && !generic[strings.ToLower(m)] && len(strings.Fields(m)) <= 4 {
			consider(s, e, 0.85)
		}
	}
	for _, m := range c.s.Code {
		if s, e, ok := find(c, m); ok && doc.code[m] >= 3 && len(m) >= 3 && edgeOfCode(c.text, m) {
			consider(s, e, 0.7)
		}
	}
	if m := subject.FindStringSubmatchIndex(c.text); m != nil && c.lang == "en" {
		term := c.text[m[2]:m[3]]
		if thing(term, c.lang) && allContent(term, c.lang) && !generic[strings.ToLower(term)] && doc.weight(term, c.lang) > 0.15 {
			s := len([]rune(c.text[:m[2]]))
			consider(s, s+len([]rune(term)), 0.9)
		}
	}
	for i := 0; i < len(c.tokens); i++ {
		t := c.tokens[i]
		if !t.Content() {
			continue
		}
		switch {
		case t.Number && figure(c, i):
			v := 0.55
			if len(t.Text) == 4 && (t.Text[0] == '1' || t.Text[0] == '2') || len(t.Text) > 2 {
				v = 0.72 // a year, or a figure that one does not guess
			}
			consider(t.Start, t.End, v)
		case t.Number:
		default:
			// A noun phrase: content words up to a stop word or the end of a clause.
			k := i
			for k+1 < len(c.tokens) && k-i < 2 && c.tokens[k+1].Content() && !c.tokens[k+1].Clause && !c.tokens[k+1].Number && gapBetween(rs, c.tokens[k], c.tokens[k+1]) {
				k++
			}
			// A name is taken whole, from its first word.
			if run := nameRun(rs, c.tokens, i); run > i {
				k = run
			} else if i > 0 && upperToken(t) && upperToken(c.tokens[i-1]) && !c.tokens[i-1].First && !t.Clause && gapBetween(rs, c.tokens[i-1], t) {
				continue
			}
			// A phrase only where the document uses it as one.
			for k > i && (c.lang == "de" || nameRun(rs, c.tokens, i) < k) && doc.phrases[phrase(c.tokens[i:k+1])] < 2 {
				k--
			}
			if k == i && i+1 < len(c.tokens) && c.tokens[i+1].Content() && !c.tokens[i+1].Clause && gapBetween(rs, c.tokens[i], c.tokens[i+1]) {
				continue // a modifier of what follows
			}
			if c.lang == "de" && nameRun(rs, c.tokens, i) > k {
				continue // a part of a name, or two nouns that only meet here
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
			if doc.sentences >= 40 && n*8 > doc.sentences {
				v -= 0.25 // what every other sentence is about needs no guessing
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

func phrase(tokens []words.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.Stem)
		b.WriteByte(' ')
	}
	return b.String()
}

// nameRun returns the last token of the capitalised words that begin at i.
func nameRun(rs []rune, tokens []words.Token, i int) int {
	k := i
	for upperToken(tokens[i]) && !tokens[i].First && k+1 < len(tokens) && k-i < 3 && upperToken(tokens[k+1]) && !tokens[k+1].Clause && gapBetween(rs, tokens[k], tokens[k+1]) {
		k++
	}
	return k
}

func upperToken(t words.Token) bool {
	r := []rune(t.Text)[0]
	return unicode.IsUpper(r) && !t.Stop
}

func allContent(s, lang string) bool {
	for _, t := range words.Tokens(s, lang) {
		if !t.Content() || strings.HasSuffix(t.Norm, "ly") {
			return false
		}
	}
	return true
}

func nameish(tokens []words.Token) bool {
	for _, t := range tokens {
		if !upperToken(t) {
			return false
		}
	}
	return true
}

// exampleCode reports names such as r1 and x: they are of one example only.
func exampleCode(code []string) bool {
	for _, c := range code {
		if len(c) <= 2 && c != "if" && c != "fn" && c != "as" || strings.ContainsAny(c, "=;") {
			return true
		}
	}
	return false
}

// edgeOfCode reports that the gap is not a part of a longer name, as Rc is of
// Rc::clone.
func edgeOfCode(text, word string) bool {
	i := strings.Index(text, word)
	after := text[i+len(word):]
	return !strings.HasPrefix(after, "::") && !strings.HasPrefix(after, ".") || strings.HasPrefix(after, ". ") || after == "."
}

// gapBetween reports that only a space or hyphen parts two tokens.
func gapBetween(rs []rune, a, b words.Token) bool {
	return b.Start-a.End == 1 && (rs[a.End] == ' ' || rs[a.End] == '-')
}

func questionlike(text string) bool { return strings.ContainsAny(text, "?？؟") }

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
		if generic[w] {
			return false
		}
		return unicode.IsUpper(rs[0]) && !last.First && (i == k || nameish(c.tokens[i:k+1])) && len(rs) >= 4
	}
	if strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") || generic[w] || generic[c.tokens[i].Norm] || verbs[w] {
		return false
	}
	for _, t := range c.tokens[i : k+1] {
		if strings.HasSuffix(t.Norm, "ing") && t.Guard == words.NoGuard && len(t.Norm) > 5 || verbs[t.Norm] {
			return false
		}
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
	// subject is a sentence that says what its first noun does.
	subject      = regexp.MustCompile(`^(?:An? |The |Each |Every )?([\p{L}][\p{L}-]*(?: [\p{L}][\p{L}-]*)?) (?:defines?|describes?|represents?|stores?|provides?|allows?|enables?|ensures?|contains?|controls?|determines?|measures?|keeps? track of|holds?|packages?|guarantees?|prevents?|produces?|carries|carry|transports?|converts?|regulates?) `)
	vagueOpening = regexp.MustCompile(`(?i)^(the (call|second|first|third|last|next|implementation|body|line|code|program|output|error|message|function call|following|rest|two|three|result|value)s? |arguably|ultimately|in effect|as (mentioned|discussed|described|noted|in|with|a reminder)|without the|with the|if all|by default, when)`)
	determiner   = setOf("a an the of in on by with for from into its their as at per between and or une un le la les des du de el los las una del")
	verbs        = setOf("can could must will would should may might use uses used take takes make makes create creates run runs read reads write writes own owns get gets set sets put puts give gives call calls want wants need needs work works look looks find finds keep keeps know knows come comes go goes see sees have has do does be can help helps let lets move moves print prints return returns change changes start starts begin begins end ends happen happens become becomes mean means say says show shows think try tries happen occur occurs exist exists allow allows add adds remove removes")
	imperative   = setOf("create navigate open run use add install type enter click try press make write replace change remove move copy save build choose select set start go let read check compare avoid keep put get ask ensure define declare call pass return listing figure figures")
	generic      = setOf("cases parts uses years months days jahr jahre jahren zeit teil teile art weise fall fälle beispiel jahrhundert either first second third last two three four five one many most other person people something anything nothing someone user users everything important possible time way thing part end case lot bit number kind type set use example place point fact need different same new good able value people year years day days")
)

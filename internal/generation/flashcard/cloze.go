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
	count   map[string]int
	plain   map[string]int // the same without the parts of the page that hold sentences
	heading map[string]bool
	names   map[string]bool
	defined map[string]bool // folded terms that some sentence defines
	inside  map[string]bool // words that have a capital inside a sentence
	set     map[string]bool // stems that an author set off
}

func countTerms(sentences []Sentence) terms {
	t := terms{count: map[string]int{}, plain: map[string]int{}, heading: map[string]bool{}, names: map[string]bool{},
		defined: map[string]bool{}, inside: map[string]bool{}, set: map[string]bool{}}
	lower := map[string]bool{}
	for _, s := range sentences {
		seen := map[string]bool{}
		for _, m := range s.Marked {
			for _, tok := range words.Tokens(m, s.Lang) {
				if tok.Content() && len(strings.Fields(m)) <= 4 {
					t.set[tok.Stem] = true
				}
			}
		}
		tokens := words.Tokens(s.Text, s.Lang)
		for i, tok := range tokens {
			if tok.Content() && !seen[tok.Stem] {
				seen[tok.Stem] = true
				t.count[tok.Stem]++
				if !s.structured() && !s.Display {
					t.plain[tok.Stem]++
				}
			}
			if rs := []rune(tok.Text); len(rs) > 0 {
				if !unicode.IsUpper(rs[0]) {
					lower[tok.Norm], lower[tok.Stem] = true, true
				} else if !s.structured() && !s.Display { // whose parts begin with capitals
					t.inside[tok.Norm] = t.inside[tok.Norm] || !tok.First && i > 0
					t.names[tok.Norm] = t.names[tok.Norm] || tok.Name
				}
			}
		}
		for _, tok := range words.Tokens(s.Heading, s.Lang) {
			if tok.Content() {
				t.heading[tok.Stem] = true
			}
		}
	}
	for w, is := range t.names {
		if lower[w] || !is || len(words.Tokens(w, sentences[0].Lang)) == 1 && lower[words.Tokens(w, sentences[0].Lang)[0].Stem] {
			delete(t.names, w)
		}
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

// cloze makes a card with one gap, where one word and no other fits: a figure
// of something named, or a term in the sentence that names it.
func cloze(c sentence, doc terms) (Card, bool) {
	if questionlike(c.text) || participial.MatchString(c.text) && !hasVerb(c) || byOrder.MatchString(c.text) || c.s.Closed && c.text != stoppedAlready(c) {
		return Card{}, false
	}
	if caseless(c.text) {
		return keyCloze(c)
	}
	if n := len(c.tokens); n < 8 || n > 34 || exampleCode(c.s.Code) || vagueOpening.MatchString(c.text) || c.opensBesides() || imperative[c.tokens[0].Norm] && c.lang == "en" || !opensSure(c) {
		return Card{}, false
	}
	rs := []rune(c.text)
	start, end, score := 0, 0, 0.0
	consider := func(s, e int, v float64) {
		gap := string(rs[s:e])
		if v <= score || strings.ContainsAny(gap, ":{}|") || twice(c, gap) || e-s < 2 || e-s > 40 || s == 0 {
			return
		}
		start, end, score = s, e, v
	}
	for _, m := range c.s.Marked {
		m = strings.TrimRight(m, ".,;: ")
		if s, e, ok := find(c, m); ok && named(m, c.lang) && len(strings.Fields(m)) <= 4 && !c.barely(m) && naming(c.lang, string(rs[:s]), string(rs[e:])) {
			consider(s, e, 0.9)
		}
	}
	if i, ok := soleFigure(c); ok && aboutNamed(c, i) {
		consider(c.tokens[i].Start, c.tokens[i].End, 0.8)
	}
	if score < 0.5 {
		return Card{}, false
	}
	gap := string(rs[start:end])
	front := string(rs[:start]) + "{{c1::" + gap + "}}" + string(rs[end:])
	return Card{Kind: Cloze, Front: front, Term: words.Fold(gap), Shape: "cloze", Score: 0.35 + 0.45*score}, true
}

// stoppedAlready is a sentence as its author ended it: keywords are no sentence
// to hide a word of.
func stoppedAlready(c sentence) string {
	if t := strings.TrimSpace(words.Line(c.s.Text)); strings.HasSuffix(t, ".") || strings.HasSuffix(t, "。") {
		return c.text
	}
	return ""
}

// termGap hides the term of a definition in its own sentence.
func termGap(c sentence, d Card) (Card, bool) {
	text, term := []rune(c.text), []rune(d.Term)
	folded := []rune(words.Fold(c.text))
	at := strings.Index(string(folded), d.Term)
	if d.Shape != "definition" || len(folded) != len(text) || at < 0 || len(term) < 2 || strings.ContainsAny(d.Term, ":{}|") {
		return Card{}, false
	}
	start := len([]rune(string(folded)[:at]))
	gap := string(text[start : start+len(term)])
	if caseless(c.text) && strings.Count(c.text, gap) > 1 || !caseless(c.text) && twice(c, gap) {
		return Card{}, false
	}
	front := string(text[:start]) + "{{c1::" + gap + "}}" + string(text[start+len(term):])
	return Card{Kind: Cloze, Front: front, Term: d.Term, Shape: "gap", Score: d.Score - 0.5}, true
}

// opensSure reports that a sentence begins with what it is about.
func opensSure(c sentence) bool {
	return opensTerm(fold(withoutArticle(c.text, c.lang)), c.lang) || c.tokens[0].Norm == "in" || c.tokens[0].Norm == "im"
}

// naming reports that a term stands where its sentence gives it as a name: the
// words before or behind it are those of naming.
func naming(lang, before, after string) bool {
	n, ok := namers[lang]
	return ok && (n[0].MatchString(before) && endsName.MatchString(after) || n[1].MatchString(after))
}

// endsName is what may follow a name that is given: no noun that it belongs to.
var endsName = regexp.MustCompile(`^ ?["”»“]?(?:[.,;:()]|$| (?:of|in|by|for|and|or|because|if|when|that|which|to|with|from|de|du|des|d’|del|von|der|und|et|y|par|por|im|en|si|bezeichnet|genannt|the)(?:[ ’]|$))`)

// namers are by language the words before a name that is given and those
// behind.
var namers = map[string][2]*regexp.Regexp{
	"en": {regexp.MustCompile(`(?:(?:^|[^-])\bcalled|known as|referred to as|termed|named|call(?:s|ed)? (?:it|this|them)|the name|the term)(?: an?| the)? ["“]?$`), regexp.MustCompile(`^["”]? (?:refers? to|denotes?|is the term)`)},
	"de": {regexp.MustCompile(`(?:heißt|heißen|genannt|nennt man|nennt sich|sogenannte[nrsm]?)(?: eine?[nrsm]?| der| die| das)? [„"]?$`), regexp.MustCompile(`^[“"]? (?:bezeichnet|bekannt|genannt|nennt man|heißt)`)},
	"fr": {regexp.MustCompile(`(?:appelée?s?|appelle|nommée?s?|nomme|dite?s?|désignée?s? par)(?: une?| le| la| les| l’)? ?«? ?$`), regexp.MustCompile(`^ ?»? (?:désigne|désignent)`)},
	"es": {regexp.MustCompile(`(?:se llaman?|, llamad[oa]s?|(?:es|son) llamad[oa]s?|denomina|denominan|denominad[oa]s?|conoce como|conocid[oa]s? como|nombre de)(?: una?| el| la| los| las)? «?$`), regexp.MustCompile(`^»? (?:se refiere|designa)`)},
	"it": {regexp.MustCompile(`(?:si chiamano?|si dicono?|(?:è|sono|viene|vengono) (?:dett|chiamat|denominat)[oaie]|, dett[oaie]|cosiddett[oaie]|il nome di|con il termine)(?: un[ao]?| il| lo| la| i| gli| le)? «?$`), regexp.MustCompile(`^»? (?:si riferisce|indica|designa)`)},
	"pt": {regexp.MustCompile(`(?:chama-se|chamam-se|designa-se(?: por)?|denomina-se|diz-se|, chamad[oa]s?|(?:é|são) (?:chamad|designad|denominad)[oa]s?(?: por| de)?|conhecid[oa]s? como|o nome de)(?: uma?| o| a| os| as)? [“"]?$`), regexp.MustCompile(`^[”"]? (?:refere-se|designa)`)},
}

// soleFigure is the only number of a sentence, where it is one to know: a year
// or a figure with its unit.
func soleFigure(c sentence) (int, bool) {
	at := -1
	for i, t := range c.tokens {
		if !strings.ContainsAny(t.Text, "0123456789") {
			continue
		}
		if at >= 0 {
			return 0, false
		}
		at = i
	}
	if at < 1 || !c.tokens[at].Number {
		return 0, false
	}
	t := c.tokens[at]
	rs := []rune(c.text)
	year := len(t.Text) == 4 && (t.Text[0] == '1' || t.Text[:2] == "20") && yearWords[c.tokens[at-1].Norm]
	unit := at+1 < len(c.tokens) && units[words.Fold(c.tokens[at+1].Text)] || t.End < len(rs) && rs[t.End] == '°' || t.End+1 < len(rs) && rs[t.End+1] == '°'
	return at, (year || unit) && !strings.Contains(c.text, ":")
}

var (
	yearWords = setOf("in since by until from im seit jahr bis en depuis año desde hasta um around")
	units     = setOf("million millions millionen millones billion billions milliarden mil km m cm mm kg g mg s ms ns hz khz mhz ghz v mv w kw j kj mol bit bits byte bytes kb mb gb tb degrees grad celsius kelvin meter meters metres kilometer kilometers kilometres mètres metros kilómetros seconds sekunden secondes segundos minutes minuten minutos hours stunden heures horas inhabitants einwohner habitants habitantes volt watt joule pascal liter litres")
)

// aboutNamed reports that a sentence with a figure tells of something that has
// a name, before the figure.
func aboutNamed(c sentence, figure int) bool {
	if before := c.tokens[figure-1].Norm; labels[before] || numberedThings[before] {
		return false
	}
	for i, t := range c.tokens[:figure] {
		if t.Name || i > 0 && c.lang == "de" && upperToken(t) && c.doc.heading[t.Stem] || i == 0 && upperToken(t) && c.doc.names[t.Norm] {
			return true
		}
	}
	return false
}

var numberedThings = setOf("page seite página kapitel chapter section version figure step line lines zeile slide folie group gruppe server servers user users request requests example say suppose assume")

func upperToken(t words.Token) bool {
	r := []rune(t.Text)[0]
	return unicode.IsUpper(r) && !t.Stop
}

// exampleCode reports names such as r1 and x: they are of one example only.
func exampleCode(code []string) bool {
	for _, c := range code {
		if strings.ContainsAny(c, "0123456789") || len(c) <= 2 && c != "if" && c != "fn" && c != "as" || strings.ContainsAny(c, "=;") {
			return true
		}
	}
	return false
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

var (
	vagueOpening = regexp.MustCompile(`(?i)^(the (call|second|first|third|last|next|implementation|body|line|code|program|output|error|message|function call|following|rest|two|three|result|value)s? |arguably|ultimately|in effect|as (mentioned|discussed|described|noted|in|with|a reminder)|without the|with the|if all|by default, when)`)
	imperative   = setOf("cut link derive determine obtain identify consider evaluate analyze analyse assess develop establish maintain improve prepare multiply understand explain apply solve prove verify provide combine repeat calculate perform increase limit implement create navigate open run use add install type enter click try press make write replace change remove move copy save build choose select set start go let read check compare avoid keep put get ask ensure define declare call pass return listing figure figures")
)

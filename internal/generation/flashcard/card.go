package flashcard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// Kind is how a card asks.
type Kind string

// The kinds of cards.
const (
	Basic Kind = "basic"
	Cloze Kind = "cloze"
)

// Card is a card that may be made. Front and Back are Markdown; a cloze card
// has its gap in Front as {{c1::…}}.
type Card struct {
	Kind     Kind
	Front    string
	Back     string
	Term     string // what the card is about, folded; cards on one term are rivals
	Shape    string // which pattern made it
	Sentence int    // index
	Score    float64
}

// Candidates returns the cards that the sentences give, and counts those that
// are not made.
func Candidates(sentences []Sentence) ([]Card, Refused) {
	sentences = slices.Clone(sentences)
	m := maker{sentences: sentences, doc: countTerms(sentences), refused: Refused{}, built: map[int][]int{}}
	m.goesOn, m.glossary, m.labels = takenUp(sentences), isGlossary(sentences), labelling(sentences)
	for i := range m.sentences {
		if ofCourse(m.sentences[i].Path) && m.sentences[i].Outside == Kept {
			m.sentences[i].Outside = Organising
		}
	}
	for i, s := range sentences {
		switch {
		case s.Entry != nil && s.Entry.Form == Asked:
			m.keep(i, m.asked(s))
		case s.Entry != nil:
			m.keep(i, m.entry(s))
		case s.List != nil:
			m.keep(i, m.list(s))
		case s.Row != nil:
			m.keep(i, m.row(s))
		}
	}
	type read struct {
		sentence
		at   int
		made []Card
	}
	var all []read
	for i, s := range sentences {
		if s.structured() || m.covered(s) {
			continue
		}
		c, why := clean(s)
		c.names, c.doc = m.doc.names, m.doc
		made := shapes(c)
		if why != Kept {
			if len(made) > 0 {
				m.refused[why] += len(made)
			}
			continue
		}
		for _, card := range made {
			m.doc.defined[card.Term] = true
		}
		all = append(all, read{c, i, made})
	}
	for _, r := range all {
		if len(r.made) == 0 {
			if gap, ok := cloze(r.sentence, m.doc); ok {
				r.made = append(r.made, gap)
			}
		} else if gap, ok := termGap(r.sentence, r.made[0]); ok && sound(r.made[0], r.sentence) == Kept {
			r.made = append(r.made, gap) // for who wants gaps alone
		}
		for _, card := range r.made {
			m.keep(r.at, draft{card, sound(card, r.sentence)})
		}
	}
	return m.alone(), m.refused
}

// takenUp are the headings of lists that a later heading goes on with.
func takenUp(sentences []Sentence) map[string]bool {
	out := map[string]bool{}
	for _, s := range sentences {
		for _, h := range s.Path {
			if at := continued.FindStringIndex(h); at != nil && at[0] > 0 {
				out[fold(headingMark.ReplaceAllString(strings.TrimSpace(h[:at[0]]), ""))] = true
			}
		}
	}
	return out
}

// alone are the cards without those that ask what another one asks and answer
// something else: nobody could tell which is meant.
func (m *maker) alone() []Card {
	backs := map[string]string{}
	unclear := map[string]bool{}
	for _, c := range m.cards {
		front, back := fold(c.Front), fold(c.Back)
		if other, ok := backs[front]; ok && other != back {
			unclear[front] = true
		}
		backs[front] = back
	}
	return slices.DeleteFunc(m.cards, func(c Card) bool {
		if c.Kind != Basic || !unclear[fold(c.Front)] {
			return false
		}
		m.refused[Guess]++
		return true
	})
}

// draft is a card that may be made, or why it is not.
type draft struct {
	card Card
	why  Reason
}

func refuse(why Reason) draft { return draft{why: why} }

type maker struct {
	sentences []Sentence
	doc       terms
	cards     []Card
	refused   Refused
	goesOn    map[string]bool // folded headings that a later one takes up
	labels    map[string]bool // folded labels that are used again and again
	glossary  bool            // the text explains one term after the other
	built     map[int][]int   // by page the structured sentences that gave a card
}

// keep takes the draft of a sentence, or counts why not.
func (m *maker) keep(at int, d draft) {
	s := m.sentences[at]
	if d.why == Kept && d.card.Front == "" || d.why != Kept && s.Entry != nil && s.Entry.Lone {
		return // nothing that a card could be of
	}
	if d.why == Kept && turned(s, d.card) {
		d.why = Turned
	}
	if d.why != Kept {
		m.refused[d.why]++
		return
	}
	card := d.card
	card.Sentence = at
	card.Score += m.doc.weight(card.Term, s.Lang)
	card.Front = s.unmask(render(card.Front, s.Code))
	card.Back = s.unmask(render(card.Back, s.Code))
	if strings.Contains(card.Front, "``") || strings.Contains(card.Back, "``") {
		m.refused[Half]++ // code of which the author set each sign apart
		return
	}
	if s.structured() {
		m.built[s.Page] = append(m.built[s.Page], at)
		m.doc.defined[card.Term] = true
	}
	m.cards = append(m.cards, card)
}

// covered reports that a part of the page with this sentence in it gave a card.
func (m *maker) covered(s Sentence) bool {
	for _, i := range m.built[s.Page] {
		if l := m.sentences[i].List; l != nil {
			for _, item := range append([]Part{l.Lead}, l.Items...) {
				if from := m.sentences[i].Start; s.Start < from+item.End && from+item.Start < s.End {
					return true
				}
			}
			continue
		}
		if m.sentences[i].overlaps(s) {
			return true
		}
	}
	return false
}

func (s Sentence) structured() bool { return s.Entry != nil || s.List != nil || s.Row != nil }

// turned reports that the text denies something and the card does not. What a
// card leaves out may be what turns it.
func turned(s Sentence, c Card) bool {
	if s.List != nil || s.Row != nil {
		return false
	}
	return negations(s.Text, s.Lang) > negations(c.Front+" "+c.Back, s.Lang)
}

func negations(text, lang string) int {
	n := 0
	for _, t := range words.Tokens(text, lang) {
		if t.Guard == words.Negation {
			n++
		}
	}
	return n
}

// Check is the last check for a card that was written elsewhere, by a model,
// and rests on quote.
func Check(cloze bool, front, back, quote, lang string) Reason {
	c := Card{Kind: Basic, Front: front, Back: back}
	if cloze {
		c.Kind = Cloze
		if dangling[firstWord(fold(front))] {
			return Leans
		}
		if gap := gapOf(front); labels[fold(gap)] || !content(gap, lang) {
			return Guess
		}
	}
	s := Sentence{Text: quote, Lang: lang}
	switch {
	case organising.MatchString(front + " " + back), organising.MatchString(quote):
		return Organising
	case points(front, lang), points(back, lang), personal[firstWord(fold(back))]:
		return Leans
	case !balanced(front), !balanced(back):
		return Fragment
	case turned(s, c):
		return Turned
	}
	return sound(c, sentence{lang: lang, s: s})
}

// gapOf is what a cloze card hides.
func gapOf(front string) string {
	_, rest, _ := strings.Cut(front, "::")
	gap, _, _ := strings.Cut(rest, "}}")
	gap, _, _ = strings.Cut(gap, "::")
	return gap
}

// The longest question and answer, in code points.
const longestSide = 260

// sound is the last check of a card: it asks one thing, does not give it away,
// and is of a bearable length.
func sound(c Card, s sentence) Reason {
	front, back := fold(c.Front), fold(c.Back)
	switch {
	case len([]rune(c.Front)) > longestSide, len([]rune(c.Back)) > longestSide, strings.ContainsAny(c.Front+c.Back, "\n"):
		return Unwieldy
	case front == back:
		return GivenAway
	case c.Kind == Cloze:
		if strings.Count(c.Front, "{{c") != 1 {
			return Unwieldy
		}
		return Kept
	case back == "":
		return Says
	case leaning[firstWord(front)] || leaning[firstWord(back)]:
		return Leans
	case !balanced(c.Front) || !balanced(c.Back), leadsOn.MatchString(c.Back), openEnd.MatchString(c.Back):
		return Fragment
	case c.Shape == "reason" && outOf.MatchString(c.Back):
		return Exercise
	case fresh(c, s.lang) < leastFresh(c):
		return GivenAway
	}
	return Kept
}

// leadsOn is an answer whose formula or list stands behind it.
var leadsOn = regexp.MustCompile(`(?i)(?:of the form|as follows|(?:defined|given|denoted) (?:as|by)|(?:della|nella) forma|(?:definit|dat)[oaie] (?:come|da)|come segue|de la forma|(?:definid|dad)[oa]s? (?:como|por)|como sigue|da forma|de la forme|(?:définie?|donnée?)s? (?:par|comme)|comme suit|der Form|(?:definiert|gegeben) (?:als|durch)|wie folgt|в виде|следующим образом|(?:^|[ ,])(?:als|as|comme|como|come|как))[ .:]*$`)

// outOf is a share in one case: "3 of the 5".
var outOf = regexp.MustCompile(`(?i)\b\d+ (?:out of|of|von|sur|de|di|su|из) (?:the |den |les |los |las |dei |dos |das )?\d+\b`)

// leastFresh is how many new words an answer must have.
func leastFresh(c Card) int {
	if c.Shape == "definition" {
		return 2
	}
	return 1
}

// fresh counts the words of the answer that the question does not have; a
// formula is one.
func fresh(c Card, lang string) int {
	asked := map[string]bool{}
	for _, t := range words.Tokens(c.Front, lang) {
		asked[t.Stem] = true
	}
	n := 0
	if strings.ContainsFunc(c.Back, isSign) {
		n++
	}
	for _, t := range words.Tokens(c.Back, lang) {
		if t.Content() && !asked[t.Stem] {
			n++
		}
	}
	return n
}

// leaning are the beginnings that make a question or an answer hang in the air.
var leaning = setOf("it its they their them this that these those he she his her him es dies dieser diese dieses")

func balanced(s string) bool {
	return strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, "“") == strings.Count(s, "”") && strings.Count(s, `"`)%2 == 0 &&
		strings.Count(s, "「") == strings.Count(s, "」") && strings.Count(s, "『") == strings.Count(s, "』") &&
		strings.Count(s, "（") == strings.Count(s, "）") && strings.Count(s, "《") == strings.Count(s, "》") && strings.Count(s, "«") == strings.Count(s, "»")
}

// render escapes what Markdown would read as marks and sets code as code.
func render(s string, code []string) string {
	s = markdown.Replace(s)
	for _, c := range code {
		escaped := markdown.Replace(c)
		if c == "" || strings.Contains(c, "`") || !strings.Contains(s, escaped) {
			continue
		}
		s = wrapWord(s, escaped, c)
	}
	return s
}

// wrapWord sets backticks around the occurrences of a word that stand alone
// and are not within a pair of backticks already.
func wrapWord(s, word, code string) string {
	var b strings.Builder
	inside := false
	for i := 0; i < len(s); {
		if s[i] == '`' {
			inside = !inside
		}
		if !inside && strings.HasPrefix(s[i:], word) && edge(s, i, i+len(word)) {
			b.WriteString("`" + code + "`")
			i += len(word)
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// edge reports that s[i:j] does not begin or end within a word.
func edge(s string, i, j int) bool {
	letter := func(b byte) bool {
		return b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= 0x80
	}
	return (i == 0 || !letter(s[i-1]) || !letter(s[i])) && (j == len(s) || !letter(s[j]) || !letter(s[j-1]))
}

var markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "]", `\]`, "`", "\\`", "#", `\#`, "~", `\~`, "|", `\|`, "$", `\$`)

func fold(s string) string { return strings.Join(strings.Fields(words.Fold(s)), " ") }

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return strings.Trim(w, ".,;:!?’'\"“”()")
}

// symbol begins a text with a letter of a formula: another one in capitals.
var symbol = regexp.MustCompile(`^\p{Ll}{1,2}[\p{N}′']*(?:\s*\p{Sm}|[(\[_^{])`)

func capital(s string) string {
	rs := []rune(s)
	if len(rs) > 0 && !symbol.MatchString(s) {
		rs[0] = unicode.ToUpper(rs[0])
	}
	return string(rs)
}

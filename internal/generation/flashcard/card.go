package flashcard

import (
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// Sentence is a sentence that stands in one place of a document.
type Sentence struct {
	Chunk      int // any number of the caller's, the same for sentences of one chunk
	Page       int
	Start, End int // code points in the page's text
	Text       string
	Heading    string // the nearest heading
	Lang       string
	Marked     []string // words the author set off: emphasis, bold
	Code       []string // words set as code
	Math       []Formula
	Item       bool // an item of a list
}

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

// Candidates returns the cards that the sentences give, and how many were made
// and failed a check.
func Candidates(sentences []Sentence) (cards []Card, rejected int) {
	doc := countTerms(sentences)
	type read struct {
		sentence
		at   int
		made []Card
	}
	var all []read
	for i, s := range sentences {
		c, ok := clean(s)
		if !ok {
			continue
		}
		c.names = doc.names
		r := read{c, i, shapes(c)}
		for _, card := range r.made {
			doc.defined[card.Term] = true
		}
		all = append(all, r)
	}
	for _, r := range all {
		c := r.sentence
		if gap, ok := cloze(c, doc); ok {
			r.made = append(r.made, gap)
		}
		for _, card := range r.made {
			if !sound(card, c) {
				rejected++
				continue
			}
			card.Sentence = r.at
			card.Score += doc.weight(card.Term, c.lang)
			if c.s.Item {
				card.Score += 0.05
			}
			card.Front = c.s.unmask(render(card.Front, c.s.Code))
			card.Back = c.s.unmask(render(card.Back, c.s.Code))
			cards = append(cards, card)
		}
	}
	return cards, rejected
}

// Sound is the last check for cards that were written elsewhere, by a model.
func Sound(cloze bool, front, back, lang string) bool {
	c := Card{Kind: Basic, Front: front, Back: back}
	if cloze {
		c.Kind = Cloze
		if dangling[firstWord(fold(front))] {
			return false
		}
	}
	return sound(c, sentence{lang: lang})
}

// sound is the last check of a card: it asks one thing, does not give it away,
// and is of a bearable length.
func sound(c Card, s sentence) bool {
	front, back := fold(c.Front), fold(c.Back)
	switch {
	case front == back, len([]rune(c.Front)) > 260, len([]rune(c.Back)) > 260, strings.ContainsAny(c.Front+c.Back, "\n"):
		return false
	case c.Kind == Cloze:
		return strings.Count(c.Front, "{{c") == 1
	case back == "":
		return false
	}
	if leaning[firstWord(front)] || leaning[firstWord(back)] {
		return false
	}
	if !balanced(c.Front) || !balanced(c.Back) {
		return false
	}
	// The answer's own words may not all stand in the question.
	asked := map[string]bool{}
	for _, t := range words.Tokens(c.Front, s.lang) {
		asked[t.Stem] = true
	}
	fresh := 0
	if strings.ContainsFunc(c.Back, isSign) {
		fresh++ // a formula
	}
	for _, t := range words.Tokens(c.Back, s.lang) {
		if t.Content() && !asked[t.Stem] {
			fresh++
		}
	}
	return fresh >= 1
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

func capital(s string) string {
	rs := []rune(s)
	if len(rs) > 0 {
		rs[0] = unicode.ToUpper(rs[0])
	}
	return string(rs)
}

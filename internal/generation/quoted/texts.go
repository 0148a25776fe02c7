package quoted

import (
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// texts keeps what was read of texts for a question: many a rule looks at the
// same sentence, at its neighbours and at the title above all of them. A nil one
// keeps nothing. It is not safe for concurrent use.
type texts struct {
	wanted map[string]bool // the stems that are looked for
	tokens map[inLanguage][]words.Token
	stems  map[inLanguage]map[string]bool
	asking map[string]bool // of sets
	begins map[string]beginnings
	terms  []Term // that are words
	initials
}

type inLanguage struct{ text, lang string }

// beginnings is what a text begins.
type beginnings struct{ states, ends bool }

// newTexts keeps of texts the stems that a question looks for: those of its terms
// and of the sides that it compares.
func newTexts(q Question) *texts {
	t := &texts{
		wanted: map[string]bool{}, tokens: map[inLanguage][]words.Token{}, stems: map[inLanguage]map[string]bool{},
		asking: map[string]bool{}, begins: map[string]beginnings{}, initials: initialsOf(q),
	}
	for _, term := range q.Terms {
		if !term.Number && !term.code {
			t.terms = append(t.terms, term)
		}
		t.wanted[term.Stem] = true
		for _, s := range term.also {
			t.wanted[s] = true
		}
	}
	for _, side := range q.Sides {
		for _, w := range words.Tokens(side, q.Lang) {
			t.wanted[w.Stem] = true
		}
	}
	return t
}

// tokensOf is words.Tokens. Nobody changes them.
func (t *texts) tokensOf(text, lang string) []words.Token {
	if t == nil {
		return words.Tokens(text, lang)
	}
	key := inLanguage{text, lang}
	tokens, ok := t.tokens[key]
	if !ok {
		tokens = words.Tokens(text, lang)
		t.tokens[key] = tokens
	}
	return tokens
}

// stemsOf gives those of the stems that a text is found by which the question
// looks for. Nobody changes them.
func (t *texts) stemsOf(text, lang string) map[string]bool {
	key := inLanguage{text, lang}
	stems, ok := t.stems[key]
	if !ok {
		tokens := t.tokensOf(text, lang)
		stems = stemsAmong(t.wanted, text, tokens, lang)
		put := func(stem string) {
			if stems == nil {
				stems = map[string]bool{}
			}
			stems[stem] = true
		}
		for _, w := range tokens {
			if short := t.shortened(w); short != nil && hasSmall(tokens) {
				for _, s := range short {
					put(s)
				}
			}
			if !words.Stems(lang) && !w.Number {
				t.forms(w, put)
			}
		}
		t.stems[key] = stems
	}
	return stems
}

// sets is the function of that name.
func (t *texts) sets(text string) bool {
	if t == nil {
		return sets(text)
	}
	is, ok := t.asking[text]
	if !ok {
		is = sets(text)
		t.asking[text] = is
	}
	return is
}

// begin says what a text begins.
func (t *texts) begin(text string) beginnings {
	if t == nil {
		return beginnings{states.MatchString(text), endsStatement.MatchString(text)}
	}
	b, ok := t.begins[text]
	if !ok {
		b = beginnings{states.MatchString(text), endsStatement.MatchString(text)}
		t.begins[text] = b
	}
	return b
}

// forms puts the stems of the question's words of which a word, in a language
// without stems, is another form by its beginning.
func (t *texts) forms(w words.Token, put func(stem string)) {
	for _, term := range t.terms {
		if words.BeginAlike(fold.Plain.Text(term.Text), fold.Plain.Text(w.Norm)) {
			put(term.Stem)
		}
	}
}

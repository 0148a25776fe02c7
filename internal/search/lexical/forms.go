package lexical

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/platform/fold"
)

// forms are what a word of a text is found by, and what a word of a question
// looks for.
type forms struct {
	terms  []string // its stems without marks, in the spellings that fold knows; none for a stop word
	marked string   // its stem, or else the word, with its marks; "" where it has none
}

// formsOf analyses a word. A stem loses its marks after stemming, and the word
// before: "çocuğu" is "çocuk" to its stemmer and so "cocuk" to somebody who
// types that; "resumes" is stemmed as English, whatever marks it had.
func formsOf(text string, stem func(string) []string) forms {
	stems := stem(text)
	if len(stems) == 0 {
		return forms{}
	}
	if plainly(text) && !slices.ContainsFunc(stems, func(s string) bool { return !plainly(s) }) {
		return forms{terms: stems}
	}
	var f forms
	add := func(term string) {
		if term != "" && !slices.Contains(f.terms, term) {
			f.terms = append(f.terms, term)
		}
	}
	for _, s := range stems {
		spelt := fold.Spellings(s)
		if f.marked == "" && spelt[0] != s {
			f.marked = s
		}
		for _, term := range spelt {
			add(term)
		}
	}
	for i, spelt := range fold.Spellings(text) {
		if spelt == text {
			continue
		}
		if i == 0 && f.marked == "" {
			f.marked = text
		}
		for _, s := range stem(spelt) {
			add(fold.Plain.Text(s))
		}
	}
	return f
}

// plainly reports a word of ASCII, which has no other form.
func plainly(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

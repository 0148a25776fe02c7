package main

import (
	"strings"
	"testing"

	"studyapp/internal/generation/ask"
	"studyapp/internal/generation/evidence"
)

// What is printed says whether the quotes answer or only come near.
func TestAnAnswerIsPrinted(t *testing.T) {
	t.Parallel()
	page := 3
	passage := evidence.Citation{N: 1, Title: "Ferns", Page: &page, Quote: "Ferns spread\nby spores."}
	for want, a := range map[string]ask.Answer{
		"Ferns spread by spores. [1]\n\n[1] Ferns, page 3: “Ferns spread by spores.”\n": {Answered: true, Outcome: ask.Answered, Answer: "x",
			Sentences: []ask.Sentence{{Text: "Ferns spread by spores.", Support: ask.Supported, Citations: []int{1}}}, Citations: []evidence.Citation{passage}},
		"These passages come nearest.\n\n[1] Ferns, page 3: “Ferns spread by spores.”\n": {Outcome: ask.Nearest, Answer: "These passages come nearest.", Citations: []evidence.Citation{passage}},
		"Nothing about this in your document.\n":                                         {Outcome: ask.Nothing, Answer: "Nothing about this in your document."},
	} {
		var out strings.Builder
		if printAnswer(&out, a); out.String() != want {
			t.Errorf("%q, want %q", out.String(), want)
		}
	}
}

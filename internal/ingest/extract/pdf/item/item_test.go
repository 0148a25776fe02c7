package item_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/item"
)

func TestMark(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"• Cells are small": "•", "– eukaryotes": "–", "∗ third": "∗", "-5 degrees": "", "1. Measure": "1.", "12) Warm it": "12)", "(3) Plot": "(3)",
		"1.2. Deeper still": "1.2.", "(a) slowly": "(a)", "iv) fourth": "iv)", "A. Smith wrote": "", "3.5 degrees": "", "2024. That year": "", "Dr. Who": "",
	} {
		if got := item.Mark([]rune(line)); got != want {
			t.Errorf("%q begins with the mark %q, want %q", line, got, want)
		}
	}
}

func TestLetter(t *testing.T) {
	t.Parallel()
	mark, b := item.Letter([]rune("b. until it is warm"))
	_, a := item.Letter([]rune("a. slowly"))
	_, two := item.Letter([]rune("ii. so it is"))
	_, one := item.Letter([]rune("i. so it was"))
	if mark != "b." || !item.Follows(a, b) || item.Follows(b, a) || !item.Follows(one, two) {
		t.Errorf("a. %v, b. %v %q, i. %v, ii. %v", a, b, mark, one, two)
	}
	if mark, _ := item.Letter([]rune("etc. and so on")); mark != "" {
		t.Errorf("an abbreviation is the mark %q", mark)
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	for letters, want := range map[string]int{"•Cells": 1, "1.Measure": 2, "10.Measure": 3, "(a)slowly": 3, "1.5degrees": 0, "e.g.this": 0, "Measure": 0} {
		if got := item.Ends([]rune(letters)); got != want {
			t.Errorf("the mark of %q has %d characters, want %d", letters, got, want)
		}
	}
}

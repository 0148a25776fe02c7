package place

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
)

func TestPlacesThatQuestionsName(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]struct {
		kind  Kind
		label string
		alone bool
	}{
		"What is on page 5?":               {Page, "5", true},
		"what's on slide 12":               {Page, "12", true},
		"What does page iv say?":           {Page, "iv", true},
		"Was steht auf Seite 7?":           {Page, "7", true},
		"Folie 3":                          {Page, "3", true},
		"Que dit la page 8 ?":              {Page, "8", true},
		"¿Qué dice la página 9?":           {Page, "9", true},
		"Cosa c'è scritto a pagina 4?":     {Page, "4", true},
		"Что написано на странице 6?":      {Page, "6", true},
		"第10页讲了什么？":                        {Page, "10", true},
		"5ページには何が書かれていますか？":                {Page, "5", true},
		"chapter 3":                        {Section, "3", true},
		"Kapitel 4.2":                      {Section, "4.2", true},
		"Cosa dice l'art. 17?":             {Section, "17", true},
		"第3章":                              {Section, "3", true},
		"question 2":                       {Item, "2", true},
		"What does theorem 3.1 say?":       {Item, "3.1", true},
		"exercise 4.2b":                    {Item, "4.2b", true},
		"Definition 12":                    {Item, "12", true},
		"定理3.2":                            {Item, "3.2", true},
		"Which mill is shown on page 5?":   {Page, "5", false},
		"What is a page table?":            {None, "", false},
		"How many pages does it have?":     {None, "", false},
		"When did part of the mill burn?":  {None, "", false},
		"Who won the 1998 world cup final": {None, "", false},
	} {
		p, rest := Read(question)
		if p.Kind != want.kind || p.Label != want.label {
			t.Errorf("%s: %+v", question, p)
		}
		if alone := Alone(rest, func(string) bool { return false }); p.Kind != None && alone != want.alone {
			t.Errorf("%s: alone %v, rest %q", question, alone, rest)
		}
	}
}

// sheets are three pages, the first of which is numbered with a letter.
func sheets() []Sheet {
	var out []Sheet
	for i, blocks := range [][]extract.Span{
		{{Kind: extract.Paragraph, Text: "A preface. It thanks."}},
		{
			{Kind: extract.Heading, Level: 1, Text: "1 Mills"}, {Kind: extract.Paragraph, Text: "Mills grind. They are old."},
			{Kind: extract.Heading, Level: 2, Text: "Theorem 1.1 (Wheels)"}, {Kind: extract.Paragraph, Text: "Wheels turn."},
			{Kind: extract.Heading, Level: 1, Text: "2 Exercises"}, {Kind: extract.Paragraph, Text: "1. Draw a mill."}, {Kind: extract.Paragraph, Text: "2. Draw a wheel."},
		},
		{{Kind: extract.Paragraph, Text: "Theorem 1.1 is used here."}},
	} {
		text, spans := []rune{}, []extract.Span{}
		for _, b := range blocks {
			start := len(text)
			text = append(append(text, []rune(b.Text)...), '\n', '\n')
			spans = append(spans, extract.Span{Kind: b.Kind, Level: b.Level, Start: start, End: len(text) - 2})
		}
		s := Sheet{Number: i + 1, Text: text, Units: quoted.AllUnits(quoted.NewPage(i+1, text, spans))}
		if i < 2 {
			s.Label = []string{"iv", "1"}[i]
		}
		out = append(out, s)
	}
	return out
}

func TestWhatStandsAtAPlace(t *testing.T) {
	t.Parallel()
	for question, want := range map[string][]string{
		"page iv":           {"A preface. It thanks."},
		"page 1":            {"1 Mills", "Mills grind. They are old.", "Theorem 1.1 (Wheels)", "Wheels turn.", "2 Exercises", "1. Draw a mill.", "2. Draw a wheel."},
		"page 3":            {"Theorem 1.1 is used here."},
		"page 9":            nil,
		"chapter 1":         {"1 Mills", "Mills grind. They are old.", "Theorem 1.1 (Wheels)", "Wheels turn."},
		"theorem 1.1":       {"Theorem 1.1 (Wheels)", "Wheels turn."},
		"theorem 1":         nil,
		"exercise 2":        {"2. Draw a wheel."},
		"What's theorem 4?": nil,
	} {
		p, _ := Read(question)
		var got []string
		for _, u := range p.Find(sheets(), true) {
			got = append(got, u.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", question, diff)
		}
	}
}

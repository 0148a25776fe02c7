package place

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
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
		if alone := Alone(rest, func(words.Token) bool { return false }); p.Kind != None && alone != want.alone {
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

func TestChaptersAreNumberedAsInChinese(t *testing.T) {
	t.Parallel()
	text := []rune("8、水车\n\n水车有轮子。\n\n")
	spans := []extract.Span{{Kind: extract.Heading, Level: 2, Start: 0, End: 4}, {Kind: extract.Paragraph, Start: 6, End: 12}}
	p, _ := Read("第8章讲了什么？")
	units, _ := p.Find([]Sheet{{Number: 1, Text: text, Units: quoted.AllUnits(quoted.NewPage(1, text, spans))}}, false)
	if len(units) != 2 {
		t.Errorf("%+v", units)
	}
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
		units, _ := p.Find(sheets(), true)
		for _, u := range units {
			got = append(got, u.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", question, diff)
		}
	}
}

// exam is a sheet of exercises in German, numbered by name, with a list in one
// and a mention in another, and a chapter in Roman letters.
func exam() []Sheet {
	var out []Sheet
	for i, blocks := range [][]extract.Span{
		{
			{Kind: extract.Heading, Level: 1, Text: "II. Prozesse"}, {Kind: extract.Paragraph, Text: "Ein Prozess läuft."},
			{Kind: extract.Heading, Level: 2, Text: "Aufgabe 8: (2 Punkte)"}, {Kind: extract.Paragraph, Text: "Es gilt weiter, was oben stand. Aufgabe 6 ergab 25 Kugeln."},
			{Kind: extract.Heading, Level: 2, Text: "Aufgabe 6: (1 Punkt)"}, {Kind: extract.Paragraph, Text: "Wie lautet die Hypothese?"}, {Kind: extract.Paragraph, Text: "a) Wo?"}, {Kind: extract.Paragraph, Text: "b) Warum?"}, {Kind: extract.Paragraph, Text: "Und wann?"},
		},
		{
			{Kind: extract.Heading, Level: 2, Text: "Weitere"},
			{Kind: extract.ListItem, Level: 1, Text: "11."}, {Kind: extract.ListItem, Level: 1, Text: "12."},
			{Kind: extract.Paragraph, Text: "1. ein Teil"}, {Kind: extract.Paragraph, Text: "2. noch einer"},
		},
		{{Kind: extract.Paragraph, Text: "und sein Ende."}, {Kind: extract.ListItem, Level: 1, Text: "13."}},
	} {
		text, spans := []rune{}, []extract.Span{}
		for _, b := range blocks {
			start, mark := len(text), ""
			if b.Kind == extract.ListItem {
				mark, b.Text = b.Text, "Frage von Nummer "+b.Text
			}
			text = append(append(text, []rune(b.Text)...), '\n', '\n')
			spans = append(spans, extract.Span{Kind: b.Kind, Level: b.Level, Start: start, End: len(text) - 2, Text: mark})
		}
		out = append(out, Sheet{Number: i + 1, Text: text, Units: quoted.AllUnits(quoted.NewPage(i+1, text, spans))})
	}
	return out
}

func TestPlacesAreFoundByTheirNameInAnyLanguage(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]struct {
		text  []string
		named bool
	}{
		"What is exercise 6 about?":   {[]string{"Aufgabe 6: (1 Punkt)", "Wie lautet die Hypothese?", "a) Wo?", "b) Warum?", "Und wann?"}, true},
		"Worum geht es in Aufgabe 6?": {[]string{"Aufgabe 6: (1 Punkt)", "Wie lautet die Hypothese?", "a) Wo?", "b) Warum?", "Und wann?"}, true},
		"question 8":                  {[]string{"Aufgabe 8: (2 Punkte)", "Es gilt weiter, was oben stand. Aufgabe 6 ergab 25 Kugeln."}, true},
		"chapter 2": {[]string{
			"II. Prozesse", "Ein Prozess läuft.", "Aufgabe 8: (2 Punkte)", "Es gilt weiter, was oben stand. Aufgabe 6 ergab 25 Kugeln.",
			"Aufgabe 6: (1 Punkt)", "Wie lautet die Hypothese?", "a) Wo?", "b) Warum?", "Und wann?", "Weitere", "Frage von Nummer 11.", "Frage von Nummer 12.", "1. ein Teil", "2. noch einer", "und sein Ende.", "Frage von Nummer 13.",
		}, false},
		// An item by the number before it, with what it holds, over the page.
		"exercise 12": {[]string{"Frage von Nummer 12.", "1. ein Teil", "2. noch einer", "und sein Ende."}, false},
		"exercise 6b": {[]string{"b) Warum?", "Und wann?"}, true},
		"theorem 6":   {nil, false},
	} {
		p, _ := Read(question)
		units, named := p.Find(exam(), true)
		var got []string
		for _, u := range units {
			got = append(got, u.Text)
		}
		if diff := cmp.Diff(want.text, got); diff != "" || named != want.named {
			t.Errorf("%s: named %v (-want +got)\n%s", question, named, diff)
		}
	}
}

func TestATextSpeaksOfAPlace(t *testing.T) {
	t.Parallel()
	for question, c := range map[string]struct {
		text string
		want bool
	}{
		"exercise 4": {"4 280.75", false},
		"Aufgabe 4":  {"See Exercise 4.", true},
		"exercise 5": {"Question 5 is easier.", true},
		"exercise 6": {"Exercise 6.2 is easier.", false},
		"theorem 7":  {"By Satz 7 it converges.", true},
		"chapter 3":  {"as Chapter III shows", true},
		"第3章":        {"见第3章。", true},
		"page 12":    {"There are 12 pages.", false},
	} {
		p, _ := Read(question)
		if got := p.In(c.text); got != c.want {
			t.Errorf("%s in %q: %v", question, c.text, got)
		}
	}
}

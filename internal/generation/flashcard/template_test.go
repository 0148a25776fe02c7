package flashcard

import "testing"

func TestPartsOfADocumentAndOfAnExample(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "en", Gloss, "Scope", "the part of the work that the plan is about.")
	s.Path = []string{"Work", "Report (R) structure"}
	if got := only(t, s); got != "says little" {
		t.Errorf("of a template: %q", got)
	}
	s = entryOf(t, "en", Gloss, "Stock", "Every warehouse owns a store of its own to be independent.")
	if got := only(t, s); got != "says little" {
		t.Errorf("what each does: %q", got)
	}
	example := Sentence{Text: "The discrete weight W is the sum of the eyes of three dice.", Lang: "en", Path: []string{"Weights", "2.1.4. Example 3: three dice"}, Marked: []string{"discrete weight W"}}
	for name, s := range map[string]Sentence{
		"an example with its number": example,
		"one vote":                   {Text: "The vote of the council is final, because 4 of the 7 members were for it.", Lang: "en", Marked: []string{"vote", "council"}},
		"the order of phases":        {Text: "Work planning is the second phase of the life of each bigger work.", Lang: "en", Marked: []string{"Work planning"}},
		"a praise":                   {Text: "Work planning is a fundamental tool of whoever leads a group.", Lang: "en", Marked: []string{"Work planning"}},
		"a sentence behind a colon":  {Text: "Counting belongs to descriptive statistics: The reader counts the number of events by hand.", Lang: "en", Marked: []string{"descriptive statistics"}},
	} {
		if got := firstOf(s); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	code := Sentence{Text: "A path join is an operator that follows a.r to the next set of atoms.", Lang: "en", Code: []string{"a", ".", "r"}}
	if got := firstOf(code); got != "" {
		t.Errorf("code sign by sign: %q", got)
	}
	if got := firstOf(displayed(t, "en", "The hazard of an event is given by", `h(t) = \lim (PT < t + d|T > t)/d`)); got != "" {
		t.Errorf("a bracket that was lost: %q", got)
	}
}

func TestListsWhoseHeadingIsNoQuestion(t *testing.T) {
	t.Parallel()
	s := listed(t, "en", "When a switch is reached, the train has two paths:", "the main path", "the side path")
	if got, want := only(t, s), "When a switch is reached, the train has two paths: which ones? | - the main path\n- the side path"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s = listed(t, "en", "Track quality levels", "Track function: what a track is for", "Track quality level (TQL): a number for a range of tracks")
	s.List.Titled, s.Path = true, []string{"Tracks", "Track quality levels"}
	if got := only(t, s); got != "no term" {
		t.Errorf("terms and no kinds: %q", got)
	}
	s = listed(t, "ru", "Технические требования", "Описывают работу путей", "Позволяют проверить пути")
	s.List.Titled, s.Path = true, []string{"Пути", "Технические требования"}
	if got := only(t, s); got != "says little" {
		t.Errorf("what they do: %q", got)
	}
}

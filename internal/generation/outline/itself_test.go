package outline

import "testing"

func TestTextsThatSpeakOfThemselves(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"This chapter develops an introduction to mills.":     true,
		"In dieser Vorlesung geht es um Mühlen und Wehre.":    true,
		"Ce cours traite des moulins.":                        true,
		"В этой лекции речь идёт о мельницах.":                true,
		"本章介绍水车。":                                             true,
		"This wheel turns.":                                   false,
		"Mills are old, as the reader of this book will see.": false,
	} {
		if got := Itself(sentence); got != want {
			t.Errorf("%s: %v", sentence, got)
		}
	}
	for question, want := range map[string]string{
		"What is this chapter about?":        "chapter",
		"Worum geht es in diesem Skript?":    "skript",
		"What is this about?":                "",
		"Di cosa parla questo documento?":    "",
		"¿De qué trata este capítulo, pues?": "capitulo",
	} {
		if got := Called(question); got != want {
			t.Errorf("%s: %q", question, got)
		}
	}
	if !CallsItself("Each wheel turns. We end this chapter with sails.", "chapter") || CallsItself("The chapter on sails follows.", "chapter") {
		t.Error("a text calls itself a chapter when it says so")
	}
}

package outline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
)

func TestQuestionsAboutAWholeDocument(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"What is this about?":                      true,
		"What is this document about?":             true,
		"main topics":                              true,
		"Summarise this":                           true,
		"Give me a short summary of the lecture":   true,
		"What is Mills and Rivers about?":          true, // its title
		"Worum geht es in diesem Dokument?":        true,
		"Fasse das Skript kurz zusammen":           true,
		"De quoi parle ce texte ?":                 true,
		"Résume le document":                       true,
		"¿De qué trata este documento?":            true,
		"Di cosa parla questo documento?":          true,
		"Quais são os temas principais?":           true,
		"Waar gaat dit document over?":             true,
		"О чём этот документ?":                     true,
		"这篇文章讲了什么？":                                true,
		"总结一下这份文档":                                 true,
		"この文書の要約をしてください":                           true,
		"What topics are covered in the lecture?":  true,
		"Give me an overview of the Mills script":  true,
		"What will I learn in this course?":        true,
		"Worum geht es in den Mills-Notizen?":      true,
		"Welche Themen behandelt die Vorlesung?":   true,
		"De quoi traitent les fiches Mills ?":      true,
		"Quelles notions aborde le cours ?":        true,
		"¿De qué tratan los apuntes?":              true,
		"¿Cuáles son los principales temas?":       true,
		"Di cosa parlano gli appunti?":             true,
		"Quali argomenti trattano le slide?":       true,
		"De que fala a apostila?":                  true,
		"Que assuntos aborda a aula?":              true,
		"Waar gaat de samenvatting Mills over?":    true,
		"О чём конспект?":                          true,
		"Каким темам посвящены лекции?":            false,
		"Какие темы в конспекте?":                  true,
		"O czym są notatki?":                       true,
		"这份笔记讲了什么？":                                true,
		"这份复习资料的主要内容是什么？":                          true,
		"What is covered by the warranty?":         false,
		"Welche Themen bewegten Kant?":             false,
		"What is special about water?":             false,
		"Summarise the causes of the French war":   false,
		"Worum geht es beim Satz von Gauß?":        false,
		"What do the rules say about borrowing?":   false,
		"What is a mill?":                          false,
		"What are the main topics of biochemistry": false,
	} {
		if got := Asked(question, func(t words.Token) bool {
			return t.Norm == "mills" || t.Norm == "rivers"
		}); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}

func TestAnOutlineIsHeadingsAndKeySentences(t *testing.T) {
	t.Parallel()
	var text []rune
	var spans []extract.Span
	add := func(kind extract.SpanKind, level int, s string) {
		start := len(text)
		text = append(append(text, []rune(s)...), '\n', '\n')
		spans = append(spans, extract.Span{Kind: kind, Level: level, Start: start, End: len(text) - 2})
	}
	add(extract.Heading, 1, "Mills and rivers")
	add(extract.Paragraph, 0, "Water mills use the force of a river to grind grain between two stones. Is that so?")
	add(extract.Heading, 2, "The wheel")
	add(extract.Paragraph, 0, "The wheel of a water mill turns the stones by means of a shaft and gears. This is old.")
	add(extract.Heading, 3, "Example 4")
	add(extract.Paragraph, 0, "One such mill stands in the valley behind our school.")
	add(extract.Heading, 2, "The river")
	add(extract.Paragraph, 0, "A river gives a water mill more force the higher its water falls on the wheel.")
	add(extract.Heading, 2, "Acknowledgements")
	add(extract.Paragraph, 0, "The water mill, the river and the wheel thank the force of all the stones of grain.")
	o := Of(quoted.AllUnits(quoted.NewPage(1, text, spans)), "Mills and rivers", "en")
	said := func(units []quoted.Unit) (out []string) {
		for _, u := range units {
			out = append(out, u.Text)
		}
		return out
	}
	if diff := cmp.Diff([]string{"The wheel", "The river"}, said(o.Headings)); diff != "" {
		t.Errorf("headings (-want +got)\n%s", diff)
	}
	want := []string{
		"Water mills use the force of a river to grind grain between two stones.",
		"The wheel of a water mill turns the stones by means of a shaft and gears.",
		"A river gives a water mill more force the higher its water falls on the wheel.",
	}
	if diff := cmp.Diff(want, said(o.Sentences)[:3]); diff != "" {
		t.Errorf("sentences (-want +got)\n%s", diff)
	}
}

package ask

import (
	"strings"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
)

func TestFollowUpsAreResolvedWithoutAModel(t *testing.T) {
	t.Parallel()
	rules := []past{{question: "What are the rules of the library?", quotes: []string{"Keep to these rules:", "Be quiet.", "Bring books back."}}}
	marks := []past{{question: "What are the two conditions?", quotes: []string{"There are two conditions:", "1) Hold.", "It is kept.", "2) Wait."}}}
	terms := []past{{question: "What does a mill have?", quotes: []string{"It has these:", "Wheel (of oak): it turns.", "It is wet.", "Stone: it grinds.", "It is dry.", "Door: it shuts."}}}
	sales := []past{{question: "What were Harbour's sales in 2021?"}}
	for rule, c := range map[string]struct {
		history    []past
		question   string
		text, lent string
	}{
		"why":                         {rules, "and why?", "and why?", "What are the rules of the library?"},
		"why, in German":              {rules, "und warum?", "und warum?", "What are the rules of the library?"},
		"an example":                  {rules, "Give an example", "Give an example", "What are the rules of the library?"},
		"a pronoun":                   {rules, "Who wrote them?", "Who wrote them?", "What are the rules of the library?"},
		"a point by its number":       {rules, "the second one", "Bring books back.", ""},
		"… in a sentence":             {rules, "What about the first rule?", "Be quiet.", ""},
		"… in German":                 {rules, "Erkläre den zweiten Punkt", "Bring books back.", ""},
		"… in Chinese":                {rules, "第二", "Bring books back.", ""},
		"the last point":              {rules, "explain the last", "Bring books back.", ""},
		"an example, in Italian":      {rules, "Fammi un esempio.", "Fammi un esempio.", "What are the rules of the library?"},
		"an example, in German":       {rules, "Gib mir ein Beispiel", "Gib mir ein Beispiel", "What are the rules of the library?"},
		"an item of two sentences":    {marks, "the second one", "2) Wait.", ""},
		"… that begins with its term": {terms, "and the third?", "Door: it shuts.", ""},
		"… called as in the question": {[]past{{question: "Какие версии мельниц бывают?", quotes: []string{"Бывают две:", "Водяная.", "Ветряная."}}}, "А вторая версия?", "Ветряная.", ""},
		"… asked in Chinese":          {rules, "第二个是什么呢？", "Bring books back.", ""},
		"a point of a list before":    {append(append([]past{}, terms...), past{question: "Why is it wet?", quotes: []string{"The river is wet."}}), "the second", "Stone: it grinds.", ""},
		"a point that is not there":   {rules, "the fifth one", "the fifth one", "What are the rules of the library?"},
		"a question of its own":       {rules, "What is a catalogue?", "What is a catalogue?", ""},
		"first, but of another kind":  {rules, "When was the first library opened?", "When was the first library opened?", ""},
		"another year":                {sales, "And in 2022?", "And in 2022?", "What were Harbour's sales in ?"},
		"a follow-up of a follow-up":  {append(append([]past{}, rules...), past{question: "the second one", quotes: []string{"Bring books back."}}), "why?", "why?", "Bring books back."},
	} {
		got := follow(c.history, c.question)
		if got.text != c.text || got.lent != c.lent {
			t.Errorf("%s: %+v", rule, got)
		}
	}
}

func TestQuestionsForAPlaceAndAWholeDocument(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "2022 Q3 Harbour Mills", "pdf", evidencetest.Filing()...)
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	first := w.ask("What is on page 2 of the Harbour Mills report?")
	if !first.Answered || !strings.Contains(first.Answer, "Total net sales") {
		t.Errorf("page 2: %q", first.Answer)
	}
	for _, c := range first.Citations {
		if c.Page == nil || *c.Page != 2 {
			t.Errorf("page 2: a quote from %v", c.Page)
		}
	}
	whole, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "What is this about?", Conversation: first.ConversationID}, nil)
	if err != nil || !whole.Answered || len(whole.Citations) == 0 || whole.Citations[0].DocumentID != first.Citations[0].DocumentID {
		t.Errorf("what was spoken of lately: %v %+v", err, whole)
	}
	w.proven(whole)
	w.Add(w.Owner, "Exam 6-2-2", "markdown", evidencetest.Page("# Exam\n\nNothing is asked here."))
	if a := w.ask("What is on page 2?"); !strings.Contains(a.Answer, "Total net sales") {
		t.Errorf("the number of a page is no title's: %q", a.Answer)
	}
	if a := w.ask("What is on page 77?"); a.Answered {
		t.Errorf("a page that is not there: %q", a.Answer)
	}
}

func TestWhatStandsAtAPlaceThatIsNotThereIsNotGuessed(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Lab 4", "markdown", evidencetest.Page("# Exercise 1: Lapse rate\n\n| altitude | temperature |\n| --- | --- |\n| 4 | 280.75 |\n| 5 | 274.2 |\n\nRecord the temperature of exercise 1 in the table of the lab.\n\n# Exercise 2: Clouds\n\nRecord the temperature below clouds. Theorem 7 of the lecture says why it is warmer there."))
	for _, question := range []string{"What is exercise 4 of lab 4 about?", "What is chapter 9 of the lab about?"} {
		if a := w.ask(question); a.Answered || a.Outcome == Nothing {
			t.Errorf("%s: %v %q", question, a.Outcome, a.Answer)
		}
	}
	for question, want := range map[string]string{"What is exercise 2 of lab 4 about?": "below clouds", "What does theorem 7 say?": "warmer there"} {
		if a := w.ask(question); !a.Answered && a.Outcome == Nothing || a.Answered && !strings.Contains(a.Answer, want) {
			t.Errorf("%s: %v %q", question, a.Outcome, a.Answer)
		}
	}
}

func TestAWholeDocumentAmongOthersIsTheOneMeant(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Mühlen", "markdown", evidencetest.Page("# Mühlen\n\nDiese Vorlesung behandelt die Mühlen am Fluss und die Räder, von denen sie getrieben werden."))
	w.Add(w.Owner, "Wassermühlenkunde", "markdown", evidencetest.Page("# Wassermühlenkunde\n\nEin Wehr staut den Fluss, damit das Wasser der Mühle auch im trockenen Sommer noch reicht."))
	w.Add(w.Owner, "Curves", "markdown", evidencetest.Page("# Curves\n\nThis chapter develops a short introduction to closed curves and to what they enclose."))
	w.Add(w.Owner, "Bridges", "markdown", evidencetest.Page("# Bridges\n\nA bridge carries a road over a river, and its arches carry the weight into the ground."))
	for question, want := range map[string]string{
		"What is this chapter about?":                    "closed curves",
		"Was sind die Hauptthemen der Wassermülenkunde?": "Ein Wehr staut",
		"What is the bridge script about?":               "carries a road",
		"Worum geht es im Wassermühlenskript?":           "Ein Wehr staut",
		"Summarise the curve notes":                      "closed curves",
	} {
		a := w.ask(question)
		if !a.Answered || !strings.Contains(a.Answer, want) || len(a.Citations) == 0 {
			t.Errorf("%s: %v %q", question, a.Answered, a.Answer)
		}
		for _, c := range a.Citations {
			if c.Title != a.Citations[0].Title {
				t.Errorf("%s: also out of %s", question, c.Title)
			}
		}
	}
}

func TestAPointOfAnAnswerIsShownAlone(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Library", "markdown", evidencetest.Page("# Library\n\nThe rules of the library are these:\n\n- Be quiet in the library.\n- Bring back the books of the library.\n- Eat outside the library."))
	first := w.ask("What are the rules of the library?")
	second, err := w.service.Ask(t.Context(), w.Owner, Request{Question: "The second one?", Conversation: first.ConversationID}, nil)
	if err != nil || !second.Answered || !strings.Contains(second.Answer, "Bring back") || strings.Contains(second.Answer, "Be quiet") || strings.Contains(second.Answer, "rules") {
		t.Errorf("%v %q after %q", err, second.Answer, first.Answer)
	}
}

func TestBothSidesOfAComparisonAreQuoted(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Processes", "markdown", evidencetest.Page("# Processes\n\nA process is a program that runs, with memory of its own.\n\nIt may be stopped at any moment."))
	w.Add(w.Owner, "Threads", "markdown", evidencetest.Page("# Threads\n\nA thread is one strand of work within it, and shares its memory with the others."))
	a := w.ask("What is the difference between a process and a thread?")
	if !a.Answered || !strings.Contains(a.Answer, "A process is") || !strings.Contains(a.Answer, "A thread is") {
		t.Errorf("%v %q", a.Answered, a.Answer)
	}
}

func TestTheSidesOfAComparisonMayBeItemsOfAList(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Procesos", "markdown", evidencetest.Page("# Cambio de contexto\n\nCuando un proceso pasa de un estado a otro se produce un cambio de contexto en el sistema.\n\nEl cambio de contexto puede ser\n\n- Parcial: se realiza entre hilos del mismo proceso.\n- Completo: se realiza entre procesos."))
	a := w.ask("¿Qué diferencia hay entre un cambio de contexto parcial y uno completo?")
	if !a.Answered || !strings.Contains(a.Answer, "entre hilos del mismo") || !strings.Contains(a.Answer, "entre procesos") {
		t.Errorf("%v %q", a.Answered, a.Answer)
	}
}

func TestTypingErrorsAreUnderstood(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	w.Add(w.Owner, "Ownership", "markdown", evidencetest.Lesson()...)
	a := w.ask("What is Ownershpi?")
	if !has(a, "set of rules") || len(a.Understood) != 1 || a.Understood[0].Typed != "Ownershpi" || a.Understood[0].Meant != "ownership" {
		t.Errorf("%v %q, understood %v", a.Answered, a.Answer, a.Understood)
	}
	_, answers, err := w.service.Conversation(t.Context(), w.Owner, a.ConversationID)
	if err != nil || len(answers) != 1 || len(answers[0].Understood) != 1 || answers[0].Question != "What is Ownershpi?" {
		t.Errorf("%v, %+v", err, answers)
	}
	if a := w.ask("What is ownership?"); len(a.Understood) != 0 {
		t.Errorf("understood %v", a.Understood)
	}
}

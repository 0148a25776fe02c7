package flashcard

import "testing"

func TestWhatToDoIsNoMeaning(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, term, body, want string }{
		{"an order", "ru", "Поиск узких мест", "измерьте, какие запросы занимают больше всего времени.", "says little"},
		{"an order behind an adverb", "ru", "Перенос данных", "постепенно перенесите записи в новую таблицу хранилища.", "says little"},
		{"an order for a label", "ru", "Измеряйте время", "явная запись того, сколько длится каждый запрос к базе.", "no term"},
		{"an order for a label", "en", "Determine the residual risk", "the part of a risk that remains behind all measures.", "no term"},
		{"what there is", "en", "Existing tax rules", "the set of rules that a state has for its taxes.", "no term"},
		{"a noun", "ru", "Узкое место", "элемент системы, который ограничивает её пропускную способность.", "Что означает «Узкое место»? | Элемент системы, который ограничивает её пропускную способность."},
	} {
		if got := only(t, entryOf(t, c.lang, Gloss, c.term, c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	s := entryOf(t, "it", Gloss, "Magazzino", "il luogo dei pezzi, per esempio un capannone vicino alla stazione.")
	s.Entry.Of = "Vediamo un semplice esempio di catena:"
	if got := only(t, s); got != "exercise" {
		t.Errorf("of one example: %q", got)
	}
	for _, text := range []string{"Wesentliche Teile der Anlage sind die Pumpe, der Kessel und das Ventil.", "Die Lösungsidee ist eine Zerlegung der Anlage in zwei Kreisläufe."} {
		if got := firstOf(Sentence{Text: text, Lang: "de", Marked: []string{"Wesentliche Teile der Anlage", "Lösungsidee"}}); got != "" {
			t.Errorf("%q", got)
		}
	}
}

package evidence

import (
	"testing"

	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

func TestPassagesAreInTheLanguageOfTheirDocument(t *testing.T) {
	notes, other := id.Document{1}, id.Document{2}
	hits := []search.Hit{
		{Document: notes, Text: "Une horloge logique associe un nombre à chaque événement d'un processus, et deux processus ne partagent pas la même horloge. Quand un message arrive, le processus avance son horloge, pour que la cause soit toujours avant l'effet, et c'est ainsi que les événements sont ordonnés dans tout le système."},
		{Document: notes, Text: "• Événement local ou envoi : Ci ≔ Ci + 1 ; joindre Ci au message. L(e) < L(f) ↛ e → f"},
		{Document: notes, Text: "The clock of a process is never set back, and this is why the events of the process are ordered by it."},
		{Document: other, Text: "概率密度函数是分布函数的导数，分布函数是概率密度函数的变上限积分，这三个概念是不同的。"},
		{Document: other, Text: "• P(X = x0) = 0, F(x) = P(X ≤ x), f(x) = F′(x), E(X) = ∑ xi P(X = xi) 期望"},
	}
	want := []string{"fr", "fr", "en", "zh", "zh"}
	for i, got := range languagesOf(hits) {
		if got != want[i] {
			t.Errorf("%q is taken for %q, want %q", hits[i].Text, got, want[i])
		}
	}
}

package cite_test

import (
	"testing"

	"studyapp/internal/generation/cite"
)

// A quote in another language supports a sentence in part, where it says it and
// neither a number nor a denial speaks against that.
func TestSupportAcrossLanguages(t *testing.T) {
	t.Parallel()
	m := model(t)
	const heart = "The heart of a blue whale weighs about 180 kilograms and beats eight times a minute."
	for name, c := range map[string]struct {
		sentence, quote string
		want            cite.Verdict
	}{
		"German, a part":        {"Das Herz eines Blauwals wiegt etwa 180 Kilogramm.", heart, cite.Weak},
		"another number":        {"Das Herz eines Blauwals wiegt etwa 600 Kilogramm.", heart, cite.Unsupported},
		"another thing of it":   {"Blauwale ernähren sich fast nur von kleinen Krebsen.", heart, cite.Unsupported},
		"Spanish":               {"El corazón de una ballena azul late ocho veces por minuto.", heart, cite.Weak},
		"Russian":               {"Сердце синего кита весит около 180 килограммов.", heart, cite.Weak},
		"Chinese":               {"蓝鲸的心脏重约180公斤。", heart, cite.Weak},
		"English of Italian":    {"A semaphore is a counter that processes share.", "Un semaforo è un contatore condiviso tra i processi.", cite.Weak},
		"denied by the other":   {"Kupfer wird von einem Magneten angezogen.", "Copper is not attracted by a magnet.", cite.Unsupported},
		"denied by both":        {"Kupfer wird nicht von einem Magneten angezogen.", "Copper is not attracted by a magnet.", cite.Weak},
		"denied by the one":     {"Eisen wird nicht von einem Magneten angezogen.", "Iron is attracted by a magnet.", cite.Unsupported},
		"without any such word": {"Der Mond umkreist die Erde.", "The parliament passed the budget in March.", cite.Unsupported},
	} {
		if got := judge(t, m, c.sentence, c.quote); got != c.want {
			t.Errorf("%s: %q is %s by %q", name, c.sentence, got, c.quote)
		}
	}
}

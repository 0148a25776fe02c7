package words

import "testing"

func TestDirection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, text string
		want       []Direction
	}{
		{"en", "Cooling slows growth", []Direction{NoDirection, Down, Up}},
		{"en", "whereas the rate stayed unchanged", []Direction{Contrast, NoDirection, NoDirection, NoDirection, Level}},
		{"en", "independent of 3 risks", []Direction{Denial, NoDirection, NoDirection, NoDirection}},
		{"de", "Kälte senkt den Verbrauch", []Direction{NoDirection, Down, NoDirection, NoDirection}},
		{"fr", "la chaleur augmente le débit", []Direction{NoDirection, NoDirection, Up, NoDirection, NoDirection}},
		{"es", "el frío reduce el gasto", []Direction{NoDirection, Down, Down, NoDirection, NoDirection}},
		{"ru", "тепло повышает расход", []Direction{NoDirection, Up, NoDirection}},
		{"hu", "növeli", []Direction{NoDirection}},
	} {
		tokens := Tokens(c.text, c.lang)
		for i, token := range tokens {
			if got := token.Direction(c.lang); got != c.want[i] {
				t.Errorf("%s: %q says %d, want %d", c.lang, token.Text, got, c.want[i])
			}
		}
	}
}

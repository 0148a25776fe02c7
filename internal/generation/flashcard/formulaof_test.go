package flashcard

import (
	"strings"
	"testing"
)

// displayed is a sentence that ends with a displayed formula.
func displayed(t *testing.T, lang, text, tex string) Sentence {
	t.Helper()
	whole := text + "\n" + tex
	at := part(t, whole, tex)
	return Sentence{Text: whole, Lang: lang, Display: true, Math: []Formula{{at.Start, at.End, tex}}}
}

func TestTheFormulaOfSomethingNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, tex, want string }{
		{"given by", "en", "The contour integral of f along a curve is given by", `\int f dz = F(b) - F(a). (7)`, `Which formula gives the contour integral of f along a curve? | $\int f dz = F(b) - F(a)$`},
		{"with a condition", "en", "For λ outside the spectrum, the resolvent is", `R(λ) = (A - λ)^{-1}`, `Which formula gives the resolvent, for λ outside the spectrum? | $R(λ) = (A - λ)^{-1}$`},
		{"German", "de", "Die Energie eines Photons beträgt", `E = h f`, `Welche Formel gilt für die Energie eines Photons? | $E = h f$`},
		{"French", "fr", "La covariance de deux variables est définie par :", `c = E[XY] - E[X]E[Y]`, `Quelle formule donne la covariance de deux variables ? | $c = E[XY] - E[X]E[Y]$`},
		{"of an exercise", "it", "Il costo al grammo dei quattro prodotti in questione è", `c_1 + c_2 = 5 x`, ""},
		{"of a letter", "it", "Il valore della variabile x è dato da:", `x = y + 2 z`, ""},
		{"of a letter", "en", "The value of the variable x is given by", `x = y + 2 z`, ""},
		{"of nothing named", "en", "The result is", `x = y + 2 z`, ""},
		{"of no equation", "en", "The set of all states is", `S_1 S_2`, ""},
		{"within a computation", "en", "Writing both sides in full, one computes:", `x = y + 2 z`, ""},
	} {
		cards, _ := Candidates([]Sentence{displayed(t, c.lang, c.text, c.tex)})
		got := ""
		if len(cards) > 0 {
			got = cards[0].Front + " | " + cards[0].Back
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestADefinitionThatIsLong(t *testing.T) {
	t.Parallel()
	first := "Ein Zustand heißt sicher, wenn alle Prozesse in einer Reihenfolge zu Ende kommen."
	body := first + strings.Repeat(" Das System prüft vor jeder Zuteilung, ob der neue Zustand ein sicherer bleibt.", 4)
	s := entryOf(t, "de", Definition, "Sicherer Zustand", body)
	if got := only(t, s); !strings.HasPrefix(got, "Wie ist „Sicherer Zustand“ definiert? | "+first) || len([]rune(got)) > 360 {
		t.Errorf("%q", got)
	}
	for name, c := range map[string]struct{ lang, term, body, want string }{
		"a theorem whose end is a formula": {"fr", "Formule de Cauchy", "Si f est holomorphe alors son intégrale sur tout lacet est nulle.", "Qu’énonce « Formule de Cauchy » ? | Si f est holomorphe alors son intégrale sur tout lacet est nulle."},
		"a name with an article in it":     {"fr", "Historique d’un processus", "Si un processus avance alors son historique s’allonge d’un événement.", "Qu’énonce « Historique d’un processus » ? | Si un processus avance alors son historique s’allonge d’un événement."},
	} {
		if got := only(t, entryOf(t, c.lang, Theorem, c.term, c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheNextEntryIsNotInThisOne(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "fr", Gloss, "Transitivité", "une relation qui passe d’un événement à l’autre Concurrence : aucune relation entre eux.")
	if got := only(t, s); got != "fragment" {
		t.Errorf("%q", got)
	}
}

func TestFormulasThatSayNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, tex, want string }{
		{"of what stands before", "fr", "La vitesse moyenne de ses molécules vaut", `v = \sqrt{3RT/M}`, ""},
		{"a number", "fr", "La vitesse moyenne des molécules vaut", `v = 480`, ""},
		{"a number with its unit", "en", "The speed of the falling stone is", `v = 14{,}2 \mathrm{m/s}`, ""},
		{"a small number", "en", "The mass of the falling stone is", `m = 3.2 \cdot 10^{-4} kg`, ""},
		{"a product", "en", "The work of an ideal gas is given by", `PV = nRT`, "Which formula gives the work of an ideal gas? | $PV = nRT$"},
		{"a multiple", "en", "The perimeter of a square is given by", `P = 4 a`, "Which formula gives the perimeter of a square? | $P = 4 a$"},
		{"a command of its author", "en", "The variance of a sum is given by", `\Varof{X+Y} = a + b`, ""},
	} {
		if got := firstOf(displayed(t, c.lang, c.text, c.tex)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for _, c := range []struct{ name, tex, want string }{
		{"a value", `40\;\mu g/m^3`, "says little"},
		{"symbols", `x_1, x_2, \dots`, "says little"},
		{"symbols with a sum for an index", `x_t, x_{t+1}, \dots`, "says little"},
		{"a product", `\rho g h`, "What is meant by “Pressure of water”? | $\\rho g h$"},
		{"an equation", `p = \rho g h`, "What is meant by “Pressure of water”? | $p = \\rho g h$"},
		{"a quotient", `\frac{F}{A}`, "What is meant by “Pressure of water”? | $\\frac{F}{A}$"},
		{"a command of its author", `p = \rhow g h`, "formula"},
	} {
		s := entryOf(t, "en", Gloss, "Pressure of water", c.tex)
		at := part(t, s.Text, c.tex)
		s.Math = []Formula{{at.Start, at.End, c.tex}}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

package cite_test

import (
	"testing"

	"studyapp/internal/generation/cite"
)

// A quote that was looked for has all of a sentence's words and still says
// something else.
func TestSaidByAQuoteThatWasLookedFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sentence, quote string
		want            cite.Verdict
	}{
		"word for word":               {"The kiln heats the clay.", "The kiln heats the clay.", cite.Supported},
		"a part":                      {"The kiln heats the clay.", "Every night the kiln heats the clay to 900 degrees.", cite.Supported},
		"what stands between":         {"The kiln is made of bricks.", "The kiln, which heats clay, is made of bricks.", cite.Supported},
		"two neighbours turned round": {"Cheap slate from Wales harms the trade of Spain.", "Cheap slate from Wales harms Spain's trade.", cite.Supported},
		"another clause's subject":    {"Kilns cool the clay slowly.", "Unlike kilns, which heat clay, and cellars, which cool the clay slowly, the sun does neither.", cite.Weak},
		"another clause's object":     {"The lock tolerates salt.", "The lock tolerates frost but not the rust of salt.", cite.Unsupported},
		"a bracket between":           {"Put: adds a tuple to the space.", "Put: adds a tuple (without touching the others that are there) to the space.", cite.Supported},
		"roles":                       {"Every lease by word is a kind of lease by letter.", "Every lease by letter is a kind of lease by word.", cite.Weak},
		"attributes":                  {"Slates with thin edges are called rags.", "Slates with thick edges are called rags, those with thin ones tiles.", cite.Weak},
		"all":                         {"All kilns are made of bricks.", "Kilns are made of bricks.", cite.Weak},
		"all, and every":              {"All kilns are made of bricks.", "Every one of the kilns is made of bricks.", cite.Supported},
		"some":                        {"Kilns are made of bricks.", "Some kilns are made of bricks.", cite.Weak},
		"the other side":              {"Barges to the harbour pay a toll.", "Barges from the harbour pay a toll.", cite.Weak},
		"the other side of two":       {"Barges to the harbour pay a toll.", "Barges to the harbour are free, barges from the harbour pay a toll.", cite.Weak},
		"German, the other side":      {"Züge zum Hafen fahren langsam.", "Züge zu dem Hafen fahren schnell, Züge vom Hafen fahren langsam.", cite.Weak},
		"French, all":                 {"Toutes les serrures sont rouillées.", "Les serrures sont rouillées.", cite.Weak},
	} {
		if got := cite.Said(c.sentence, c.quote); got != c.want {
			t.Errorf("%s: %q by %q is %s, want %s", name, c.sentence, c.quote, got, c.want)
		}
	}
}

// Two quotes prove a sentence where each says a part of it, not where one lends
// the other another subject.
func TestSaidByTwoQuotes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sentence, a, b string
		want           cite.Verdict
	}{
		"a part each":       {"The kiln heats the clay and dries the wool.", "The kiln heats the clay.", "The kiln dries the wool.", cite.Supported},
		"another subject":   {"The cellar heats the clay and the wool.", "The kiln heats the clay and the wool.", "The cellar is below the kiln.", cite.Weak},
		"another predicate": {"Cold clay rises in the kiln.", "Cold clay sinks in the kiln.", "Smoke rises in the kiln.", cite.Weak},
		"a name alone":      {"The lock of Arden-Miles was built in 1871.", "The lock of Peters was built in 1871.", "A drawing of the lock of Arden-Miles.", cite.Weak},
		"two that deny":     {"The lock is merely a gate for ships.", "The lock is not merely a gate for ships but a weir.", "The lock cannot be opened.", cite.Weak},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := cite.Together(c.sentence, pair[0], pair[1]); got != c.want {
				t.Errorf("%s: %q by %q is %s, want %s", name, c.sentence, pair, got, c.want)
			}
		}
	}
	const kiln, it = "The kiln was rebuilt in spring.", "It heats the clay to 900 degrees."
	if got := cite.Leaning("The kiln heats the clay to 900 degrees.", kiln, it); got != cite.Supported {
		t.Errorf("a quote that leans is %s", got)
	}
	if got := cite.Leaning("In the kiln the clay is heated to 900 degrees.", kiln, "There the clay is heated to 900 degrees."); got != cite.Supported {
		t.Errorf("what it leans on may stand elsewhere in the sentence: %s", got)
	}
	if got := cite.Said("The kiln heats the clay to 900 degrees.", kiln, it); got != cite.Weak {
		t.Errorf("a quote that leans on nothing is %s", got)
	}
}

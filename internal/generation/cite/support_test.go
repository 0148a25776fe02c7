package cite_test

import (
	"context"
	"testing"

	"studyapp/internal/generation/cite"
	"studyapp/internal/search/embed"
)

// model is the search model, or skips the test where it is not.
func model(t *testing.T) *embed.Model {
	t.Helper()
	dir, err := embed.Find("")
	if err != nil {
		t.Skip(err)
	}
	m, err := embed.Open(dir, embed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func judge(t *testing.T, m *embed.Model, sentence string, quotes ...string) cite.Verdict {
	t.Helper()
	read, err := m.Read(context.Background(), append([]string{sentence}, quotes...))
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]cite.Text, len(quotes))
	for i, q := range quotes {
		texts[i] = cite.Text{Words: q, Tokens: read[i+1]}
	}
	return cite.Support(cite.Text{Words: sentence, Tokens: read[0]}, texts...)
}

// What a quote says the other way round is never supported, in other words or
// in the same.
func TestSupportNever(t *testing.T) {
	t.Parallel()
	m := model(t)
	for name, c := range map[string][2]string{
		"the other direction":            {"Fertiliser raises the acidity of the soil.", "Adding fertiliser lowers how acid the soil is."},
		"the other direction of a loss":  {"Shade increases the loss of water from leaves.", "In the shade, leaves lose less water."},
		"another effect":                 {"The vaccine promotes infection of the lungs.", "The vaccine was shown to prevent infection of the lungs in mice."},
		"denied":                         {"Sleep improves the memory of words.", "Sleep did not improve how well words were remembered."},
		"denied by the sentence":         {"Sleep does not improve the memory of words.", "Sleep improved how well words were remembered."},
		"denied in a word":               {"The speed of light depends on the motion of the source.", "The speed of light is independent of the motion of its source."},
		"another number":                 {"The canal is 82 kilometres long.", "From end to end the canal measures 193 kilometres."},
		"another unit":                   {"A dose of 5 mg is given each day.", "Each day the patients are given a dose of 5 kg."},
		"the roles of a comparison":      {"Heaps are slower than stacks.", "Stacks are slower than heaps in most programs."},
		"the roles of an action":         {"The heart pumps blood to the lungs.", "The lungs pump blood to the heart."},
		"the roles of names":             {"Athens defeated Sparta in the long war.", "In the long war Sparta defeated Athens at last."},
		"a hedge dropped":                {"Coffee causes insomnia in adults.", "Coffee may cause insomnia in adults."},
		"nothing of it":                  {"Volcanoes release sulphur into the air.", "The stack is last in, first out."},
		"the same topic":                 {"Volcanoes release sulphur into the air.", "Volcanoes are found where plates of the crust meet."},
		"German, the other direction":    {"Wärme erhöht die Löslichkeit von Gasen in Wasser.", "Die Löslichkeit von Gasen in Wasser sinkt, wenn es wärmer wird."},
		"German, denied":                 {"Der Motor braucht Öl zum Schmieren.", "Zum Schmieren braucht der Motor kein Öl."},
		"German, roles":                  {"Der Hund beißt den Briefträger am Morgen.", "Am Morgen beißt der Briefträger den Hund."},
		"German, comparison":             {"Eisen ist schwerer als Blei.", "Blei ist schwerer als Eisen."},
		"German, another number":         {"Die Brücke ist 120 Meter lang.", "Die Länge der Brücke beträgt 210 Meter."},
		"French, the other direction":    {"La chaleur augmente la durée de vie des piles.", "La chaleur réduit la durée de vie des piles."},
		"French, denied":                 {"Le cuivre conduit bien le courant électrique.", "Le cuivre ne conduit pas bien le courant électrique."},
		"Spanish, the other direction":   {"El riego aumenta la sal en el suelo.", "El riego disminuye la cantidad de sal del suelo."},
		"Spanish, roles":                 {"El gato persigue al ratón por la casa.", "El ratón persigue al gato por la casa."},
		"Russian, the other direction":   {"Нагрев повышает прочность стали.", "При нагреве прочность стали снижается."},
		"Russian, denied":                {"Медь притягивается магнитом.", "Медь не притягивается магнитом."},
		"Chinese, denied":                {"铜会被磁铁吸引。", "铜不会被磁铁吸引。"},
		"Chinese, the other direction":   {"加热会提高钢的强度。", "加热会降低钢的强度。"},
		"another language, another fact": {"Wärme erhöht die Löslichkeit von Gasen.", "The solubility of gases falls when water is warmed."},
	} {
		if got := judge(t, m, c[0], c[1]); got == cite.Supported {
			t.Errorf("%s: %q is supported by %q", name, c[0], c[1])
		}
	}
}

func TestSupportOtherWords(t *testing.T) {
	t.Parallel()
	m := model(t)
	for name, c := range map[string][2]string{
		"other forms":       {"Sleep improves the memory of new words.", "We found that memory for newly learnt words was improved by a night of sleep."},
		"a part of a quote": {"Enzymes speed up chemical reactions.", "Enzymes are proteins that act as catalysts, accelerating the rate of chemical reactions in cells."},
		"the same words":    {"A queue is first in, first out.", "A queue is first in, first out: who comes first is served first."},
		"German":            {"Die Kartoffel stammt aus Südamerika.", "Ursprünglich kommt die Kartoffel aus den Anden in Südamerika."},
	} {
		if got := judge(t, m, c[0], c[1]); got != cite.Supported {
			t.Errorf("%s: %q is %s by %q", name, c[0], got, c[1])
		}
	}
}

func TestSupportWithoutVectors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, quote string
		want            cite.Verdict
	}{
		{"A queue is first in, first out.", "A queue is first in, first out.", cite.Supported},
		{"Sleep improves memory of new words.", "Memory for newly learnt words was improved by sleep.", cite.Verify("Sleep improves memory of new words.", "Memory for newly learnt words was improved by sleep.")},
	} {
		if got := cite.Support(cite.Text{Words: c.sentence}, cite.Text{Words: c.quote}); got != c.want {
			t.Errorf("%q is %s, want %s", c.sentence, got, c.want)
		}
	}
	if got := cite.Support(cite.Text{Words: "Anything."}); got != cite.Unsupported {
		t.Errorf("without a quote it is %s", got)
	}
}

func TestContradict(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b string
		want bool
	}{
		"another figure":                 {"The canal is 82 kilometres long.", "The canal is 193 kilometres long.", false}, // two words are too few
		"another figure of it":           {"The Suez canal is 82 kilometres long today.", "Today the Suez canal is 193 kilometres long.", true},
		"the same figure":                {"The Suez canal is 193 kilometres long today.", "Today the Suez canal is 193 kilometres long.", false},
		"another figure beside the same": {"The half-life of carbon-14 is 5730 years.", "Carbon-14 has a half-life of 5,568 years.", true},
		"few words, all the same":        {"The enzyme works at a pH of 7.", "The enzyme works at a pH of 8.", true},
		"marks of a list":                {"2. The token goes to the next process.", "3) The token goes to the next process.", false},
		"nodes of a drawing":             {"A gets A 1, B 1, C 1, D 1.", "D gets A 1, B 1, C 0, D 1.", false},
		"few words, one other":           {"The enzyme works at a pH of 7.", "The hormone works at a pH of 8.", false},
		"another year":                   {"In 2019 the mill made 40 tons of white paper.", "In 2020 the mill made 55 tons of white paper.", false},
		"the other direction":            {"Salt raises the boiling point of water.", "Salt lowers the boiling point of water.", true},
		"denied":                         {"The boiling point of water depends on pressure.", "The boiling point of water does not depend on pressure.", true},
		"another subject":                {"The boiling point of water is 100 degrees.", "The melting point of lead is 327 degrees.", false},
		"one figure more":                {"The boiling point of water is 100 degrees.", "The boiling point of water is 100 degrees or 212 Fahrenheit degrees.", false},
		"German":                         {"Der längste Fluss in Frankreich ist 1020 Kilometer lang.", "Der längste Fluss in Frankreich ist 1012 Kilometer lang.", true},
	} {
		if got := cite.Contradict(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if got := cite.Contradict(c.b, c.a); got != c.want {
			t.Errorf("%s, turned round: %v", name, got)
		}
	}
}

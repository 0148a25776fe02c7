package cite_test

import (
	"context"
	"testing"

	"studyapp/internal/generation/cite"
)

// What the texts use elsewhere is another thing where a quote has another word in
// its place.
func TestChosenAmongTexts(t *testing.T) {
	t.Parallel()
	m := model(t)
	texts := []string{
		"Enzymes are proteins that act as catalysts, accelerating the rate of chemical reactions in cells.",
		"Hormones are carried by the blood.",
		"Hormones are made in glands.",
		"Schichtwolken entstehen durch Gleiten der Luft.",
		"Haufenwolken entstehen durch Aufsteigen der Luft.",
		"Das Aufsteigen der Luft kühlt sie.",
		"Die liberale Partei will die laufenden Gespräche mit Island zügig beenden.",
		"Die grüne Partei will mehr Wälder.",
		"Die grüne Partei ist klein.",
		"27 Mitgliedstaaten (etwa 17 Prozent der Weltbevölkerung).",
		"Die Welthandelsorganisation schlichtet Streit.",
	}
	among := cite.NewAmong(texts)
	read, err := m.Read(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sentence string
		quote    int
		want     cite.Verdict
	}{
		"other words":                        {"Enzymes speed up chemical reactions.", 0, cite.Supported},
		"a word of the texts in its place":   {"Hormones act as catalysts of chemical reactions in cells.", 0, cite.Weak},
		"German, another cause":              {"Schichtwolken entstehen durch Aufsteigen der Luft.", 3, cite.Weak},
		"German, another actor":              {"Die grüne Partei will die Gespräche mit Island zügig beenden.", 6, cite.Weak},
		"German, compounds that begin alike": {"Die Welthandelsorganisation hat 27 Mitgliedstaaten.", 9, cite.Weak},
		"all, where the quote has no bounds": {"All enzymes speed up chemical reactions.", 0, cite.Weak},
	} {
		said, err := m.Read(context.Background(), []string{c.sentence})
		if err != nil {
			t.Fatal(err)
		}
		got := among.Chosen(cite.Text{Words: c.sentence, Tokens: said[0]}, cite.Text{Words: texts[c.quote], Tokens: read[c.quote]})
		if got != c.want {
			t.Errorf("%s: %q by %q is %s, want %s", name, c.sentence, texts[c.quote], got, c.want)
		}
	}
}

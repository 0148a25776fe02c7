package quoted

import (
	"slices"
	"testing"
)

func TestTheWordsOfAQuestionAreMarked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		question, text string
		want           []string
	}{
		"by their stems":                        {"How do plants store energy?", "A plant is storing its energies in sugar.", []string{"plant", "storing", "energies"}},
		"with other marks":                      {"Was kostet die uberfahrt nach Malmo?", "Die Überfahrt nach Malmö kostet zwölf Euro.", []string{"Überfahrt", "Malmö", "kostet"}},
		"in cases of Russian":                   {"Где растут берёзы?", "В нашем лесу много березы и росли дубы.", []string{"березы"}},
		"a stop word is none":                   {"What is the cost of it?", "It is the cost of the one that is here.", []string{"cost"}},
		"numbers in one spelling":               {"What happened to 1,200 sheep?", "They sold 1200 of the sheep, not 12.", []string{"1200", "sheep"}},
		"the same word of another language":     {"Wo findet die Photosynthese statt?", "Photosynthesis takes place in the chloroplast.", []string{"Photosynthesis"}},
		"a language without a stemmer":          {"Kde žije medvědice hnědá?", "V horách žijí medvědi, hlavně s medvědicí.", []string{"medvědi", "medvědicí"}},
		"Korean with particles":                 {"광합성의 산물은 무엇인가?", "광합성은 식물에서 일어난다.", []string{"광합성은"}},
		"Chinese":                               {"光合作用的主要产物是什么？", "植物通过光合作用制造氧气，这是主要的。", []string{"光合作用", "主要"}},
		"Japanese, not what binds its words":    {"光合成で何ができますか。", "植物は光合成によって糖を作ることができます。", []string{"光合成"}},
		"Thai, not two letters in a row":        {"การสังเคราะห์แสงคืออะไร", "พืชใช้การสังเคราะห์แสงสร้างอาหาร", []string{"การสังเคราะห์แสง"}},
		"nothing where nothing fits":            {"Who won the cup?", "Water boils at a hundred degrees.", nil},
		"a word that only begins like another":  {"What is a contract?", "The muscles contradict this.", nil},
		"what touches is one":                   {"What is 水生植物?", "水生植物 grow here.", []string{"水生植物"}},
		"a name of another script stands alone": {"Что такое TCP?", "Протокол TCP передаёт данные.", []string{"TCP"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rs := []rune(c.text)
			var got []string
			for _, m := range Read(c.question, "").Marked(c.text) {
				got = append(got, string(rs[m[0]:m[1]]))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q in %q: %q, want %q", c.question, c.text, got, c.want)
			}
		})
	}
}

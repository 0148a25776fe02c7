package words

import "testing"

func TestAsked(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"Wann wurde Lyon eingenommen?":              "de",
		"Wohin wurde Aldos Gefährte verbannt?":      "de",
		"Was bedeutet Mitose?":                      "de",
		"Wo regierte die Trần-Dynastie?":            "de",
		"Welches Lied steht auf The Wall of Sound?": "de",
		"What is a clade?":                          "en",
		"Who drew Alba's map?":                      "en",
		"¿Qué es un clado?":                         "es",
		"Qual foi a capital?":                       "pt",
		"Quale città conquistò Aldo?":               "it",
		"Combien de ponts ?":                        "fr",
		"Сколько мостов построила Alba Power & Co.?": "ru",
		"Какие мосты построил Иванов?":               "ru",
		"Alba kaç köprü yapmıştır?":                  "tr",
		"Lyon'un nüfusu nedir?":                      "tr",
		"Ποιος έγραψε το The Wall;":                  "el",
		"Mitose là quá trình gì ở người lớn?":        "vi",
		"מי כתב את הספר?":                            "he",
		"有丝分裂是什么？":                                   "zh",
		"Ile mostów zbudowano w tym mieście?":        "pl",
		"كم جسرا بنى؟":                               "ar",
		"Mitosis":                                    "",
		"":                                           "",
	} {
		if got := Asked(question); got != want {
			t.Errorf("%s: %q", question, got)
		}
	}
}

package words

import "testing"

func TestSources(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"How many mills were there, according to Mayor Hale?":   " according to Mayor Hale",
		"According to Hale, how many mills were there?":         "According to Hale",
		"What did the mill grind, as described by Hale?":        " as described by Hale",
		"Wie viele Mühlen gab es laut Bürgermeister Hahn?":      " laut Bürgermeister Hahn",
		"Wie laut ist die Mühle von Hahn?":                      "",
		"Combien de moulins y avait-il selon le maire Halle ?":  " selon le maire Halle ",
		"Segundo o autor, quantos moinhos havia?":               "Segundo o autor",
		"Quem foi o segundo presidente do Brasil?":              "",
		"Quanti mulini aveva il secondo conte di Savoia?":       "",
		"Сколько мельниц было, по словам Иванова?":              " по словам Иванова",
		"根据王市长的说法，有多少磨坊？":                                       "根据王市长的说法",
		"哪些数据说明有多少磨坊？":                                          "",
		"What is described by the equation of Hale?":            "",
		"Who was mentioned in the letter of Hale; who was not?": " mentioned in the letter of Hale",
	} {
		got, rs := "", []rune(question)
		for _, s := range Sources(question) {
			got += string(rs[s[0]:s[1]])
		}
		if got != want {
			t.Errorf("%s: %q", question, got)
		}
	}
}

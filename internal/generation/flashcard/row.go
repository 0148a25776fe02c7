package flashcard

import (
	"strings"

	"studyapp/internal/generation/words"
)

// row makes the card of a row of a table: its first cell and a column's name
// ask for the cell.
func (m *maker) row(s Sentence) draft {
	r := s.Row
	if s.Outside != Kept {
		return refuse(s.Outside)
	}
	if trained(s.Path) {
		return refuse(Exercise)
	}
	if len(r.Cells) != len(r.Header) || len(r.Cells) < 2 {
		return refuse(Fragment)
	}
	var cells []string
	for _, p := range r.Cells {
		c, ok := s.cut(p)
		if !ok || !s.soundFormulas(c) {
			return refuse(Half)
		}
		cells = append(cells, words.Line(c))
	}
	subject := cells[0]
	if !named(subject, s.Lang) && !strings.ContainsFunc(subject, isSign) || len([]rune(subject)) < 2 && !strings.ContainsFunc(subject, isSign) {
		return refuse(NoTerm)
	}
	var asked, answers []string
	for i, c := range cells {
		if i == 0 {
			continue
		}
		n := len([]rune(c))
		switch {
		case n == 0, r.Header[i] != "" && isLabel(r.Header[i]) && !properties[fold(r.Header[i])], strings.Trim(c, "-–—✓✗xX/ ?.") == "":
			continue
		case n > 160 || torn(c) || strings.HasSuffix(c, ":") || organising.MatchString(c) || strings.ContainsAny(c, "{}\\"):
			return refuse(Fragment)
		case strings.TrimSpace(r.Header[i]) == "", strings.ContainsAny(r.Header[i], "\\$_^"):
			return refuse(NoTerm)
		}
		asked = append(asked, words.Line(r.Header[i]))
		answers = append(answers, c)
	}
	switch {
	case len(asked) == 0:
		return refuse(Says)
	case len(asked) > 3:
		return refuse(Unwieldy)
	}
	if h := words.Line(r.Header[0]); h != "" && len([]rune(h)) <= 30 {
		subject = h + " " + quotedIn(subject, s.Lang)
	}
	c := Card{Kind: Basic, Term: words.Fold(cells[0]), Shape: "row", Score: 0.9}
	c.Front = subject + ": " + strings.Join(asked, ", ") + "?"
	if h := words.Line(s.Heading); named(h, s.Lang) && !strings.ContainsAny(h, ":`") && !strings.Contains(fold(c.Front), fold(h)) {
		c.Front = h + " – " + c.Front // what the table is of
	}
	if len(answers) == 1 {
		c.Back = capital(answers[0])
	} else {
		for i := range answers {
			answers[i] = "- " + asked[i] + ": " + answers[i]
		}
		c.Back = strings.Join(answers, "\n")
	}
	if len([]rune(c.Front)) > longestSide || len([]rune(c.Back)) > longestList {
		return refuse(Unwieldy)
	}
	if fresh(c, s.Lang) < 1 {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

// properties are labels that a column's name may be: with its row they ask for
// one thing.
var properties = setOf("complexity komplexität complexité complejidad advantages disadvantages vorteile nachteile avantages inconvénients ventajas desventajas inconvenientes properties eigenschaften purpose zweck usage uso input output time space type types definition 优点 缺点 优點 缺點 メリット デメリット 特徴 特点")

// quotedIn sets a name in the quotation marks of a language.
func quotedIn(name, lang string) string {
	switch lang {
	case "de":
		return "„" + name + "“"
	case "fr":
		return "« " + name + " »"
	case "es", "ar", "it", "ru":
		return "«" + name + "»"
	case "ja":
		return "「" + name + "」"
	}
	return "“" + name + "”"
}

package flashcard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

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
	subject := decoration.ReplaceAllString(cells[0], "")
	if why := looksUp(s, r.Header, cells, subject); why != Kept {
		return refuse(why)
	}
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
		case numberedPlace.MatchString(c):
			return refuse(Leans)
		case n > 160 || torn(c) || strings.HasSuffix(c, ":") || organising.MatchString(c) || strings.ContainsAny(c, "{}\\"):
			return refuse(Fragment)
		case strings.TrimSpace(r.Header[i]) == "", strings.ContainsAny(r.Header[i], "\\$_^"):
			return refuse(NoTerm)
		}
		asked = append(asked, strings.TrimRight(words.Line(r.Header[i]), " ?？:："))
		answers = append(answers, c)
	}
	told := 0
	for _, a := range answers {
		told += len(parting.Split(a, -1))
	}
	switch {
	case len(asked) == 0:
		return refuse(Says)
	case len(asked) > 3, told > mostItems:
		return refuse(Unwieldy)
	}
	if h := words.Line(r.Header[0]); h != "" && len([]rune(h)) <= 30 {
		subject = h + " " + quotedIn(subject, s.Lang)
	}
	c := Card{Kind: Basic, Term: words.Fold(cells[0]), Shape: "row", Score: 0.9}
	c.Front = subject + ": " + strings.Join(asked, ", ") + "?"
	if !r.Ruled || genericColumn.MatchString(fold(r.Header[0])) && len(asked) == 1 {
		c.Front = under(s, c.Front)
	}
	if topic(s) == "" && len(asked) == 1 && genericColumn.MatchString(fold(r.Header[0])) {
		return refuse(Leans) // the kinds of what?
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

// looksUp is the reason against a table whose rows are no knowledge: data of an
// example, addresses and numbers, what a course gives its students.
func looksUp(s Sentence, header, cells []string, subject string) Reason {
	figures := 0
	for i, h := range header {
		if rewards.MatchString(h) {
			return Organising
		}
		if identifier.MatchString(h) {
			return Says
		}
		if i > 0 && (strings.IndexFunc(strings.ReplaceAll(s.unmask(cells[i]), "x", ""), unicode.IsLetter) < 0 || amounts.MatchString(cells[i])) {
			figures++
		}
	}
	if series(header) {
		return Says
	}
	if slices.ContainsFunc(header[1:], func(h string) bool { return h != "" && fold(h) == fold(subject) }) {
		return NoTerm // what of each is to each
	}
	if parallel.MatchString(fold(header[0])) {
		return NoTerm // two lists side by side
	}
	switch first := []rune(subject + " ")[0]; {
	case figures == len(cells)-1:
		return Says // nothing but numbers
	case address.MatchString(subject), identifier.MatchString(subject):
		return Says
	case len(cells) == 2 && !genericColumn.MatchString(fold(header[0])) && !describing.MatchString(fold(header[1])) && sideBySide(header, subject):
		return NoTerm
	case len(cells) == 2 && unicode.IsLower(first) && strings.Contains(subject, " ") && !genericColumn.MatchString(fold(header[0])):
		return NoTerm // two things compared side by side: the first is none to ask for
	}
	return Kept
}

// series reports a table of data: its columns are numbers, of months or trials.
func series(header []string) bool {
	n := 0
	for _, h := range header[1:] {
		if h != "" && strings.IndexFunc(h, unicode.IsLetter) < 0 {
			n++
		}
	}
	return n > 1
}

// sideBySide reports a table of two columns that compares what they are named
// for: the name of one holds that of the other, or what stands in the first is a
// phrase.
func sideBySide(header []string, subject string) bool {
	a, b := fold(header[0]), fold(header[1])
	return a != "" && (strings.Contains(a, b) || strings.Contains(b, a)) || len(strings.Fields(subject)) > 3
}

var (
	// parting stands between the things of a cell.
	parting = regexp.MustCompile(`[,;·] `)
	// amounts are a number of something.
	amounts = regexp.MustCompile(`^[~≈<>]? ?\d+(?:[.,]\d+)* \p{L}+\.?$`)
	// decoration is a picture before a name.
	decoration = regexp.MustCompile(`^[\p{So}\p{Sk}\x{fe0f}\x{200d}\s]+`)
	// rewards are columns of what students of a course get and when.
	rewards = regexp.MustCompile(`(?i)^(?:logros?|insignias?|medallas?|achievements?|badges?|trophies|abzeichen|punkte|points|puntos|punti|pontos|xp|grades?|noten?|note|calificaci[oó]n|score|weight|gewichtung|peso|due|deadline|abgabe|fecha(?: de entrega)?|scadenza|entrega|prazo|week|woche|semana|settimana|date|datum|data|баллы|оценка|срок|room|raum|aula|sala)\b|cómo conseguirlo|how to (?:get|earn) it`)
	// identifier is a name as programs have them, a column's or an arrow's.
	identifier = regexp.MustCompile(`\w_\w|->|=>|→|\.\.\.|^[a-z]+[A-Z]\w*$`)
	// address is one of a machine.
	address = regexp.MustCompile(`^(?:[0-9A-Fa-f]{2}[:-]){2,}|^\d+(?:\.\d+){2,}|^(?i:[0-9a-f]*:){2,}|^0x`)
	// parallel is the first of columns that are lists of their own.
	parallel = regexp.MustCompile(`^(?:gemeinsamkeiten|unterschiede|similarities|differences|pros?|contras?|cons|vorteile|nachteile|advantages|disadvantages|avantages|inconvénients|ventajas|desventajas|inconvenientes|vantaggi|svantaggi|vantagens|desvantagens|semejanzas|diferencias|similitudes|ressemblances|différences|somiglianze|differenze|semelhanças|diferenças|плюсы|минусы|преимущества|недостатки)$`)
	// describing is a column of what is said of the things in the first.
	describing = regexp.MustCompile(`(?i)^(?:meaning|definition|description|explanation|function|purpose|use|usage|example|effect|result|role|property|properties|formula|value|unit|symbol|complexity|cost|time|cause|consequence|what (?:it|does|is)|bedeutung|beschreibung|erklärung|funktion|zweck|verwendung|wirkung|folge|formel|wert|einheit|komplexität|aufgabe|eigenschaft|ursache|kosten|signification|définition|description|fonction|rôle|usage|effet|formule|valeur|unité|complexité|significado|definición|descripción|función|uso|efecto|papel|fórmula|valor|unidad|complejidad|características?|significato|definizione|descrizione|funzione|uso|effetto|ruolo|formula|valore|unità|complessità|caratteristic\p{L}+|definição|descrição|função|efeito|unidade|complexidade|characteristics?|merkmale?|caractéristiques?|значение|определение|описание|функция|назначение|пример|формула|сложность|свойств\p{L}+|含义|定义|说明|作用|公式|功能|描述|possible values|values)`)
	// genericColumn names no kind of thing.
	genericColumn = regexp.MustCompile(`^(?:|types?|kinds?|names?|typ|art|name|bezeichnung|begriff|term|item|element|modus?|modo|mode|tipos?|nombre|criterio|criterion|kriterium|critère|concepto|concept|elemento|opción|option|razón|reason|grund|raison|motivo|ragione|razão|aspecto|aspect|aspekt|aspetto|situación|situation|situazione|situação|nom|nome|caso|case|fall|categor(?:y|ía|ia)|kategorie|тип|вид|название|имя|режим|критерий)$`)
)

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

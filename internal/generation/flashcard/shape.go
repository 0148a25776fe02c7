package flashcard

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
)

// shapes tries each pattern of the sentence's language. The scores say how
// often a pattern gives a good card; they were set by reading what it made of
// a programming book, a lexicon's articles and lecture notes.
func shapes(c sentence) []Card {
	var out []Card
	add := func(shape, front, back, term string, score float64) {
		if shape == "called" && (byOrder.MatchString(c.text) || c.opensBesides()) {
			return // two things, and two names
		}
		if shape == "definition" && (becauseOf.MatchString(back) || contrasted.MatchString(back) || opposed.MatchString(back) || varies.MatchString(back)) {
			return // why it is one, or how it stands
		}
		if (shape == "definition" || shape == "parts") && c.onlyThere(term) || shape == "called" && c.barely(term) {
			return
		}
		if shape == "definition" || shape == "parts" {
			back = untilSemicolon(back)
		}
		front, back = strings.TrimSpace(front), strings.TrimSpace(back)
		if front != "" && back != "" {
			if !startsWithCode(back, c.s.Code) {
				back = capital(back)
			}
			out = append(out, Card{Kind: Basic, Front: front, Back: end(back), Term: words.Fold(term), Shape: shape, Score: score})
		}
	}
	// The scripts without capitals bring their own full stop.
	plain := func(shape, front, back, term string, score float64) {
		if term != "" && back != "" {
			out = append(out, Card{Kind: Basic, Front: front, Back: back, Term: words.Fold(term), Shape: shape, Score: score})
		}
	}
	if c.s.Display || strings.ContainsFunc(c.text, isSign) {
		if formulaOf(c, add) || c.s.Display {
			return out
		}
	}
	if inlineGloss(c, add) {
		return out
	}
	switch c.lang {
	case "ja":
		japanese(c.text, plain)
	case "zh":
		chinese(c.text, plain)
	case "ko":
		korean(c.text, plain)
	case "ar":
		arabic(c.text, plain)
	case "en":
		english(c, add)
	case "de":
		deutsch(c, add)
	case "fr":
		french(c, add)
	case "es":
		spanish(c, add)
	case "it":
		italian(c, add)
	case "pt":
		portuguese(c, add)
	case "ru":
		russian(c, add)
	}
	if m := acronym.FindStringSubmatch(c.text); m != nil {
		if long, ok := spelled(m[1], m[2]); ok {
			if one, plural := strings.CutSuffix(m[2], "s"); plural && one == strings.ToUpper(one) {
				m[2], long = one, strings.TrimSuffix(long, "s")
			}
			switch c.lang {
			case "de":
				add("acronym", "Wofür steht die Abkürzung "+m[2]+"?", long, m[2], 0.9)
			case "en":
				add("acronym", "What does "+m[2]+" stand for?", long, m[2], 0.9)
			}
		}
	}
	return out
}

// becauseOf gives a reason.
var becauseOf = regexp.MustCompile(`(?i),? (?:because|weil|da ja|porque|ya que|puesto que|parce qu['’e]|puisque|perché|poiché|in quanto|pois|já que|uma vez que|потому что|так как|поскольку) `)

// onlyThere reports one word with the article of one thing that a heading above
// calls by a longer name, so that it is the one of the text and not the notion:
// "The code is …" below "Code of 1865". English and German have articles that
// tell.
func (c sentence) onlyThere(term string) bool {
	if c.lang == "en" || c.lang == "de" || !definite.MatchString(c.text) || strings.Contains(term, " ") || acronymAlone.MatchString(term) || marked(term, c) {
		return false
	}
	longer := false
	for _, h := range c.s.Path {
		n := 0
		for _, t := range words.Tokens(h, c.lang) {
			if t.Content() {
				n++
			}
		}
		if within(term, h, c.lang) {
			if n == 1 {
				return false
			}
			longer = true
		}
	}
	return longer
}

// contrasted goes on with what speaks against it.
var contrasted = regexp.MustCompile(`(?i), (?:but|aber|jedoch|mais|pero|ma|però|mas|porém|но|однако) `)

// signs are formulas within a sentence.
var signs = regexp.MustCompile(` ?[\x{e000}-\x{e03f}]`)

// The English shapes.
var (
	definition = regexp.MustCompile(`^((?:An? |The )?)([\p{L}\d][\p{L}\d’'./+#-]*(?: [\p{L}\d(][\p{L}\d’'./+#()-]*){0,4}) (is|are) ((?:an?|the|any|one of the|simply an?|essentially an?|when|how|where) .+)$`)
	means      = regexp.MustCompile(`^(?:The (?:term|word|expression|notion) )?((?:An? |The )?)([\p{L}\d][\p{L}\d’'./+#-]*(?: [\p{L}\d][\p{L}\d’'./+#-]*){0,4}) (refers? to|means?|denotes?|describes?|is defined as|are defined as|is the term for) (.+)$`)
	calledA    = regexp.MustCompile(`^(.{8,110}?),? (is|are) (?:also |often |sometimes |usually |commonly |referred to as |known as |called )*(?:called|known as|referred to as|termed) (?:an? |the )?([^,;:]{3,60}?)(?:[,;](?: (?:and|which|or|because|while|whereas) .*)?)?\.?$`)
	because    = regexp.MustCompile(`^(.{10,140}?),? because (.{10,})$`)
	whenShape  = regexp.MustCompile(`^(When|If|Once|As soon as|Whenever) ([^,]{6,110}), (.{6,})$`)
	consists   = regexp.MustCompile(`^((?:An? |The |Each |Every )?)([\p{L}\d][\p{L}\d’'./+#-]*(?: [\p{L}\d][\p{L}\d’'./+#-]*){0,4}) (consists? of|is made up of|are made up of|is composed of|are composed of|comprises?) (.+)$`)
	difference = regexp.MustCompile(`^(The (?:main |key |major |only |biggest |most important |principal )?(?:differences?|distinctions?) between .{3,90}?) (is|are) (?:that )?(.{10,})$`)
	purpose    = regexp.MustCompile(`^(The (?:main |primary |key |chief |sole )?(?:purpose|goal|aim|function|role|task|job|advantage|disadvantage|benefit|drawback|meaning|cause) of .{3,80}?) (is|are|was|were) (?:that )?(.{8,})$`)
	saidIf     = regexp.MustCompile(`^((?:An?|Two|The) .{3,80}?) (?:is|are) ((?:called|said to be|termed) )((?:an? )?[\p{L}\x{e000}-\x{e03f} -]{3,40}?),? (if|when|iff|if and only if) (.{8,})$`)
	isOneIf    = regexp.MustCompile(`^(An? [^,;:]{3,80}?) (is) (an? [\p{L} -]{3,40}?),? (if|iff|if and only if) (.{8,})$`)
	acronym    = regexp.MustCompile(`((?:[\p{L}-]+,? ){1,6})\(([A-Z][A-Za-z]{1,6})\)`)
)

func english(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := difference.FindStringSubmatch(text); m != nil {
		add("difference", "What "+m[2]+" "+lowerFirst(m[1], c)+"?", m[3], m[1], 0.95)
		return
	}
	if m := purpose.FindStringSubmatch(text); m != nil && selfContained(m[1]) {
		add("purpose", "What "+m[2]+" "+lowerFirst(m[1], c)+"?", m[3], m[1], 0.9)
		return
	}
	if m := consists.FindStringSubmatch(text); m != nil && (m[1] != "The " || strings.Contains(m[2], " ") && c.knows(m[2])) && thing(m[2], "en") && named(m[2], "en") {
		verb := m[3]
		front := "What do " + lowerFirst(m[1], c) + inner(m[1], m[2], c) + " consist of?"
		if !strings.HasPrefix(verb, "consist ") && !strings.HasPrefix(verb, "are") && verb != "comprise" {
			front = "What does " + lowerFirst(m[1], c) + inner(m[1], m[2], c) + " consist of?"
		}
		add("parts", front, m[4], m[2], 0.85)
		return
	}
	if m := isOneIf.FindStringSubmatch(text); m != nil && selfContained(m[1]) && len(strings.Fields(m[3])) <= 5 && named(strings.TrimSpace(withoutArticle(m[3], "en")), "en") && calledSubject(strings.TrimSpace(signs.ReplaceAllString(m[1], "")), c) {
		add("definition", "When is "+lowerFirst(m[1], c)+" "+m[3]+"?", m[4]+" "+m[5], m[3], 1)
		return
	}
	if m := definition.FindStringSubmatch(text); m != nil && thing(m[2], "en") && named(m[2], "en") && says(m[4]) && !oneOf(m[2], m[4]) && (m[1] != "The " || !strings.HasPrefix(m[4], "the ") || ofAKind(m[2], m[4], c)) && !gerund(m[2], m[3]) {
		score := 1.0
		if m[1] == "The " {
			score = 0.75 // "The result is a value …" is of one case, not of the notion
		}
		if strings.HasPrefix(m[4], "the ") || strings.HasPrefix(m[4], "when ") || strings.HasPrefix(m[4], "how ") || strings.HasPrefix(m[4], "where ") {
			score -= 0.1
		}
		if marked(m[2], c) || ofAKind(m[2], m[4], c) {
			score += 0.35
		}
		if m[1] == "The " && score < 1 || m[1] == "" && !c.doc.evident(m[2], c) {
			return
		}
		add("definition", "What "+m[3]+" "+lowerFirst(m[1], c)+inner(m[1], m[2], c)+"?", m[4], m[2], score)
		return
	}
	if m := means.FindStringSubmatch(text); m != nil && thing(m[2], "en") && named(m[2], "en") && agrees(m[1], m[2], m[3]) && !phrased(m[2], "en") && !strings.HasPrefix(m[4], "that ") && !strings.HasPrefix(m[4], "of ") && !strings.HasPrefix(m[4], "to ") && !(strings.HasPrefix(m[3], "mean") && states(m[4], "en")) {
		if m[3] != "describe" && m[3] != "describes" || marked(m[2], c) {
			add("definition", "What is meant by “"+m[2]+"”?", m[4], m[2], 0.95)
			return
		}
	}
	if m := calledA.FindStringSubmatch(text); m != nil && selfContained(m[1]) && len(strings.Fields(m[3])) <= 5 && !clauseIn(m[1]) && calledSubject(m[1], c) && named(m[3], "en") && (m[2] == "are" || hasArticle.MatchString(m[1])) {
		also := ""
		if strings.Contains(text, " "+m[2]+" also ") {
			also = "also "
		}
		add("called", "What "+m[2]+" "+lowerFirst(m[1], c)+" "+also+"called?", m[3], m[3], 0.9)
	}
	if m := because.FindStringSubmatch(text); m != nil && !c.lowered && selfContained(m[2]) && c.surely(m[1]) {
		if q, ok := invert(m[1], c); ok {
			add("reason", "Why "+q+"?", "Because "+m[2], q, 0.9)
		}
	}
	if m := saidIf.FindStringSubmatch(text); m != nil && selfContained(m[1]) && len(strings.Fields(m[3])) <= 4 && !dangling[firstWord(fold(m[1]))] {
		add("definition", "When is "+lowerFirst(m[1], c)+" "+m[2]+m[3]+"?", m[4]+" "+m[5], m[3], 1)
		return
	}
	if m := whenShape.FindStringSubmatch(text); m != nil && !c.lowered && c.knows(m[2]) && c.definitesKnown(m[2]) && happens(m[3]) && !exampleCode(c.s.Code) && !pointsBack(m[3], text) && selfContained(m[2]) && plainPresent(m[2]) && clause(m[2], c.lang) && !strings.HasPrefix(strings.ToLower(m[3]), "you ") && len(strings.Fields(m[3])) >= 3 {
		add("condition", "What happens "+lowerFirst(m[1], c)+" "+m[2]+"?", strings.TrimPrefix(m[3], "then "), m[2], 0.8)
	}
}

// agrees reports that a verb may be that of its subject, and is no noun or
// adjective in it: "the mean square", "the trade names".
func agrees(article, subject, verb string) bool {
	verb, _, _ = strings.Cut(verb, " ")
	if strings.HasSuffix(verb, "s") || verb == "is" || verb == "are" {
		return true
	}
	return !strings.HasPrefix(article, "A") && (strings.HasSuffix(subject, "s") && !strings.HasSuffix(subject, "ss") || strings.Contains(subject, " and "))
}

// gerund reports what one does with several things, which is no notion.
func gerund(term, verb string) bool {
	fields := strings.Fields(term)
	last := fields[len(fields)-1]
	return verb == "is" && len(fields) > 1 && strings.HasSuffix(fields[0], "ing") && strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !strings.HasSuffix(last, "is")
}

// surely reports that a statement is of something that the reader knows by its
// name: no case of an example, and nothing that only "the" points at.
func (c sentence) surely(main string) bool {
	first := fold(withoutArticle(main, c.lang))
	if !opensTerm(first, c.lang) || exampleCode(c.s.Code) {
		return false
	}
	if pointing.MatchString(main) && c.lang != "en" && c.lang != "de" {
		return false // the one of the text, or all of the kind: its form does not tell
	}
	return !definite.MatchString(main) || c.knows(strings.Join(strings.Fields(main)[:min(5, len(strings.Fields(main)))], " "))
}

// pointing is one thing by its article, without a name that tells which.
var pointing = regexp.MustCompile(`^(?:(?:Le|La|El|Il|Lo|O|A) |L['’])\p{Ll}+(?: (?:est|es|è|é)\b.*)?$|^(?:(?:Le|La|El|Il|Lo|O|A) |L['’])[^\p{Lu}]*$`)

var definite = regexp.MustCompile(`^(?:(?:The|Der|Die|Das|Le|La|Les|El|Los|Las|Il|Lo|I|Gli|O|A|Os|As) |L['’])`)

// knows reports that a text names a term that the document defines, sets off
// or has in a heading.
func (c sentence) knows(text string) bool {
	for _, t := range words.Tokens(text, c.lang) {
		if t.Content() && (c.doc.defined[t.Norm] || c.doc.set[t.Stem]) {
			return true
		}
	}
	return false
}

// definitesKnown reports that the document explains, sets off or has in a heading
// whatever a text takes for known by its article.
func (c sentence) definitesKnown(text string) bool {
	for _, m := range theNoun.FindAllStringSubmatch(text, -1) {
		known := false
		for _, t := range words.Tokens(m[1], c.lang) {
			known = known || c.doc.defined[t.Norm] || c.doc.set[t.Stem] || c.doc.heading[t.Stem]
		}
		if !known {
			return false
		}
	}
	return !strings.Contains(text, " assumed ")
}

var theNoun = regexp.MustCompile(`(?i)\bthe ([\p{L}-]+(?: [\p{L}-]+)?)`)

// thing reports that a term can be asked for: no pronoun, no vague noun.
func thing(term, lang string) bool {
	lower := words.Fold(term)
	first := firstWord(lower)
	if !opensTerm(first, lang) || quantifier[first] || len([]rune(term)) < 2 || isLabel(term) || strings.ContainsFunc(term, isSign) {
		return false
	}
	fields := strings.Fields(lower)
	for _, f := range fields {
		if verbish[f] {
			return false
		}
	}
	if besides(term) {
		return false
	}
	if tokens := words.Tokens(term, lang); len(tokens) == 0 || prepositions[first] || tokens[0].Stop || tokens[0].Guard != words.NoGuard {
		return false // "Since the Quaternary is …"
	}
	if len(fields) > 2 && articleWithin[lang][fields[1]] && !linking[first] {
		return false // "Now the queue is …"
	}
	if len(fields) == 1 && unnamed[lower] {
		return false // those of the text
	}
	if valued[first] || vague[fields[len(fields)-1]] || len(fields) == 1 && vague[lower] {
		return false
	}
	if len(fields) > 1 && vague[first] && linking[fields[1]] {
		return false // "Disadvantage of X is …"
	}
	content := 0
	for _, t := range words.Tokens(term, lang) {
		if t.Content() && !t.Number {
			content++
		}
	}
	return content > 0
}

// valued are adjectives that judge what they stand before and name no notion.
var valued = setOf("existing wesentliche wesentlicher wesentliches grundlegende grundlegender entscheidende existente existentes key main major central important crucial typical good bad simple useful common wichtig wichtige wichtiger wichtiges typische typischer principal principale importante importantes esencial esenciales fundamental fundamentales fondamental fondamentale particular particulier particulière essential interesting interessant interessante")

var (
	vague = setOf("idee lösungsidee grundidee kernidee thing things reason reasons way ways result results example examples case cases question problem answer difference point goal idea news part parts one ones type types kind kinds code value-here program-here purpose rest list section most same use fact effect advantage end start situation output input line lines text next message number syntax step steps gegenbeispiel contraejemplo contre-exemple counterexample notion noción concepto beispiel fall fälle grund gründe ergebnis ziel problem frage teil punkt weg folge ursache unterschied art ende anfang vorteil nachteil")
	// unnamed are nouns of several things that a text has named before.
	unnamed      = setOf("measures factors aspects results consequences effects causes problems solutions conditions options maßnahmen faktoren aspekte ergebnisse folgen konsequenzen auswirkungen ursachen probleme lösungen bedingungen optionen mesures facteurs aspects résultats conséquences effets problèmes medidas factores aspectos resultados consecuencias efectos causas problemas soluciones condiciones opciones misure fattori aspetti risultati conseguenze effetti cause problemi soluzioni condizioni opzioni fatores consequências efeitos soluções condições opções меры факторы аспекты результаты последствия эффекты причины проблемы решения условия варианты")
	prepositions = setOf("since although though while despite unlike like within without during among upon via per once if when because seit während trotz ohne obwohl wenn weil")
	quantifier   = setOf("another other further additional weitere weiterer weiteres weiteren andere anderer anderes autre autres otro otra otros otras altro altra altri altre ulteriore ulteriori outro outra outros outras другой другая другое другие too troppo troppa trop demasiado demasiada demasiados demais слишком some many most few all any each every both several no none much more less another only various numerous two three four five einige viele alle manche mehrere wenige jeder jede jedes kein keine beide zwei drei vier fünf meist chaque plusieurs cada varios")
	verbish      = setOf("therefore thus hence also cuáles cuál quais qual quali quale какие debe deben puede pueden tiene tienen hay está están peut peuvent doit doivent is are was were has have had do does did can could will would may might must should that which who whose whom because if when while than then not and/or but ist sind hat haben wird werden kann können dass weil wenn welche welcher welches")
)

// says reports that what follows "is" says what something is rather than
// how it stands.
func says(rest string) bool {
	return len(strings.Fields(rest)) >= 4 && !valuation.MatchString(rest) && !regexp.MustCompile(`(?i)^(the (advantage|disadvantage|benefit|drawback|goal|purpose|aim|role|job|key|main)\b|a (bit|little|lot|good|great|bad|nice|new|different|few|simple matter|must|way of saying)|the (same|case|only|one|first|second|third|last|next|best|most|reason|result|answer|opposite|following|default)|one of the (most|many|best)) ?`).MatchString(rest)
}

// valuation judges instead of defining.
var valuation = regexp.MustCompile(`(?i)^(an?|the|one of the) (very |quite |rather |really |most )?(single|difficult|good|great|common|popular|important|useful|simple|key|big|major|powerful|hard|essential|nice|better|best|natural|perfect|typical|frequent|fundamental|classic|famous|well-known|excellent|critical|crucial|helpful|further|additional|related|poor|bad|clear|safe|cheap|expensive|complex|huge|fine|indispensable|invaluable|integral|inseparable|vital|valuable|matter|must)\b|^an? (lot|bit|waste|must|sign|symptom|result|consequence|example|case)\b`)

// thatNoun is a reference at the end of an answer.
var thatNoun = regexp.MustCompile(`(?i)\bthat (\p{L}+)[.,;]?$`)

// pointsBack reports that an answer ends on "that X" where X was not named.
func pointsBack(answer, sentence string) bool {
	m := thatNoun.FindStringSubmatch(answer)
	return m != nil && strings.Count(strings.ToLower(sentence), strings.ToLower(m[1])) < 2
}

// selfContained reports that a part of a sentence has no pronoun of its own
// without a noun before it.
func selfContained(part string) bool {
	fields := strings.Fields(words.Fold(part))
	if len(fields) == 0 || dangling[strings.Trim(fields[0], ",.;:")] && fields[0] != "the" && !(fields[0] == "you" || fields[0] == "each" || fields[0] == "one") {
		return false
	}
	for i, f := range fields {
		f = strings.Trim(f, ",.;:")
		if (personal[f] || f == "this" || f == "that" && i == 0) && i < 3 {
			return false
		}
	}
	return true
}

// hasArticle is one thing with its article, or an action.
var hasArticle = regexp.MustCompile(`^(?:An? |The |Each |Every |This |\p{L}+ing )`)

// calledSubject reports that what is called something is a noun of its own.
func calledSubject(s string, c sentence) bool {
	first := fold(withoutArticle(s, c.lang))
	if !strings.Contains(first, " ") {
		return false // one word is called many things
	}
	for _, f := range strings.Fields(first) {
		if verbish[f] || f == "current" || f == "most" || f == "any" {
			return false
		}
	}
	return opensTerm(first, c.lang) && !strings.ContainsFunc(s, isSign)
}

// marked reports that the author set the term off.
func marked(term string, c sentence) bool {
	t := fold(term)
	for _, m := range c.s.Marked {
		if f := fold(m); f == t || strings.HasPrefix(f, t) || strings.HasSuffix(t, f) {
			return true
		}
	}
	return false
}

// end gives an answer its full stop.
func end(s string) string {
	s = strings.TrimRight(s, " ,;:")
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || len(strings.Fields(s)) < 4 {
		return strings.TrimSuffix(s, ".") + map[bool]string{true: ".", false: ""}[len(strings.Fields(s)) >= 4]
	}
	return s + "."
}

package flashcard

import (
	"regexp"
	"strings"
)

// The French shapes.
var (
	frDefinition = regexp.MustCompile(`^(Une? |Les? |La |L[’'])?([\p{L}\d][\p{L}\d’'-]*(?: [\p{L}\d’'-]+){0,4}) (est|sont) ((?:(?:une?|des|les?|la) |l[’']).+)$`)
	frAppelle    = regexp.MustCompile(`^(?:On appelle|On nomme) (.{3,60}?),? ((?:une?|le|la|les|tout|toute|tous les|toutes les|l’ensemble|l'ensemble|des|ce qui|celui|celle) .{8,})$`)
	frCalled     = regexp.MustCompile(`^((?:Une?|Les?|La|L’|L'|Tout|Toute) ?.{8,110}?) (?:s’appelle|s'appelle|se nomme|est appelée?|sont appelée?s|est dite?) (?:une? |le |la |les |l’|l')?([\p{L}][\p{L}’'-]+(?: [\p{L}’'-]+){0,3})\.$`)
	frDit        = regexp.MustCompile(`^On dit (?:que |qu’|qu')(.{4,90}?) (?:si|lorsque) (.{8,})$`)
	frSaid       = regexp.MustCompile(`^((?:Une?|Deux) .{3,70}?) (est|sont) (?:dite?s? |appelée?s? )([\p{L}-]+(?: [\p{L}-]+){0,3}),? (?:si|lorsque|quand) (.{8,})$`)
	frDesigne    = regexp.MustCompile(`^(?:Le terme |Le mot |La |Le |Les |L[’'])?«? ?([\p{L}][\p{L}’' -]{2,50}?) ?»? (?:désigne|désignent) (.{12,})$`)
	frConsiste   = regexp.MustCompile(`^((?:Une? |Le |La |L[’'])?)([\p{L}][\p{L}\d ’'-]{2,60}?) consiste ((?:à|en) .{12,})$`)
	frParts      = regexp.MustCompile(`^((?:Une? |Le |La |L[’']|Chaque )?)([\p{L}\d][\p{L}\d’'-]*(?: [\p{L}\d’'-]+){0,4}?) (?:se compose|est (?:composée?|constituée?|formée?)) ((?:de |des |du |d[’']).{6,})$`)
	frBecause    = regexp.MustCompile(`^((?:Une? |Le |La |Les |L[’'])[\p{L}’'-]+(?: [\p{L}’'-]+){0,5}) (est|sont) ([^,]{4,80}),? (?:car|parce que|parce qu’|puisque) (.{12,})$`)
	frJudges     = regexp.MustCompile(`^(?:une? |le |la |les |l[’'])(?:très |assez |plutôt )?(?:bon|bonne|meilleur|grand|petit|simple|plus|moins|autre|même|seul|premier|première|dernier|dernière|suivant|exemple|partie (?:intégrante|essentielle|importante)|cas|question|problème|raison|but|conséquence|résultat|réponse|\p{L}+ (?:fondamental|important|essentiel|indispensable|utile|puissant|précieu|clé|la plus|le plus))|^une? des `)
)

func french(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := frAppelle.FindStringSubmatch(text); m != nil && named(m[1], "fr") {
		add("definition", "Qu’appelle-t-on "+m[1]+" ?", m[2], m[1], 1.1)
		return
	}
	if m := frDit.FindStringSubmatch(text); m != nil && selfContained(m[1]) && !pronouned(fold(m[1])) {
		add("definition", "Quand dit-on que "+m[1]+" ?", "Si "+m[2], m[1], 1)
		return
	}
	if m := frSaid.FindStringSubmatch(text); m != nil && named(m[3], "fr") {
		verb := " est dit"
		if m[2] == "sont" {
			verb = " sont dits"
		}
		add("definition", "Quand dit-on que "+lowerFirst(m[1], c)+strings.TrimSuffix(strings.TrimSuffix(verb, " dits"), " dit")+" « "+m[3]+" » ?", "Si "+m[4], m[3], 1)
		return
	}
	if m := frCalled.FindStringSubmatch(text); m != nil && named(m[2], "fr") && !strings.ContainsAny(m[1], ";:.") && !states(m[1], "fr") && calledSubject(m[1], c) {
		add("called", "Comment appelle-t-on "+lowerFirst(m[1], c)+" ?", m[2], m[2], 0.9)
		return
	}
	if m := frDesigne.FindStringSubmatch(text); m != nil && thing(m[1], "fr") && named(m[1], "fr") {
		add("definition", "Que désigne « "+m[1]+" » ?", m[2], m[1], 0.9)
		return
	}
	if m := frConsiste.FindStringSubmatch(text); m != nil && thing(m[2], "fr") && named(m[2], "fr") && (m[1] != "" || c.doc.evident(m[2], c)) && c.knows(m[2]) {
		add("definition", "En quoi consiste "+lowerFirst(m[1], c)+m[2]+" ?", m[3], m[2], 0.85)
		return
	}
	if m := frParts.FindStringSubmatch(text); m != nil && thing(m[2], "fr") && named(m[2], "fr") && (strings.HasPrefix(m[1], "Un") || c.knows(m[2])) {
		add("parts", "De quoi se compose "+lowerFirst(m[1], c)+m[2]+" ?", m[3], m[2], 0.85)
		return
	}
	if m := frDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "fr") && named(m[2], "fr") && len(strings.Fields(m[4])) >= 4 && !oneOf(m[2], m[4]) && !frJudges.MatchString(m[4]) {
		general := m[1] == "Un " || m[1] == "Une "
		if general || marked(m[2], c) || ofAKind(m[2], m[4], c) || c.doc.evident(m[2], c) && m[1] != "" && strings.HasPrefix(m[4], "un") {
			what := "Qu’est-ce que "
			if m[1] == "Un " || m[1] == "Une " || m[1] == "" && strings.ContainsAny(m[2][:1], "AEIOUaeiou") {
				what = "Qu’est-ce qu’"
			}
			add("definition", what+lowerFirst(m[1], c)+m[2]+" ?", m[4], m[2], 1)
			return
		}
	}
	if m := frBecause.FindStringSubmatch(text); m != nil && selfContained(m[1]) && c.surely(m[1]) && !strings.Contains(m[3], ":") && !pronouned(fold(m[4])) {
		add("reason", "Pourquoi dit-on que "+lowerFirst(m[1], c)+" "+m[2]+" "+m[3]+" ?", "Parce que "+m[4], m[1], 0.8)
	}
}

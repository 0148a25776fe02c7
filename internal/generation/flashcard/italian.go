package flashcard

import (
	"regexp"
	"strings"
)

// The Italian shapes. An article may be joined to its noun by an apostrophe.
var (
	itDefinition = regexp.MustCompile(`^(Un[ao]? |Un['’]|Il |Lo |La |I |Gli |Le |L['’])?([\p{L}\d][\p{L}\d'’-]*(?: [\p{L}\d'’-]+){0,4}?)(?: \(([^)]{2,60})\))? (è|sono) ((?:un[ao]? |un['’]|il |lo |la |i |gli |le |l['’]|quell[aoie] |ogni |tutt[oaie] |qualsiasi |qualunque ).+)$`)
	itSi         = regexp.MustCompile(`^(?:Si dice|Si chiama|Si definisce|Si denomina|Diciamo|Chiamiamo|Definiamo) ([^,;:]{3,60}?),? ((?:un[ao]? |un['’]|il |lo |la |i |gli |le |l['’]|ogni |tutt[oaie] |qualsiasi |qualunque |quell[aoie] |ciò ).{8,})$`)
	itPer        = regexp.MustCompile(`^(?:Per|Con(?: il termine| l['’]espressione)?) ([^,;:]{3,60}?),? (?:si intend(?:e|ono)|s['’]intend(?:e|ono)|si indica(?:no)?|intendiamo|si fa riferimento a) (.{12,})$`)
	itDefine     = regexp.MustCompile(`^(?:Un[ao]? |Un['’]|Il |Lo |La |I |Gli |Le |L['’])?([\p{L}][\p{L}\d '’-]{2,60}?) (?:si definiscono?|(?:è|sono|viene|vengono) definit[oaie]|può essere (?:definit|intes|vist)[oa]) come (.{12,})$`)
	itCalled     = regexp.MustCompile(`^((?:Un[ao]? |Un['’]|Il |Lo |La |I |Gli |Le |L['’]).{8,110}?) (?:si (?:chiama|chiamano|dice|dicono)|(?:è|sono|viene|vengono) (?:dett|chiamat|denominat)[oaie]|prend(?:e|ono) il nome di) (?:un[ao]? |un['’]|il |lo |la |i |gli |le |l['’])?([\p{L}][\p{L}'’-]+(?: [\p{L}'’-]+){0,3})\.$`)
	itConsiste   = regexp.MustCompile(`^((?:Un[ao]? |Un['’]|Il |Lo |La |L['’])?)([\p{L}][\p{L}\d '’-]{2,60}?) consist(?:e|ono) ((?:in|nel|nella|nello|nell['’]|nei|nelle|negli)[ ’'’].{12,})$`)
	itParts      = regexp.MustCompile(`^((?:Un[ao]? |Un['’]|Il |Lo |La |I |Gli |Le |L['’]|Ogni )?)([\p{L}\d][\p{L}\d'’-]*(?: [\p{L}\d'’-]+){0,4}?) (è|sono) (?:compost|costituit|format)[oaie] (da .{6,}|dal .{6,}|dalla .{6,}|dai .{6,}|dalle .{6,}|dagli .{6,}|dall['’].{6,})$`)
	itSaid       = regexp.MustCompile(`^((?:Un[ao]? |Un['’]|Due ).{3,70}?) (?:si dice|si dicono|è dett[oa]|sono dett[ie]) ([\p{L}-]+(?: [\p{L}-]+){0,3}),? (?:se|quando|qualora) (.{8,})$`)
	itBecause    = regexp.MustCompile(`^((?:Un[ao]? |Un['’]|Il |Lo |La |I |Gli |Le |L['’])[\p{L}'’-]+(?: [\p{L}'’-]+){0,5}) (è|sono) ([^,]{4,80}),? (?:perché|poiché|in quanto) (.{12,})$`)
	itJudges     = regexp.MustCompile(`^(?:(?:un[ao]? |il |lo |la |i |gli |le |l['’]|un['’])(?:molto |assai )?(?:buon|ottim|miglior|peggior|grand|piccol|semplic|più|meno|altr|stess|unic|prim[oa]|ultim|seguent|esempio|caso|questione|problem|ragion|motiv|scopo|obiettiv|conseguenz|risultat|rispost|important|fondamental|essenzial|principal|responsabil|\p{L}+ (?:integrant|fondamental|important|essenzial|critic|delicat|indispensabil|util[ei]\b|potent|prezios|chiave|più ))|un[ao]? (?:dei|degli|delle|di) )`)
)

func italian(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := itPer.FindStringSubmatch(text); m != nil && named(m[1], "it") {
		add("definition", "Che cosa si intende per «"+m[1]+"»?", m[2], m[1], 1.1)
		return
	}
	if m := itSi.FindStringSubmatch(text); m != nil && named(m[1], "it") {
		add("definition", "Che cosa si intende per «"+m[1]+"»?", m[2], m[1], 1.1)
		return
	}
	if m := itDefine.FindStringSubmatch(text); m != nil && thing(m[1], "it") && named(m[1], "it") {
		add("definition", "Come si definisce «"+m[1]+"»?", m[2], m[1], 1)
		return
	}
	if m := itParts.FindStringSubmatch(text); m != nil && thing(m[2], "it") && named(m[2], "it") && (general(m[1]) || c.knows(m[2])) {
		add("parts", "Da che cosa "+m[3]+" compost"+itEnding(m[1], m[3])+" "+lowerFirst(m[1], c)+m[2]+"?", m[4], m[2], 0.85)
		return
	}
	if m := itCalled.FindStringSubmatch(text); m != nil && named(m[2], "it") && !strings.ContainsAny(m[1], ";:,.") && selfContained(withoutArticle(m[1], "it")) && !pronouned(fold(m[1])) && calledSubject(m[1], c) {
		verb := "chiama "
		if plural := regexp.MustCompile(`^(?:I|Gli|Le) `); plural.MatchString(m[1]) {
			verb = "chiamano "
		}
		add("called", "Come si "+verb+lowerFirst(m[1], c)+"?", m[2], m[2], 0.9)
		return
	}
	if m := itConsiste.FindStringSubmatch(text); m != nil && thing(m[2], "it") && named(m[2], "it") && (m[1] != "" || c.doc.evident(m[2], c)) && c.knows(m[2]) {
		add("definition", "In che cosa consiste "+lowerFirst(m[1], c)+m[2]+"?", m[3], m[2], 0.85)
		return
	}
	if m := itDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "it") && named(m[2], "it") && len(strings.Fields(m[5])) >= 4 && !oneOf(m[2], m[5]) && !itJudges.MatchString(m[5]) {
		if general(m[1]) || marked(m[2], c) || ofAKind(m[2], m[5], c) || c.doc.evident(m[2], c) && strings.HasPrefix(m[5], "un") {
			what := "Che cos’è "
			if m[4] == "sono" {
				what = "Che cosa sono "
			}
			add("definition", what+lowerFirst(m[1], c)+m[2]+"?", m[5], m[2], 1)
			return
		}
	}
	if m := itSaid.FindStringSubmatch(text); m != nil && selfContained(withoutArticle(m[1], "it")) && named(m[2], "it") {
		add("definition", "Quando si dice che "+lowerFirst(m[1], c)+" è «"+m[2]+"»?", "Se "+m[3], m[2], 1)
		return
	}
	if m := itBecause.FindStringSubmatch(text); m != nil && selfContained(withoutArticle(m[1], "it")) && c.surely(m[1]) && !pronouned(fold(m[4])) {
		add("reason", "Perché "+lowerFirst(m[1], c)+" "+m[2]+" "+m[3]+"?", "Perché "+m[4], m[1], 0.8)
	}
}

// general reports an article that speaks of all things of a kind.
func general(article string) bool {
	switch strings.ToLower(strings.TrimSpace(article)) {
	case "un", "una", "uno", "un'", "un’", "uma", "um", "ogni", "todo o", "cada":
		return true
	}
	return false
}

// itEnding is the ending of a participle that agrees with an article.
func itEnding(article, verb string) string {
	switch a := strings.ToLower(strings.TrimSpace(article)); {
	case a == "le":
		return "e"
	case verb == "sono":
		return "i"
	case a == "la" || a == "una" || a == "un'" || a == "un’":
		return "a"
	}
	return "o"
}

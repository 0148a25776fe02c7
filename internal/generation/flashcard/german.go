package flashcard

import (
	"regexp"
	"strings"
)

// The German shapes.
var (
	deDefinition = regexp.MustCompile(`^((?:Ein |Eine |Der |Die |Das )?)([\p{Lu}\d][\p{L}\d-]*(?: (?:[\p{Lu}][\p{L}\d-]*|der|des|und|von)){0,3})(?: \(([^)]{2,60})\))? (ist|sind) ((?:ein|eine|einer|eines|der|die|das|jede|jeder|jedes) .+)$`)
	deMeans      = regexp.MustCompile(`^(?:Der Begriff |Das Wort |Der Ausdruck |Die |Der |Das )?[„"“]?([\p{Lu}][\p{L}\d -]{2,50}?)[“"”]? (bezeichnet|bedeutet) (.+)$`)
	deUnder      = regexp.MustCompile(`^(?:Unter|Als) (.{3,60}?) (?:versteht|bezeichnet|nennt) man (.+)$`)
	deConsists   = regexp.MustCompile(`^((?:Ein |Eine |Der |Die |Das |Jeder |Jede |Jedes )?)([\p{Lu}][\p{L}\d-]*(?: [\p{Lu}][\p{L}\d-]*){0,2}) (besteht|bestehen) aus (.+)$`)
	deHeisst     = regexp.MustCompile(`^((?:Eine?|Zwei|Der|Die|Das) .{3,70}?) (hei(?:ß|ss)(?:t|en)) ([\p{L}-]+(?: [\p{L}-]+){0,3}), (wenn|falls) (.{8,})$`)
	deNennt      = regexp.MustCompile(`^((?:Eine?n?|Die|Das|Den) .{8,110}?) nennt man (?:auch )?(?:eine?n? |die |das |den )?[„"]?([\p{Lu}][\p{L}-]+(?: [\p{L}-]+){0,3})[“"]?\.$`)
	deHeisstSo   = regexp.MustCompile(`^((?:Eine?|Die|Das|Der) .{8,110}?),? hei(?:ß|ss)t (?:auch )?(?:eine? )?[„"]?([\p{L}-]+(?: [\p{L}-]+){0,3})[“"]?\.$`)
	deBezeichnet = regexp.MustCompile(`^((?:Eine?|Die|Das|Der) .{8,110}?) (wird|werden) (?:auch |meist |oft )?als (?:eine? )?[„"]?([\p{Lu}][\p{L}-]+(?: [\p{L}-]+){0,3})[“"]? bezeichnet\.$`)
	deBecause    = regexp.MustCompile(`^((?:Ein |Eine |Der |Die |Das )?[\p{Lu}][\p{L}\d-]*(?: [\p{Lu}][\p{L}\d-]*)?) (ist|sind|war|waren|wird|werden|wurde|wurden|kann|können|hat|haben|gilt|gelten|muss|müssen) ([^,]{4,100}), weil (.{10,})$`)
)

// deQuality is no noun: "Verantwortlich ist der Sender."
var deQuality = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?:lich|ig|isch|bar|sam|haft)$`)

// germanDefines reports that what follows "ist" says what something is.
func germanDefines(rest string) bool {
	return len(strings.Fields(rest)) >= 4 && !deJudges.MatchString(rest)
}

var deJudges = regexp.MustCompile(`^eine[rs]? der \p{L}+sten |^(?:eine?n? )?(?:wesentlich|integral|zentral|fest|unverzichtbar|elementar|untrennbar)e[rsn]? (?:Bestandteil|Teil)\b|^(?:(?:eine?[rsnm]?|der|die|das) )?(?:sehr |recht |besonders |ziemlich |andere |weitere )?(?:(?:sehr|interessant|ander|weiter|allgemein|gut|schlecht|wichtig|groß|klein|einfach|schwierig|möglich|notwendig|nötig|nützlich|unverzichtbar|unerlässlich|hilfreich|mächtig|wertvoll|gleich|selb|folgend|erst|letzt|einzig|neu|häufigst|best|meist|bekanntest|wichtigst)(?:e[rsnm]?)?|Vorteil|Nachteil|Problem|Frage|Grund|Beispiel|Fall|Ziel)\b|^(?:der|die|das) (?:Fall|Grund|Ergebnis|Gleiche|Folgende)`)

func deutsch(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := deDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "de") && !deQuality.MatchString(m[1]+m[2]) && !strings.Contains(m[2], " und ") && len(m[5]) > 15 && germanDefines(m[5]) && !oneOf(m[2], m[5]) && (m[1] != "" || c.doc.evident(m[2], c)) {
		score := 1.0
		if m[1] == "Der " || m[1] == "Die " || m[1] == "Das " {
			if !strings.HasPrefix(m[5], "ein") && !ofAKind(m[2], m[5], c) {
				return // of one case, not of the notion
			}
			score = 0.85
		}
		add("definition", "Was "+m[4]+" "+lowerFirst(m[1], c)+m[2]+"?", m[5], m[2], score)
		return
	}
	if m := deMeans.FindStringSubmatch(text); m != nil && thing(m[1], "de") && !strings.HasPrefix(m[3], "dass ") && !strings.HasSuffix(m[3], " man.") && !strings.Contains(m[3], " man ") {
		add("definition", "Was bedeutet „"+m[1]+"“?", m[3], m[1], 0.9)
		return
	}
	if m := deUnder.FindStringSubmatch(text); m != nil && selfContained(m[1]) {
		prefix := "Was versteht man unter "
		if strings.HasPrefix(text, "Als ") {
			prefix = "Was bezeichnet man als "
		}
		add("definition", prefix+m[1]+"?", m[2], m[1], 1)
		return
	}
	if m := deConsists.FindStringSubmatch(text); m != nil && (!definite.MatchString(m[1]+m[2]) || c.knows(m[2])) && thing(m[2], "de") {
		add("parts", "Woraus "+m[3]+" "+lowerFirst(m[1], c)+m[2]+"?", "Aus "+m[4], m[2], 0.85)
		return
	}
	if m := deHeisst.FindStringSubmatch(text); m != nil && selfContained(m[1]) && named(m[3], "de") {
		add("definition", "Wann "+m[2]+" "+strings.Replace(lowerArticle(m[1]), "Zwei ", "zwei ", 1)+" "+m[3]+"?", capital(m[4])+" "+m[5], m[3], 1)
		return
	}
	if m := deNennt.FindStringSubmatch(text); m != nil && selfContained(m[1]) && named(m[2], "de") && !strings.ContainsAny(m[1], ";:") && !states(m[1], "de") {
		add("called", "Wie nennt man "+lowerArticle(strings.TrimRight(m[1], ", "))+"?", m[2], m[2], 0.95)
		return
	}
	if m := deHeisstSo.FindStringSubmatch(text); m != nil && selfContained(m[1]) && named(m[2], "de") && !strings.ContainsAny(m[1], ";:") && !states(m[1], "de") && calledSubject(m[1], c) {
		add("called", "Wie heißt "+lowerArticle(strings.TrimRight(m[1], ", "))+"?", m[2], m[2], 0.95)
		return
	}
	if m := deBezeichnet.FindStringSubmatch(text); m != nil && selfContained(m[1]) && named(m[3], "de") && !strings.ContainsAny(m[1], ";:,") && !states(m[1], "de") {
		add("called", "Als was "+m[2]+" "+lowerArticle(m[1])+" bezeichnet?", "Als "+m[3], m[3], 0.95)
		return
	}
	if m := deBecause.FindStringSubmatch(text); m != nil && c.surely(m[1]) {
		subject := lowerArticle(m[1])
		add("reason", "Warum "+m[2]+" "+subject+" "+m[3]+"?", "Weil "+m[4], m[1], 0.85)
	}
}

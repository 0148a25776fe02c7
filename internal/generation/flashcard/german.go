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
	deWhen       = regexp.MustCompile(`^Wenn ([^,]{6,110}), (?:so |dann )?(.{6,})$`)
	deBecause    = regexp.MustCompile(`^((?:Ein |Eine |Der |Die |Das )?[\p{Lu}][\p{L}\d-]*(?: [\p{Lu}][\p{L}\d-]*)?) (ist|sind|war|waren|wird|werden|wurde|wurden|kann|können|hat|haben|gilt|gelten|muss|müssen) ([^,]{4,100}), weil (.{10,})$`)
)

func deutsch(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := deDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "de") && len(m[5]) > 15 {
		score := 1.0
		if m[1] == "Der " || m[1] == "Die " || m[1] == "Das " {
			if !strings.HasPrefix(m[5], "ein") {
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
	if m := deConsists.FindStringSubmatch(text); m != nil && thing(m[2], "de") {
		add("parts", "Woraus "+m[3]+" "+lowerFirst(m[1], c)+m[2]+"?", "Aus "+m[4], m[2], 0.85)
		return
	}
	if m := deBecause.FindStringSubmatch(text); m != nil {
		subject := lowerArticle(m[1])
		add("reason", "Warum "+m[2]+" "+subject+" "+m[3]+"?", "Weil "+m[4], m[1], 0.85)
	}
	if m := deWhen.FindStringSubmatch(text); m != nil && selfContained(m[1]) {
		add("condition", "Was gilt, wenn "+m[1]+"?", text, m[1], 0.5)
	}
}

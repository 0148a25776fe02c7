package flashcard

import (
	"regexp"
	"strings"
)

// The Spanish shapes.
var (
	esDefinition = regexp.MustCompile(`^(Una? |El |La |Los |Las )?([\p{L}\d][\p{L}\d-]*(?: [\p{L}\d-]+){0,4})(?: \(([^)]{2,60})\))? (es|son) ((?:una?|unos|unas|el|la|los|las|aquel|aquella|aquellos|aquellas|cualquier|todo|toda) .+)$`)
	esLlama      = regexp.MustCompile(`^(?:Se llama|Se denomina|Llamamos|Denominamos|Se conoce como|Se entiende por|Entendemos por) (.{3,60}?) (?:a |al |como )?((?:una?|el|la|los|las|todo|toda|aquel|aquella|lo|conjunto|cualquier|l) ?.{8,})$`)
	esCalled     = regexp.MustCompile(`^((?:Una?|El|La|Los|Las) .{8,110}?) se (?:llaman?|denominan?|conocen? como) (?:una? |el |la |los |las )?([\p{L}][\p{L}-]+(?: [\p{L}-]+){0,3})\.$`)
	esDefine     = regexp.MustCompile(`^(?:Una? |El |La |Los |Las )?([\p{L}][\p{L}\d -]{2,60}?) (?:se (?:define|puede definir|entiende|puede entender)|puede ser (?:entendid|definid|vist)[oa]) como (.{12,})$`)
	esConsiste   = regexp.MustCompile(`^((?:Una? |El |La )?)([\p{L}][\p{L}\d -]{2,60}?) consiste en (.{15,})$`)
	esBecause    = regexp.MustCompile(`^((?:Una? |El |La |Los |Las )[\p{L}-]+(?: [\p{L}-]+){0,5}) (es|son|está|están) ([^,]{4,80}),? porque (.{12,})$`)
	esJudges     = regexp.MustCompile(`^(?:una? |el |la |los |las )(?:muy |bastante )?(?:buen|buena|mejor|gran|pequeñ|simple|más|menos|otr|mism|únic|primer|últim|siguiente|ejemplo|caso|cuestión|problema|razón|objetivo|consecuencia|resultado|respuesta|que|encargad|responsable|factor|aspecto|importante|fundamental|esencial|básic|características?|parte (?:más|important|integral|integrante|fundamental|esencial)|\p{L}+ (?:fundamental|important|esencial|indispensable|imprescindible|útil|poderos|potente|valios|clave|más |no ))|^una? de (?:las|los) `)
)

func spanish(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := esLlama.FindStringSubmatch(text); m != nil && named(m[1], "es") {
		add("definition", "¿A qué se llama "+m[1]+"?", m[2], m[1], 1.1)
		return
	}
	if m := esDefine.FindStringSubmatch(text); m != nil && thing(m[1], "es") && named(m[1], "es") {
		add("definition", "¿Cómo se define «"+m[1]+"»?", m[2], m[1], 1)
		return
	}
	if m := esCalled.FindStringSubmatch(text); m != nil && named(m[2], "es") && !strings.ContainsAny(m[1], ";:,.") && selfContained(m[1]) && !pronouned(fold(m[1])) {
		verb := "llama "
		if strings.HasPrefix(m[1], "L") && (strings.HasPrefix(m[1], "Los ") || strings.HasPrefix(m[1], "Las ")) {
			verb = "llaman "
		}
		add("called", "¿Cómo se "+verb+lowerFirst(m[1], c)+"?", m[2], m[2], 0.9)
		return
	}
	if m := esConsiste.FindStringSubmatch(text); m != nil && thing(m[2], "es") && named(m[2], "es") && (m[1] != "" || c.doc.evident(m[2], c)) && c.knows(m[2]) {
		add("definition", "¿En qué consiste "+lowerFirst(m[1], c)+m[2]+"?", "En "+m[3], m[2], 0.85)
		return
	}
	if m := esDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "es") && named(m[2], "es") && len(strings.Fields(m[5])) >= 4 && !oneOf(m[2], m[5]) && !esJudges.MatchString(m[5]) {
		general := m[1] == "Un " || m[1] == "Una "
		if general || marked(m[2], c) || ofAKind(m[2], m[5], c) || c.doc.evident(m[2], c) && (m[1] == "" || strings.HasPrefix(m[5], "un")) {
			add("definition", "¿Qué "+m[4]+" "+lowerFirst(m[1], c)+m[2]+"?", m[5], m[2], 1)
			return
		}
	}
	if m := esBecause.FindStringSubmatch(text); m != nil && selfContained(m[1]) && c.surely(m[1]) && !pronouned(fold(m[4])) {
		add("reason", "¿Por qué "+m[2]+" "+m[3]+" "+lowerFirst(m[1], c)+"?", "Porque "+m[4], m[1], 0.8)
	}
}

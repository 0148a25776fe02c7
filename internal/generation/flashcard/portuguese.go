package flashcard

import (
	"regexp"
	"strings"
)

// The Portuguese shapes, of both spellings.
var (
	ptDefinition = regexp.MustCompile(`^(Uma? |O |A |Os |As )?([\p{L}\d][\p{L}\d-]*(?: [\p{L}\d-]+){0,4}?)(?:, ou [^,]{2,40},)?(?: \(([^)]{2,60})\))? (é|são) ((?:uma?|uns|umas|o|a|os|as|aquel[ea]s?|qualquer|todos?|todas?|tudo) .+)$`)
	ptChama      = regexp.MustCompile(`^(?:Chama-se|Chamam-se|Chamamos|Denomina-se|Designa-se(?: por)?|Dá-se o nome de|Entende-se por|Entendemos por|Diz-se|Define-se) ([^,;:]{3,60}?),? (?:(?:a|ao|à|aos|às|como|por) )?((?:uma?|o|a|os|as|todo|toda|qualquer|aquel[ea]|conjunto|tudo) .{8,})$`)
	ptPor        = regexp.MustCompile(`^Por ([^,;:]{3,60}?),? (?:entende-se|entendem-se|entendemos) (.{12,})$`)
	ptDefine     = regexp.MustCompile(`^(?:Uma? |O |A |Os |As )?([\p{L}][\p{L}\d -]{2,60}?) (?:define-se|definem-se|(?:é|são) definid[oa]s?|pode ser (?:definid|entendid|vist)[oa]|pode definir-se|entende-se) (?:como|por) (.{12,})$`)
	ptCalled     = regexp.MustCompile(`^((?:Uma?|O|A|Os|As) .{8,110}?) (?:chama-se|chamam-se|designa-se(?: por)?|designam-se(?: por)?|denomina-se|denominam-se|diz-se|(?:é|são) (?:chamad|denominad|designad)[oa]s?(?: por| de)?) (?:uma? |o |a |os |as )?([\p{L}][\p{L}-]+(?: [\p{L}-]+){0,3})\.$`)
	ptConsiste   = regexp.MustCompile(`^((?:Uma? |O |A |Os |As )?)([\p{L}][\p{L}\d -]{2,60}?) (consiste|consistem) ((?:em|no|na|nos|nas|num|numa) .{12,})$`)
	ptParts      = regexp.MustCompile(`^((?:Uma? |O |A |Os |As |Cada )?)([\p{L}\d][\p{L}\d-]*(?: [\p{L}\d-]+){0,4}?) (é|são) (compost|constituíd|formad)([oa]s?) (por|pelos?|pelas?|de) (.{6,})$`)
	ptSaid       = regexp.MustCompile(`^(?:[Dd]izemos|[Dd]iz-se) que ((?:uma?|o|a|os|as|dois|duas) .{3,70}?) (é|são) ([\p{L}-]+(?: [\p{L}-]+){0,3}),? (?:se|caso|quando|sse) (.{8,})$`)
	ptBecause    = regexp.MustCompile(`^((?:Uma? |O |A |Os |As )[\p{L}-]+(?: [\p{L}-]+){0,5}) (é|são|está|estão) ([^,]{4,80}),? (?:porque|pois|já que|uma vez que) (.{12,})$`)
	ptJudges     = regexp.MustCompile(`^(?:(?:uma?|o|a|os|as) )(?:muito |bastante )?(?:bo[am]|ótim|melhor|pior|grande|pequen|simples|mais|menos|outr|mesm|únic|primeir|últim|seguinte|exemplo|caso|questão|problema|razão|motivo|objetivo|consequência|resultado|resposta|important|fundamental|essencial|principal|responsável|que|\p{L}+ (?:integrante|fundamental|important|essencial|indispensável|útil|poderos|valios|crucial|chave|mais ))|^uma? d[oa]s `)
)

func portuguese(c sentence, add func(shape, front, back, term string, score float64)) {
	text := c.text
	if m := ptPor.FindStringSubmatch(text); m != nil && named(m[1], "pt") {
		add("definition", "O que se entende por “"+m[1]+"”?", m[2], m[1], 1.1)
		return
	}
	if m := ptChama.FindStringSubmatch(text); m != nil && named(m[1], "pt") {
		add("definition", "O que se entende por “"+m[1]+"”?", m[2], m[1], 1.1)
		return
	}
	if m := ptDefine.FindStringSubmatch(text); m != nil && thing(m[1], "pt") && named(m[1], "pt") {
		add("definition", "Como se define “"+m[1]+"”?", m[2], m[1], 1)
		return
	}
	if m := ptParts.FindStringSubmatch(text); m != nil && thing(m[2], "pt") && named(m[2], "pt") && (general(m[1]) || c.knows(m[2])) {
		add("parts", "De que "+m[3]+" "+m[4]+m[5]+" "+lowerFirst(m[1], c)+m[2]+"?", m[6]+" "+m[7], m[2], 0.85)
		return
	}
	if m := ptCalled.FindStringSubmatch(text); m != nil && named(m[2], "pt") && !strings.ContainsAny(m[1], ";:,.") && selfContained(m[1]) && !pronouned(fold(m[1])) && calledSubject(m[1], c) {
		verb := "chama "
		if strings.HasPrefix(m[1], "Os ") || strings.HasPrefix(m[1], "As ") {
			verb = "chamam "
		}
		add("called", "Como se "+verb+lowerFirst(m[1], c)+"?", m[2], m[2], 0.9)
		return
	}
	if m := ptConsiste.FindStringSubmatch(text); m != nil && thing(m[2], "pt") && named(m[2], "pt") && (m[1] != "" || c.doc.evident(m[2], c)) && c.knows(m[2]) {
		add("definition", "Em que "+m[3]+" "+lowerFirst(m[1], c)+m[2]+"?", m[4], m[2], 0.85)
		return
	}
	if m := ptDefinition.FindStringSubmatch(text); m != nil && thing(m[2], "pt") && named(m[2], "pt") && len(strings.Fields(m[5])) >= 4 && !oneOf(m[2], m[5]) && !ptJudges.MatchString(m[5]) {
		if general(m[1]) || marked(m[2], c) || ofAKind(m[2], m[5], c) || c.doc.evident(m[2], c) && strings.HasPrefix(m[5], "um") {
			add("definition", "O que "+m[4]+" "+lowerFirst(m[1], c)+m[2]+"?", m[5], m[2], 1)
			return
		}
	}
	if m := ptSaid.FindStringSubmatch(text); m != nil && selfContained(m[1]) {
		add("definition", "Quando se diz que "+m[1]+" "+m[2]+" “"+m[3]+"”?", "Se "+m[4], m[3], 1)
		return
	}
	if m := ptBecause.FindStringSubmatch(text); m != nil && selfContained(m[1]) && c.surely(m[1]) && !pronouned(fold(m[4])) {
		add("reason", "Por que razão "+lowerFirst(m[1], c)+" "+m[2]+" "+m[3]+"?", "Porque "+m[4], m[1], 0.8)
	}
}

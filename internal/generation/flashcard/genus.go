package flashcard

import (
	"regexp"

	"studyapp/internal/generation/words"
)

// genus are by language the nouns of kinds that a definition begins with though
// its article is that of one thing: "Coupling is the degree of …".
var genus = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^the (?:process|act|action|ability|capacity|degree|extent|set|number|amount|rate|ratio|study|practice|measure|collection|property|tendency|relationship|relation|difference|sum|product|probability|time|branch|field|science|art|state|movement|conversion|transfer|change) (?:of|in which|by which|that|between|to|for|at which|where)\b`),
	"de": regexp.MustCompile(`^(?:der|die|das) (?:Grad|Menge|Prozess|Vorgang|Fähigkeit|Möglichkeit|Maß|Beziehung|Anzahl|Zahl|Zeit|Dauer|Differenz|Summe|Quotient|Verhältnis|Wissenschaft|Lehre|Eigenschaft|Wahrscheinlichkeit|Zustand|Geschwindigkeit|Bestreben|Übergang|Umwandlung|Gesamtheit)(?: (?:der|des|von|aus|zu|zur|zum|zwischen|für|eines|einer)\b|, (?:in|die|der|das|den|mit|bei|auf)\b)`),
	"fr": regexp.MustCompile(`^(?:le |la |l['’])(?:degré|ensemble|processus|capacité|aptitude|mesure|action|relation|nombre|quantité|temps|durée|différence|somme|rapport|science|étude|propriété|probabilité|état|vitesse|passage|transformation|fait) (?:des?|du|d['’]|qui|que|où|par|entre|pour|dont)`),
	"es": regexp.MustCompile(`^(?:el|la) (?:grado|conjunto|proceso|capacidad|medida|acción|relación|número|cantidad|tiempo|diferencia|suma|cociente|ciencia|estudio|propiedad|probabilidad|estado|velocidad|tendencia|paso|transformación) (?:del?|que|en|por|con|entre|para)\b`),
	"it": regexp.MustCompile(`^(?:il |lo |la |l['’])(?:grado|insieme|processo|capacità|misura|azione|relazione|numero|quantità|tempo|differenza|somma|rapporto|scienza|studio|proprietà|probabilità|stato|velocità|tendenza|passaggio|trasformazione) (?:di|d['’]|del\p{L}*|dei|degli|che|in|per|con|tra|fra)`),
	"pt": regexp.MustCompile(`^[oa] (?:grau|conjunto|processo|capacidade|medida|ação|relação|número|quantidade|tempo|diferença|soma|ciência|estudo|propriedade|probabilidade|estado|velocidade|tendência|passagem|transformação) (?:de|d[oa]s?|que|em|por|com|entre|para)\b`),
}

// ofAKind reports that a predicate defines a term that the document is about.
func ofAKind(term, predicate string, c sentence) bool {
	g := genus[c.lang]
	return g != nil && g.MatchString(predicate) && (marked(term, c) || c.doc.goesOnWith(term, c.lang))
}

// goesOnWith reports a term that a text goes on to use: it stands in a heading,
// or some more sentences have all of its words.
func (t terms) goesOnWith(term, lang string) bool {
	n := 0
	for _, tok := range words.Tokens(bracketed.ReplaceAllString(term, ""), lang) {
		if !tok.Content() {
			continue
		}
		if n++; t.plain[tok.Stem] < usedIn && !t.heading[tok.Stem] {
			return false
		}
	}
	return n > 0
}

// usedIn is in how many sentences a term stands that the text uses, its own
// among them.
const usedIn = 3

package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// topic is what the nearest headings say that a part of the page is about, as it
// may stand in front of a question: without number and picture, and with the
// heading above it where it is only a label ("Advantages" of what). It is empty
// where they name nothing.
func topic(s Sentence) string {
	path := s.Path
	if len(path) == 0 && s.Heading != "" {
		path = []string{s.Heading}
	}
	return topicOf(path, s.Lang)
}

func topicOf(path []string, lang string) string {
	for len(path) > 0 && environment.MatchString(strings.TrimSpace(path[len(path)-1])) {
		path = path[:len(path)-1] // a definition's own
	}
	if len(path) == 0 {
		return ""
	}
	h := heading(path[len(path)-1], lang)
	if h != "" && !isLabel(h) {
		if len(path) > 1 && (quality.MatchString(h) || makeUp.MatchString(h)) {
			if above := heading(path[len(path)-2], lang); above != "" && !isLabel(above) && !within(h, above, lang) {
				return above + " – " + h // of what sort
			}
		}
		return h
	}
	if len(path) == 1 || h == "" {
		return ""
	}
	above := heading(path[len(path)-2], lang)
	if len(path) > 2 && isLabel(above) {
		above = heading(path[len(path)-3], lang) // a label below a label
	}
	if above == "" || isLabel(above) {
		return ""
	}
	return above + " – " + h
}

// quality is a heading of one adjective.
var quality = regexp.MustCompile(`^(?:\p{Cyrillic}+(?:ая|яя|ый|ий|ой|ое|ее|ые|ие)|\p{Latin}+(?:ive|ous|less|able|ible|iv[oa]s?|eux|euse|os[oa]s?|ique|ic[oa]s?))$`)

// makeUp is a heading over what the thing in the heading above it is made of, or
// how one speaks of it.
var makeUp = regexp.MustCompile(`^(?i:anatom(?:y|ie|[ií]a)|components?|komponenten|bestandteile|composantes?|composants?|componentes?|componenti|elements?|elemente|éléments?|elementos?|elementi|members|mitglieder|membres|miembros|membri|membros|roles?|rollen|rôles?|ruoli|papéis|actors|akteure|acteurs|actores|attori|atores|vocabulary|vokabular|vocabulaire|vocabulario|vocabolario|vocabulário|basics|grundlagen|grundbegriffe|notions de base|conceptos básicos|concetti di base|conceitos básicos|компоненты|элементы|роли|основные понятия)$`)

// above is the topic that a heading itself stands under.
func above(s Sentence) string {
	if len(s.Path) < 2 {
		return ""
	}
	return topicOf(s.Path[:len(s.Path)-1], s.Lang)
}

// The longest heading that stands in front of a question, in words and in code
// points.
const (
	headingWords = 8
	headingRunes = 70
)

// heading is a heading without what is not its words, or empty where it names
// nothing by itself.
func heading(h, lang string) string {
	h = strings.TrimRight(headingMark.ReplaceAllString(words.Line(h), ""), " :.：…")
	h = strings.TrimSpace(headingTail.ReplaceAllString(pictures.ReplaceAllString(h, ""), ""))
	for _, q := range whatIs {
		if m := q.FindStringSubmatch(h); m != nil {
			h = capital(m[1])
		}
	}
	n := len([]rune(h))
	switch {
	case n < 2, n > headingRunes, len(strings.Fields(h)) > headingWords, strings.ContainsAny(h, "?¿？!：|{}=<>\\`$_"), strings.Contains(h, ": "), strings.Contains(h, "..."):
		return ""
	case sentenceLike.MatchString(h), dated.MatchString(h), !balanced(h), organising.MatchString(h), exercises.MatchString(h), contentsOf.MatchString(h), bare.MatchString(h):
		return ""
	case strings.IndexFunc(h, unicode.IsLetter) < 0 || !content(h, lang) && !caseless(h):
		return ""
	}
	return h
}

var (
	// headingMark is a heading's number and picture.
	headingMark = regexp.MustCompile(`^(?:[^\p{L}\p{N}¿«“„"(（]+|(?:§\s*)?\(?[\dIVX]+(?:\.[\dA-Za-z]+)*[.)]*(?:\s+|$)|[A-Z]?\d+\s*[—–-]\s+|(?i:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|глава|unit|unidad|lecture|lezione|aula|лекция|vorlesung(?:swoche)?)\s*\d+\s*[.:—–-]?\s*)+`)
	// pictures are those behind a heading.
	pictures = regexp.MustCompile(`[\s\p{So}\x{fe0f}\x{200d}]+$`)
	// headingTail is where it stands in a book.
	headingTail = regexp.MustCompile(`\s*\((?i:s|p|pp|pag|pág)\.? ?\d+[^)]*\)$`)
	whatIs      = []*regexp.Regexp{
		regexp.MustCompile(`^(?i:what (?:is|are)(?: an?| the)?|was (?:ist|sind)(?: eine?| der| die| das)?|¿?qué (?:es|son)(?: una?| el| la| los| las)?|che cos['’]è(?: un[ao]?| il| lo| la)?|che cosa sono(?: i| gli| le)?|o que (?:é|são)(?: uma?| o| a| os| as)?|что такое) ([^?]{2,60}) ?\?$`),
		regexp.MustCompile(`^(?i:qu['’]est-ce qu(?:e |['’])(?:une? |le |la |l['’])?)([^?]{2,60}?) ?\?$`),
		regexp.MustCompile(`^什么是([^？]{2,20})？$`),
	}
	// contentsOf are headings of parts that hold no subject of their own.
	contentsOf = regexp.MustCompile(`^(?i:contents?|sommaire|plan|outline|agenda|sumário|índice|gliederung|оглавление|overview|introduction|non-?examples?|counter-?examples?|gegenbeispiele?|contre-exemples?|contraejemplos?|controesempi[o]?|contraexemplos?|section guide|chapter home|inhalt|überblick|einleitung|einführung|contenidos?|introducción|contenu|introduction|indice|introduzione|conteúdos?|introdução|содержание|введение|目录|summary|conclusions?|zusammenfassung|fazit|resumen|conclusi[oó]n(?:es)?|résumé|riassunto|conclusion[ei]|resumo|conclusão|итоги?|выводы?|notes?|notizen|apuntes|appunti|notas)$`)
	// sentenceLike says that there are some things, and names none.
	sentenceLike = regexp.MustCompile(`^(?i:there (?:is|are)|es gibt|il (?:y a|existe)|hay|existen?|existem|ci sono|esistono|há|существуют|бывают) `)
	bare         = regexp.MustCompile(`^[\p{Lu}\d]{1,2}$|^[\d.]+$`)
	// environment is a definition or theorem with its number, set as a heading.
	environment = regexp.MustCompile(`^(?i:theorem|lemma|proposition|corollary|remark|definition|satz|korollar|bemerkung|théorème|lemme|corollaire|remarque|définition|teorema|lema|corolario|proposición|observación|definición|definizione|corollario|proposizione|osservazione|definição|corolário|proposição|observação|определение|теорема|лемма|定义|定理)[\s.]*[\d(:]`)
	// dated is a heading of a diary: when something was said, and not of what.
	dated = regexp.MustCompile(`(?i)^(?:day|week|tag|woche|jour|semaine|día|semana|dia|giorno|settimana|день|неделя|session|class|clase|séance|exam prep|klausurvorbereitung|lezione del)\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\. \p{Lu}`)
)

// within reports that a topic's words stand in a text already.
func within(topic, text, lang string) bool {
	have := map[string]bool{}
	for _, t := range words.Tokens(text, lang) {
		have[t.Stem] = true
	}
	for _, t := range words.Tokens(topic, lang) {
		if t.Content() && !have[t.Stem] {
			return false
		}
	}
	return true
}

// under puts the topic in front of a question, unless its words stand there.
func under(s Sentence, question string) string {
	t := topic(s)
	if t == "" || within(t, question, s.Lang) {
		return question
	}
	return t + " – " + question
}

package flashcard

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
)

// asked makes the card of a question that the text asks and answers itself.
func (m *maker) asked(s Sentence) draft {
	question, okQuestion := s.cut(s.Entry.Term)
	answer, okAnswer := s.cut(s.Entry.Body)
	question = strings.TrimSpace(headingMark.ReplaceAllString(words.Line(question), ""))
	answer = answerMark.ReplaceAllString(words.Line(answer), "")
	dense := s.Lang == "zh" || s.Lang == "ja"
	n, least := len([]rune(question)), 18
	if dense {
		least = 7
	}
	switch {
	case s.Outside != Kept:
		return refuse(s.Outside)
	case !okQuestion || !okAnswer || !s.soundFormulas(question) || !s.soundFormulas(answer):
		return refuse(Half)
	case n < least || n > 170 || len([]rune(answer)) > longestBody:
		return refuse(Unwieldy)
	case strings.Count(question, "?")+strings.Count(question, "？")+strings.Count(question, "؟") != 1 || !interrogative.MatchString(question):
		return draft{} // a figure of speech
	case len(strings.Fields(answer)) < 4 && !dense:
		return refuse(Says)
	case torn(question), torn(answer), strings.HasSuffix(answer, ":"), strings.HasSuffix(answer, "："), questionlike(answer):
		return refuse(Fragment)
	case organising.MatchString(question), organising.MatchString(answer):
		return refuse(Organising)
	case points(question, s.Lang), points(answer, s.Lang), numberedPlace.MatchString(question), pronouned(fold(question)), addressed.MatchString(" " + fold(question+" "+answer) + " "):
		return refuse(Leans)
	case dangles(answer, s.Lang) && !subjectPronoun.MatchString(answer) && !copulas[firstWord(fold(answer))] && !reasons[firstWord(fold(answer))]:
		return refuse(Leans)
	}
	if whose.MatchString(question) && party.MatchString(answer) {
		return refuse(Exercise)
	}
	asks := 0
	for _, t := range words.Tokens(question, s.Lang) {
		if t.Content() && !interrogatives[t.Norm] {
			asks++
		}
	}
	front := question
	if about := above(s); asks < 3 && !whatIsIt(question) {
		switch {
		case about != "" && !within(about, question, s.Lang):
			front = about + " – " + question
		case about == "" && len(s.Path) > 1, asks < 2:
			return refuse(NoTerm)
		}
	}
	c := Card{Kind: Basic, Front: front, Back: capital(end(answer)), Term: words.Fold(question), Shape: "asked", Score: 1.2}
	if dense {
		c.Back = answer
	}
	if fresh(c, s.Lang) < 1 {
		return refuse(GivenAway)
	}
	return draft{card: c}
}

// whatIsIt reports a question that asks what one thing is.
func whatIsIt(question string) bool {
	for _, q := range whatIs {
		if q.MatchString(question) {
			return true
		}
	}
	return false
}

var (
	// whose asks for somebody, party names one of a case by a letter.
	whose = regexp.MustCompile(`^¿?(?i:who|whose|wer|wem|wen|qui|quién|chi|quem|кто) `)
	party = regexp.MustCompile(`^\p{Lu}(?:[,.;]| (?:is|has|ist|hat|est|es|è|é)\b|$)`)
	// answerMark is what an exam writes before an answer.
	answerMark = regexp.MustCompile(`^(?:(?i:answer|antwort|réponse|respuesta|risposta|resposta|ответ|答案|答)\s*\d*\s*[:：.]\s*|[A-Z][:)]\s+)`)
	// interrogative begins as a question does, or asks behind a comma.
	interrogative = regexp.MustCompile(`(?i)^¿?(?:(?:in|on|at|by|for|from|to|with|of|in|an|auf|aus|bei|durch|für|mit|von|woraus|en|de|à|dans|par|pour|avec|con|por|para|a|di|da|per|tra|su|em|sobre|от|из|в|на|для|с|о|чем)\s+)?(?:what|why|how|when|where|which|who|whose|was|warum|wieso|weshalb|wie|wann|wo|welche[rsnm]?|wer|wozu|wodurch|womit|wofür|woraus|worin|que|qu['’]|quel(?:le)?s?|pourquoi|comment|quand|où|qui|combien|qué|cuál(?:es)?|por qué|cómo|cuándo|dónde|quién(?:es)?|cuánt[oa]s?|che|cosa|cos['’]|qual[ei]?|perch[éè]|come|quando|dove|chi|quant[ioae]|o que|quais|por que|porque|porquê|como|onde|quem|что|почему|зачем|как(?:ой|ая|ое|ие|им|их)?|когда|где|кто|сколько|чем|чего)(?:[ ’']|\p{L}*[’'])|^(?:什么|为什么|如何|怎么|哪|何)|(?:是什么|为什么|有哪些|什么|吗)？$`)
	// addressed speaks to the reader.
	addressed = regexp.MustCompile(` (?:you|your|du|dein[er]?|sie haben|ihr|tu|ton|ta|tus?|usted|vosotros|te|ti|tuo|tua|voi|seu|sua|ты|вы|ваш|你|您) `)
)

// reasons begin an answer to "why".
var reasons = setOf("because weil da denn parce car porque perché perchè poiché porquê pois потому так to um damit pour para per")

// interrogatives are words of questions that say nothing of what is asked for.
var interrogatives = setOf("what why how when where which who difference differences unterschied diferencia diferencias différence differenza diferença mean means meaning work works bedeutet funktioniert significa funciona funziona significado consiste sirve serve используется означает такое")

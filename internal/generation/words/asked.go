package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	guess "studyapp/internal/ingest/language"
)

// questionWords are the words that ask in a language, and the verbs that stand beside
// them: a short question has few others that tell its language.
var questionWords = map[string]string{
	"en": "what which who whom whose when where why how does did",
	"de": "was welche welcher welches welchen welchem wer wen wem wessen wann wo wohin woher wie warum weshalb wieso wozu womit worauf worin wodurch wofür wovon woran wurde wurden heißt hieß bedeutet nenne fand",
	"fr": "quel quelle quels quelles quand où qui quoi pourquoi comment combien lequel laquelle fut était appelle",
	"es": "qué cuál cuáles cuándo dónde quién quiénes cómo cuánto cuánta cuántos cuántas fue",
	"it": "che cosa quale quali quando dove chi perché come quanto quanta quanti quante fu venne",
	"pt": "que qual quais quando onde quem como quanto quanta quantos quantas foi",
	"nl": "wat welke welk wie wanneer waar waarom hoe hoeveel waarvoor werd",
	"sv": "vad vilken vilket vilka vem när var varför hur",
	"da": "hvad hvilken hvilket hvilke hvem hvornår hvor hvorfor hvordan blev",
	"no": "hva hvilken hvilket hvilke hvem når hvor hvorfor hvordan ble",
	"fi": "mikä mitä mitkä milloin missä mihin kuka kenen miten miksi kuinka",
	"hu": "mi mit melyik mikor hol hová ki kit hogyan miért hány mennyi",
	"ro": "care ce când unde cine cum cât câți câte fost",
	"ru": "что чем чему кто кого кому чей когда где куда откуда почему зачем как сколько насколько какой какая какое какие какого какую каких каким каком какому какими каков какова каково каковы назовите назови",
	"tr": "ne neyi neye nedir nelerdir kim kimi kime kimdir kaç kaçtır hangi hangisi hangileri nerede nereye nereden nasıl neden niçin niye zaman mi mı mu mü",
	"ar": "ما ماذا متى أين من كيف لماذا كم أي هل",
}

var asking = func() map[string][]string {
	all := map[string][]string{}
	for code, list := range questionWords {
		for w := range strings.FieldsSeq(list) {
			all[w] = append(all[w], code)
		}
	}
	return all
}()

// ownLetters are letters of one language, or of one that has stop words here.
var ownLetters = map[rune]string{'ß': "de", 'ã': "pt", 'õ': "pt", 'ğ': "tr", 'ı': "tr", 'ы': "ru", 'э': "ru", 'ő': "hu", 'ű': "hu", 'ă': "ro", 'ț': "ro", 'ł': "pl", 'ż': "pl", 'ś': "pl", 'ř': "cs", 'ů': "cs", 'ě': "cs"}

// sure is how many votes a word or a letter has that one language has alone.
const sure = 2

// Asked guesses the language of a question, as Language does of a text, by the words
// that ask and by single letters as well. Where neither tells, the letters of all of
// it do, of more languages than have stop words here; it is "" where nothing tells.
func Asked(question string) string {
	question = inOwnScript(question)
	votes, n := vote(question)
	for w := range strings.FieldsFuncSeq(Fold(question), partsWords) {
		list := asking[w]
		for _, code := range list {
			switch {
			case len(list) == 1:
				votes[code] += sure
			case !languages[code].stop[w] && languages[code].guards[w] == NoGuard: // else it was counted
				votes[code]++
			}
		}
	}
	for w := range strings.FieldsSeq(question) {
		if strings.ContainsFunc(w, isVietnamese) {
			votes["vi"] += sure
		}
	}
	for c, code := range ownLetters {
		if strings.ContainsRune(question, c) {
			votes[code] += sure
		}
	}
	if best := elected(votes, n); best != "" {
		return best
	}
	if lang := Language(question); lang != "" {
		return lang
	}
	return guess.Of(question, "")
}

// inOwnScript leaves the Latin names out of a question that begins in another script.
func inOwnScript(question string) string {
	at := strings.IndexFunc(question, unicode.IsLetter)
	if at < 0 {
		return question
	}
	if begins, _ := utf8.DecodeRuneInString(question[at:]); unicode.Is(unicode.Latin, begins) {
		return question
	}
	return strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Latin, c) {
			return ' '
		}
		return c
	}, question)
}

// isVietnamese reports a letter that only Vietnamese has: with a horn, or with two
// marks.
func isVietnamese(c rune) bool {
	return c == 'ơ' || c == 'ư' || c >= 0x1ea4 && c <= 0x1eb7 || c >= 0x1ebe && c <= 0x1ec7 || c >= 0x1ed0 && c <= 0x1ee3 || c >= 0x1ee8 && c <= 0x1ef1
}

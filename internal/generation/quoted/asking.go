package quoted

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// askWords carry the asking, not what is asked for.
var askWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("can could will would should must may tell explain describe give list name show define summarize summarise compare does did wann wer wen wem warum wieso weshalb wieviel viele welche welcher welches nenne erkläre beschreibe definiere happen happens mean means meaning say says work works fammi dammi dimmi donnez gib mir zeig gegeben genannt erwähnt given mentioned dame muéstrame muestra дай приведи bedeutet heißt quel quelle quels quelles combien quand pourquoi cuándo quién cuánto cuántos qué когда кто сколько почему какой какая какие") {
		m[w] = true
	}
	return m
}()

// asking are the question words of single languages, without marks. They are
// other words elsewhere ("come", "comment", "ile"), so that a question of
// another language keeps them.
var asking = map[string]string{
	"es": "que quien quienes cual cuales cuando cuanto cuanta cuantos cuantas donde como dime explica nombra significa dice pasa sucede ocurre funciona sirve hay entre enumera lista cita",
	"fr": "qui que quoi ou comment lequel laquelle lesquels nomme explique dit fait faut passe signifie appelle sert entre cite citez enumere enumerez nommez donne donnez",
	"it": "chi che cosa cos quando dove perche quanto quanta quanti quante quale quali come significa dice succede accade funziona serve calcola puo fra tra elenca nomina cita",
	"pt": "quem que quando onde qual quais quanto quanta quantos quantas como porque e significa diz acontece funciona serve entre enumere liste cite nomeie",
	"nl": "wie wat wanneer waar hoeveel waarom welke welk hoe zegt gebeurt werkt betekent tussen noem geef",
	"ru": "что где кого кому чей зачем какого каких который такое такой такая такие работает происходит значит означает между назови назовите перечисли перечислите",
	"uk": "хто що де коли чому скільки який яка яке які як",
	"de": "funktioniert passiert geschieht besagt sagt steht geht worum versteht gibt zwischen zahle",
	"pl": "kto co kiedy gdzie ile dlaczego jak ktory ktora ktore jaki jaka jakie jakich wymien podaj sa jest byl byla bylo byly to sie w na polega czym oznacza przy",
	"tr": "kim ne zaman nerede nereden nereye kac neden nicin hangi nasil mi",
	"el": "ποιοσ ποια ποιο ποιοι τι ποτε που ποσο ποσα ποσοι ποσεσ γιατι πωσ ειναι ηταν ο η το οι τα του τησ των",
	"vi": "ai gi nao dau khi bao nhieu gio sao may",
	"he": "מי מה מתי איפה היכן כמה למה מדוע איזה איזו אילו איך האם לאן מאין",
	"ar": "من ما ماذا متي اين كم لماذا كيف هل اي",
	"fa": "چه كه كي كجا چند چرا چگونه ايا كدام",
}

var asksIn = func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for lang, list := range asking {
		all[lang] = map[string]bool{}
		for w := range strings.FieldsSeq(list) {
			all[lang][w] = true
		}
	}
	return all
}()

// mayAsk are the question words of all languages: a short question, typed
// without marks, is often taken for another language than it is in.
var mayAsk = func() map[string]bool {
	all := map[string]bool{}
	for _, list := range asksIn {
		for w := range list {
			all[w] = true
		}
	}
	return all
}()

// asks reports whether a word of a question only asks. The script tells the
// language of some; a short question in Latin letters that tells none may be
// Vietnamese.
func asks(t words.Token, lang string) bool {
	typed := fold.Plain.Text(t.Norm)
	if end := strings.IndexByte(typed, '\''); end > 2 { // "cos'è"
		typed = typed[:end]
	}
	if asksWide(t.Norm) {
		return true
	}
	if askWords[t.Norm] || askWords[typed] || asksIn[lang][typed] {
		return true
	}
	if asksIn[lang] != nil {
		return false
	}
	for _, script := range []string{"ru", "uk", "el", "he", "ar", "fa"} {
		if asksIn[script][typed] {
			return true
		}
	}
	return lang == "" && typed != "ai" && asksIn["vi"][typed]
}

// asksWide reports that two signs of a script without spaces are of a question's
// words, or bind words ("是什", "的三").
func asksWide(pair string) bool {
	r := []rune(pair)
	return len(r) == 2 && unicode.Is(unicode.Han, r[0]) && unicode.Is(unicode.Han, r[1]) && (asksSign[r[0]] || asksSign[r[1]])
}

var asksSign = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "什么麼嗎吗呢哪谁誰的是" {
		m[r] = true
	}
	return m
}()

// OnlyAsks reports whether a word of a question only asks, or says what kind of
// answer is wanted, in whatever language: nobody means another word by it.
func OnlyAsks(word string) bool {
	typed := fold.Plain.Text(word)
	return askWords[typed] || mayAsk[typed] || differs.MatchString(word) || differs.MatchString(typed) || kindOf(word) != Anything || wants(word) != Anything
}

var wantPatterns = []struct {
	want Want
	re   *regexp.Regexp
}{
	{Figure, regexp.MustCompile(`(?i)^\W*(by )?how (many|much|large|big|long|far|old|tall|high|deep|fast|often)\b|\bhow (many|much)\b|\bwie ?(viele?|hoch|gro(?:ß|ss)|lang|weit|alt|schnell|oft|tief)\b|\bcombien\b|\bcu[aá]nt[oa]s?\b|\bquant[oiae]s?\b|сколько|hoeveel|多少|幾|いくつ|いくら|\b(number|amount|percentage|population|rate|cost|price|total|height|temperature|boiling point|Anzahl|Höhe|Prozent)\b`)},
	{Time, regexp.MustCompile(`(?i)^\W*(since |until )?when\b|\b(what|which|in what|in which) (year|date|day|month|century|decade)\b|\bwann\b|welche[ms] (Jahr|Tag|Datum|Monat)|\bquand\b|\bcu[aá]ndo\b|когда|каком году|\bquando\b|wanneer|何年|いつ|什么时候`)},
	{Person, regexp.MustCompile(`(?i)^\W*(to |by |for |from )?who(m|se)?\b|\bwer\b|\bwem\b|\bwen\b|\bqui\b|\bqui[eé]n(es)?\b|(?:^|\s)кто\s|\bchi\b|\bquem\b|誰|谁`)},
	{Place, regexp.MustCompile(`(?i)^\W*(from )?where\b|\b(what|which) (city|country|place|state|river)\b|^\W*(wo|woher|wohin)\b|(?:^|\s)où\s|d[oó]nde|(?:^|\s)где\s|\bdove\b|\bonde\b|どこ|哪里`)},
	{Reason, regexp.MustCompile(`(?i)^\W*why\b|\breasons?\b|\bwarum\b|\bwieso\b|\bweshalb\b|\bpourquoi\b|por qu[eé]|почему|\bperch[eé]\b|なぜ|为什么|\bwozu\b|\bwofür\b|à quoi ser\w+|para qué sirve|a (che )?cosa serv|para que serve|what (is|are) .{2,50} for\W*$|зачем`)},
	{Definition, regexp.MustCompile(`(?i)^\W*what('s| is| are| does| do)\b.{2,60}$|^\W*(define|explain)\b|^\W*was (ist|sind|bedeutet|heißt)\b|^\W*(qu['’]est|c['’]est quoi|que es|qué es|que son|qué son|che cos|cos['’]|cosa (e|è|sono)\b|o que (e|é|sao|são)\b|wat (is|zijn|betekent)\b|co to\b|vad är\b|hvad er\b)|^\W*(что такое|що таке|τι είναι|na czym polega\w*|czym (jest|są)|co oznacza|worin besteht|en quoi consiste\w*|en qué consiste\w*|in (che )?cosa consist\w+|(em|no) que consiste\w*|waaruit bestaat|в ч[её]м (заключа|состоит|суть)\S*)|什么是|什麼是|何谓|是什么|是什麼|とは|って何|(이란|란|는|은) 무엇|ما (هو|هي)|nedir|מה (זה|הוא|היא)|क्या है`)},
}

// asksDefined asks how something is defined, folded: for its definition and no
// steps, whatever "how" asks for besides.
var asksDefined = regexp.MustCompile(`\bhow (is|are|do|does|would|can|could) .{1,60}\bdefined?\b|\bwie (ist|sind|wird|werden|kann|lasst) .{1,60}\bdefinier\w+|\bwie definier\w+` +
	`|\bcomment (est|sont|peut-on|on|se) .{0,60}\bdefini\w*|\bcomment defini\w+|\bcomo (se )?(define\w*|definimos)\b|\bcomo (esta|estan|es|son|e|sao) .{0,60}\bdefinid\w+` +
	`|\bcome (si )?definisc\w+|\bcome (e|sono|viene|vengono) .{0,60}\bdefinit\w+|\bhoe (is|zijn|wordt|worden) .{1,60}\bgedefinieerd\b|\bhoe definie\w+` +
	`|как (\S+ )?определя[ею]тся|\bjak (sie )?(\w+ )?(definiuje|zdefiniowa)\w*|\bjak (jest|sa) .{0,60}\bzdefiniowan\w+|(如何|怎么|怎樣|怎样)(严格|形式化?地?|正式)?定义|(どう|どのように)定義|어떻게 정의|\bnasil tanimlan\w*|كيف [يت]عرف`)

// definesWords only say that a definition is asked for, that it is a formal one, or
// that something is called so, folded: no text has to say them.
var definesWords = regexp.MustCompile(`^(defin(e|es|ed|ition|itions)|defini(ert|eren|ere|eer|eert|tion|tionen|cion|zione|cao|tie|r|t|s|e|es)|gedefinieerd|definid[oa]s?|definit[oaie]|definisc\w+|definiuje|zdefiniowan\w+|definicja|определя[ею]тся|определени[ея]|` +
	`called|termed|named|heissen|nennt|genannt|bezeichnet|appelle|appelee?s?|nommee?s?|llaman?|denominan?|llamad[oa]s?|chiaman?o?|chiamat[oaie]|chamam?|chamad[oa]s?|heet|heten|noemt|genoemd|называ[ею]т(ся)?|називає?ться|nazywa(ja|my|ne|ny|na)?|` +
	`formal(ly|e|er|es|en|i|na|nie)?|formell?e?(ment)?|formalmente|formeel|формальн\S+|定义|定義|形式|正式)$`)

// calledAsked asks which of several things has a name, folded: what it is.
var calledAsked = regexp.MustCompile(`^\W*(what|which) (\w+ ){1,4}(is|are) (called|termed|named)\b|^\W*(welche[rsnm]?|was fur eine?[nmr]?) .{2,60}\b(heissen|heisst|heist|nennt man|genannt|bezeichnet)\b` +
	`|^\W*quel(le)?s? .{2,60}\b(appel(le|les|lent|ee?s?)|nommee?s?|dit(e|es|s)?)\b|^\W*(que|cual) .{2,60} se (llama|denomina|dice)n?\b|^\W*(quale|quali|che) .{2,60} si (dic|chiam)\w+` +
	`|^\W*(qual|quais|que) .{2,60} se cham\w+|^\W*welke? .{2,60}\b(heten|heet|genoemd|noemt men|noemen we)\b|^\W*как(ой|ая|ое|ие|ую|их) .{2,60}(называ|именуе)\S+|^\W*що називається|^\W*як(ий|а|е|і) .{2,60}назива\S+` +
	`|^\W*(jaki|jaka|jakie|ktory|ktora|ktore) .{2,60} nazyw\w+|什么样的.{1,20}(叫|称为)|どんな.{1,20}(と呼|という)`)

// typedPatterns are those of questions without marks, in small letters; \b knows
// ASCII alone.
var typedPatterns = []struct {
	want Want
	re   *regexp.Regexp
}{
	{Figure, typed(`bao nhieu|kac|ile|wie (gross|viele)|скільки|ποσ(ο|α|οι|εσ|η)|כמה|كم|چند`)},
	{Time, typed(`(khi|nam|ngay|thang) nao|bao gio|ne zaman|hangi yil(da)?|kiedy|коли|ποτε|מתי|באיזו שנה|متي`)},
	{Person, typed(`ai|kim|kto|хто|ποι(οσ|α|οι)|מי`)},
	{Place, typed(`(o|thanh pho|noi|nuoc|tinh) (nao|dau)|nerede|gdzie|де|איפה|היכן|اين|كجا`)},
	{Reason, typed(`(tai|vi) sao|neden|nicin|dlaczego|чому|γιατι|למה|מדוע|لماذا|چرا|perche|porque`)},
	{Definition, typed(`la gi|מהו|מה זה`)},
}

func typed(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(?:` + words + `)(?:[^\p{L}\p{N}]|$)`)
}

// whatA asks what a thing is, also where that is a number.
var whatA = regexp.MustCompile(`(?i)^\W*what('s| is) an?\s`)

// opener begins a question that goes on with another in English: "and why?".
var opener = regexp.MustCompile(`(?i)^\W*(and|but|so|then|ok|okay)\b[\s,]*`)

func wants(text string) Want {
	text = opener.ReplaceAllString(text, "")
	plain := fold.Plain.Text(text)
	first := wantPatterns[0] // figures: "how many steps are there?" wants no list
	if !whatA.MatchString(text) && (first.re.MatchString(text) || first.re.MatchString(plain)) {
		return first.want
	}
	kind := kindOf(text)
	if (kind == Anything || kind == List) && asksDefined.MatchString(plain) {
		return Definition
	}
	if kind != Anything {
		return kind
	}
	for _, p := range wantPatterns[1:] {
		if p.re.MatchString(text) || p.re.MatchString(plain) {
			return p.want
		}
	}
	if calledAsked.MatchString(plain) {
		return Definition
	}
	if lang := words.Asked(text); lang == "en" || lang == "de" {
		return Anything // "kim", "ile" and "ai" are names there
	}
	for _, p := range typedPatterns {
		if p.re.MatchString(plain) {
			return p.want
		}
	}
	return Anything
}

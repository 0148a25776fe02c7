package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// sentence is a sentence that passed the gates, with what the shapes need.
type sentence struct {
	s      Sentence
	text   string // one line, no space doubled
	lang   string
	tokens []words.Token
	names  map[string]bool // words that keep their capital in the document
	doc    terms
	// lowered begins with a small letter, as items of notes do: its first word
	// may be a noun or anything else.
	lowered bool
}

// The length of a sentence that makes a card, in code points. Chinese and
// Japanese say the same in less than half of them.
const (
	shortest      = 28
	longest       = 230
	shortestDense = 12
	longestDense  = 110
)

// clean decides whether a sentence can be understood alone, and says why not.
func clean(s Sentence) (sentence, Reason) {
	text, ok := s.masked()
	text = bullet.ReplaceAllString(words.Line(text), "")
	if s.Closed || s.Display {
		text = stopped(displayNumber.ReplaceAllString(text, ""))
	}
	c := sentence{s: s, text: text, lang: s.Lang}
	if first := []rune(text); s.Item && s.Opens && s.Closed && len(first) > 0 && unicode.IsLower(first[0]) && !startsWithCode(text, s.Code) {
		c.text, c.lowered = capital(text), true
		text = c.text
	}
	dense := s.Lang == "ja" || s.Lang == "zh"
	n, least, most := len([]rune(text)), shortest, longest
	switch {
	case dense:
		least, most = shortestDense, longestDense
	case s.Lang == "ko":
		least = shortestDense
	}
	switch {
	case s.Outside != Kept:
		return c, s.Outside
	case trained(s.Path), ofExamples.MatchString(s.Led):
		return c, Exercise
	case s.Led != "" && isLabel(strings.TrimRight(s.Led, ":： ")) && judgedKinds.MatchString(s.Led):
		return c, Leans // what it says holds of the thing that has the advantage
	case !ok:
		return c, Half
	case n < least || n > most:
		return c, Unwieldy
	case !whole(text, s.Code), garbage([]rune(text), least == shortestDense):
		return c, Fragment
	case organising.MatchString(text):
		return c, Organising
	}
	c.tokens = words.Tokens(text, s.Lang)
	switch {
	case len(c.tokens) < 5:
		return c, Unwieldy
	case s.Within, ranTogether(c):
		return c, Fragment
	}
	lower := fold(text)
	if s.Lang == "es" && subjectless.MatchString(lower) {
		return c, Leans
	}
	if dangles(text, s.Lang) || openers.MatchString(lower) || labelled.MatchString(text) {
		return c, Leans
	}
	if leans := leansOn[s.Lang]; leans != nil && leans.MatchString(text) || points(suchThat.ReplaceAllString(weSay.ReplaceAllString(text, ""), " "), s.Lang) || orphan(c) {
		return c, Leans
	}
	if numberedPlace.MatchString(text) {
		return c, Leans
	}
	if !s.soundFormulas(text) {
		return c, Half
	}
	return c, Kept
}

// weSay opens a definition and points nowhere.
var weSay = regexp.MustCompile(`^(?:Dizemos|Decimos|Diciamo|Chamamos|Llamamos|Denominamos|Entendemos por|Entendemos|Chiamiamo|Definiamo) `)

// suchThat goes on and points nowhere.
var suchThat = regexp.MustCompile(`(?i)\b(?:ce qui |ce que |ce qu[’']|such that|derart,? dass|tel(?:le)?s? que|tal(?:es)? que|tal[ei] che)\b`)

// displayNumber is the number of a display at the end.
var displayNumber = regexp.MustCompile(`\s*\(\d+(?:\.\d+)*\)$`)

// stopped is an item or paragraph with the full stop that authors of slides and
// lists leave out.
func stopped(text string) string {
	rs := []rune(text)
	if len(rs) == 0 || !unicode.IsLetter(rs[len(rs)-1]) && rs[len(rs)-1] != ')' && !isSign(rs[len(rs)-1]) {
		return text
	}
	if words.EastAsian(text) == "" {
		return text + "."
	}
	return text + "。"
}

// bullet is the mark of an item that its page has in the text.
var bullet = regexp.MustCompile(`^[•▪◦‣·–—❒■□►▶→-] +`)

// whole reports that a text begins and ends as a sentence and lost nothing
// between.
func whole(text string, code []string) bool {
	rs := []rune(text)
	if abbreviated.MatchString(text) {
		return false
	}
	last := rs[len(rs)-1]
	if strings.ContainsRune("”\")）」』»", last) {
		last = rs[len(rs)-2]
	}
	if last != '.' && last != '。' {
		return false
	}
	// A capital begins a sentence, or any letter of a script that has none.
	if r := rs[0]; !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r) && r < 0x2e80 && !startsWithCode(text, code) {
		return false
	}
	return !torn(text)
}

// abbreviated ends with an abbreviation: the sentence goes on behind it.
var abbreviated = regexp.MustCompile(`(?i)(?:^|[ (])(?:ex|mind|max|min|ca|bzw|evtl|ggf|inkl|exkl|sog|vgl|bspw|e\. ?g|i\. ?e|z\. ?b|d\. ?h|u\. ?a|o\. ?ä|approx|resp|vs|p\. ?ej|p\. ?ex|es|cf|fig|abb|nr|no|art|st|dr|prof|secc?|sgg|jhd?|vol|cap|fol|гг|вв|рис|стр)\.$`)

// torn reports marks of what was cut, left out or not resolved.
func torn(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "}}") || strings.Contains(text, "…") || strings.Contains(text, "...") ||
		!balanced(text) || strings.Count(text, "{") != strings.Count(text, "}") || everywhere.MatchString(" "+fold(text)+" ") || brokenWord.MatchString(text) || nextNumber.MatchString(text) || footnoted.MatchString(text) || hole.MatchString(text)
}

// brokenWord is a word that was cut by a line's end, an accent that stands
// apart, a sentence that runs on into the next, words without the space between
// them, or letters that a font's joined
// ones are read as.
var brokenWord = regexp.MustCompile(`\p{Ll}- \p{Ll}|\p{L}-\.?$|[´` + "`" + `¨] ?\p{L}|\p{Ll}\.\p{Lu}\p{Ll}|\p{Ll}{3}\.\d{2}|\x{fffd}|\[\[|\]\]|!\[|\]\{|\{[.#:]|\\(?:ref|cite|label|begin|end)\b|\?\?|[\p{L}]¬\p{L}|\p{Cyrillic}{28,}|(?:т\. ?[дпк]|и др|etc|ecc|usw)\. \p{Lu}\p{L}+ \p{Ll}|[\x{200}-\x{217}]|\p{L}[\x{311}\x{315}]|[^oOuU]\x{31b}`)

// nextNumber ends with the number of what comes next, or leaves out the rest.
var nextNumber = regexp.MustCompile(`[)”»] \d{1,2}\.?$|,\s?\.\.`)

// footnoted is a word with the number of a footnote.
var footnoted = regexp.MustCompile(`\p{L}{4,}[⁰¹²³⁴⁵⁶⁷⁸⁹]+`)

// hole is where a page's text lost something: no word stands before a comma.
var hole = regexp.MustCompile(`\p{L} [,.](?: |$)|[\p{L}] \(\)|\( [\p{L}]`)

// labelled begins with the name of a part of a book, or a list's number.
var labelled = regexp.MustCompile(`^(?i:theorem|lemma|proposition|corollary|remark|example|proof|exercise|definition|figure|table|note|section|chapter|satz|lemma|korollar|bemerkung|beispiel|beweis|aufgabe|abbildung|tabelle|kapitel|abschnitt|théorème|lemme|corollaire|remarque|exemple|preuve|démonstration|exercice|définition|teorema|lema|corolario|proposición|observación|ejemplo|demostración|ejercicio|definición|figura|tabla|nota|esempio|dimostrazione|esercizio|definizione|tabella|corollario|proposizione|osservazione|exemplo|demonstração|exercício|definição|tabela|corolário|proposição|observação)\b[\s\d.:(]|^[(\[]?[\divx]{1,4}[.)\]]|^\p{L}[.)] |^\p{L}+: `)

// numberedPlace is another place of the text, by its number.
var numberedPlace = regexp.MustCompile(`(?i)\b(?:définition|definition|definición|satz|theorem|théorème|teorema|lemma|lemme|lema|proposition|proposición|korollar|corollary|abschnitt|section|sección|gleichung|equation|équation|ecuación|figure|figura|abbildung|tabelle|table|tabla|chapter|kapitel|capítulo|chapitre|topic|thema|thème|argomento|remark|bemerkung|remarque|example|beispiel|exemple|ejemplo|definizione|esempio|sezione|paragrafo|capitolo|equazione|tabella|definição|exemplo|secção|seção|equação|tabela|определени[ея]|теорем[аыеу]|лемм[аыеу]|формул[аыеу]|рисун(?:ок|ке)|таблиц[аыеу])s? \(?\d`)

// points reports words that lead to something outside the text.
func points(text, lang string) bool {
	p := pointers[lang]
	text = " " + fold(text) + " "
	return p != nil && p.MatchString(text) || asBefore.MatchString(text)
}

// asBefore takes up what was said or shown.
var asBefore = regexp.MustCompile(` (?:as (?:seen|said|shown|defined|noted|already|before|we saw)|wie (?:oben|bereits|schon|gesehen|gesagt|erwähnt|gezeigt|man (?:hier )?sieht)|comme (?:vu|dit|défini|déjà|on (?:l['’])?a (?:vu|dit)|on (?:le )?voit)|como (?:ya|dicho|visto|definid[oa]|se (?:ve|vio|ha (?:visto|dicho)|vê|viu)|vimos|vis?to|já)|come (?:prima|già|detto|visto|definit[oa]|si (?:vede|è (?:visto|detto))|abbiamo)|как (?:уже|было|сказано|видно|показано))[ ,.;:)]`)

func startsWithCode(text string, code []string) bool {
	for _, c := range code {
		if c != "" && strings.HasPrefix(text, c) {
			return true
		}
	}
	return false
}

// garbage tells code and tables from prose by their characters.
func garbage(rs []rune, dense bool) bool {
	leastLetters, mostDigits := 78, 14 // of a hundred
	if dense {
		leastLetters, mostDigits = 65, 25 // a year weighs more in few characters
	}
	letters, marks, digits, math, upper, lower := 0, 0, 0, 0, 0, 0
	for _, r := range rs {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
		switch {
		case unicode.IsLetter(r) || r == ' ' || unicode.IsMark(r):
			letters++
		case r > 0x7f && (unicode.Is(unicode.Sm, r) || unicode.Is(unicode.No, r)):
			math++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("{}=<>;|\\~^&@#$%*/_[]", r):
			marks++
		}
	}
	return letters*100 < leastLetters*len(rs) || marks*100 > 4*len(rs) || digits*100 > mostDigits*len(rs) ||
		math > 3 || upper > lower && 2*(upper+lower) > letters
}

// dangling words at the start lean on the sentence before.
var dangling = setOf(`it its it's they their they're them this that that's these those he she his her him we we're we'll we've our us let's i i'm my
	you you'll you're your such so then but and or nor yet also however thus therefore hence consequently moreover furthermore additionally instead
	another other others otherwise similarly likewise conversely meanwhile still even both neither either each-other one finally first firstly second secondly third next last lastly
	here now today later again of-course fortunately luckily unfortunately note recall remember consider imagine suppose think try take see look
	unlike-this because for-example which who whose what why how where when's there's here's there'll
	es er sie dies dieser diese dieses diesem diesen jener jene jenes das dort hier dann danach dabei dadurch damit daher deshalb deswegen dazu davon daraus darin darauf darüber außerdem ferner zudem
	jedoch aber und oder denn sondern also somit folglich auch so solche solcher solches wir unser unsere ihr ihre ihren sein seine seinen seiner man jetzt nun zunächst zuerst schließlich allerdings trotzdem dennoch
	heute gestern jahrhunderts jahrhundert später früher
	sei seien beweis damit zeige angenommen gegeben
	hingegen dagegen zwar beide beides ebenso ebenfalls
	il elle ils elles ce cette ces cet cela ceci nous vous on mais et donc ainsi alors puis aussi`)

// dangles reports a text that begins with one of them: no abbreviation ("ER
// model"), and no word of another language that is an article in this one.
func dangles(text, lang string) bool {
	first := firstWord(text)
	w := fold(first)
	return dangling[w] && !acronymAlone.MatchString(first) && (lang != "it" || w != "il")
}

// openings are words that begin sentences and no term, by language.
var openings = map[string]map[string]bool{
	"fr": setOf("chez contre malgré vers depuis pendant hors parmi lors chaque certains certaines autre autres enfin ensuite cependant toutefois néanmoins pourtant puisque lorsque quand comme si or car soit soient remarquons notons rappelons supposons montrons voici voilà parfois souvent leur leurs son sa ses dans pour par avec sans selon sur sous en à au aux de du des d'après tout toute tous toutes bien afin étant même mêmes ici là aucun aucune plusieurs quelques"),
	"es": setOf("contra hacia tras bajo éste ésta éstos éstas sin embargo dado dada por como cuando si aunque mientras luego después ahora aquí ahí todo toda todos todas cada otro otra otros otras algunos algunas ambos ambas su sus tal tales sea sean en con para de del a al según desde hasta sobre entre más menos muy mucho muchos muchas varios varias normalmente generalmente básicamente actualmente finalmente hay es son no ya solo sólo mediante debido gracias antes durante aún incluso ni que quien cual cuanto lo se le les nos mismo misma aquel aquellos aquella aquellas cualquier"),
	"de": setOf("laut gemäß seit gegen leider natürlich offenbar offensichtlich insbesondere beispielsweise häufig oft meist meistens manchmal normalerweise eigentlich vielmehr immerhin gerade falls wenn da weil obwohl während um bei je sobald bevor nachdem analog ähnlich genauer kurz im in an am auf aus von vom mit ohne für durch nach über unter zwischen zu zum zur als wie was wer wo welche welcher welches alle viele einige manche mehrere jede jeder jedes nur sehr mehr weniger etwa hierbei hierfür hierzu hiermit dazu wobei wodurch ob ist sind sei gilt nicht kein keine üblicherweise generell grundsätzlich allgemein intuitiv gegebenenfalls möglicherweise vielleicht zusätzlich daneben stattdessen ansonsten sonst andernfalls umgekehrt"),
	"it": setOf("presso verso contro attraverso ogni alcuni alcune altri altre infine poi tuttavia però quindi dunque inoltre poiché quando se come dato data dati così ora qui là spesso talvolta anche ancora in con per da dal dalla di del della a al alla su sul sulla tra fra senza secondo sotto sopra durante dopo prima più meno molto molti molte vari varie normalmente generalmente solitamente tipicamente attualmente non già solo mentre dove chi che cui ci si lo stesso stessa entrambi entrambe ciascuno ciascuna è sono ha hanno esempio ecco invece infatti cioè ovvero oppure e o ma né perché affinché allora sia siano esiste esistono viene vengono può possono deve devono qualunque qualsiasi tutti tutte tutto tutta"),
	"pt": setOf("contra perante cada alguns algumas outro outra outros outras finalmente depois contudo porém portanto assim além pois quando se como dado dada dados então agora aqui ali muitas vezes também ainda em no na nos nas com para por pelo pela de do da dos das ao à aos às sobre entre sem segundo sob durante antes mais menos muito muitos muitas vários várias normalmente geralmente tipicamente atualmente não já só apenas enquanto onde quem que cujo cuja mesmo mesma ambos ambas é são tem têm há existe existem pode podem deve devem qualquer todos todas todo toda tudo e ou mas nem porque seja sejam aquele aquela nesta neste nestes nestas desta deste isto isso note repare relativamente quanto caso embora apesar por exemplo logo basicamente essencialmente"),
	"ru": setOf("согласно среди против у каждый каждая каждое некоторые другой другая другие наконец затем потом однако поэтому также ещё еще если когда как так там тут здесь где часто иногда обычно в во на с со по для из к ко от о об при без между под над перед после до через у за про не ни уже только лишь пока кто что чей который которая которые это этот эта эти тот та те есть нет был была были может могут должен нужно можно надо все всё вся всего очень более менее много мало например пусть итак значит то а и или но да же ли бы потому чтобы хотя раз тоже сам сама само сами весь любой любая разные различные такой такая такие таким наш ваш"),
	"en": setOf("bigger smaller larger higher lower greater fewer better worse sometimes often usually generally typically basically essentially intuitively notably importantly interestingly specifically clearly obviously hopefully perhaps maybe actually currently historically traditionally ideally practically technically given let in on at by for from to with without as if unless until since while although though despite there every all some many most several few no not only just very more less well okay yes sure welcome please don't doesn't isn't can't won't yesterday tomorrow above below according depending compared based due thanks"),
}

// opensTerm reports that a text's first word may begin a term.
func opensTerm(folded, lang string) bool {
	w := firstWord(folded)
	return !dangling[w] && !openings[lang][w]
}

// openers are longer beginnings that do the same.
var openers = regexp.MustCompile(`^(in other words|for example|for instance|in this|in that|in these|in our|in addition|in contrast|in fact|in either|in both|doing so|for more|for further|an additional|another|the only|in the majority|in most|at this|at that|on the other|on top of|as a result|as we|as you|as with|as an? |that is|to do |to ensure|to illustrate|by doing|because of this|rather than|the (good|bad) news|the (first|second|third|last|latter|former|same|other|reason|result|answer|problem|idea|point|inverse|opposite|rest|following|main idea)\b|one (of|reason|way|thing)|some of (them|these|those)|all (of )?(this|these|those)|if (you|we|it|they|this|that)|when (you|we|it|they|this|that|i)\b|once (you|we)|with (this|that|these)|after (this|that)|zum beispiel|in dies|bei dies|auf dies|aus dies|nach dies|im folgenden|im gegensatz dazu|darüber hinaus|mit anderen worten|die antwort |der grund (?:dafür|hierfür|ist)|la réponse |la raison (?:en )?est|la respuesta |la razón es|la risposta |la ragione è|il motivo è|a resposta |a razão é|o motivo é|ответ |причина (?:в|проста|этого))`)

// pointers lead to something outside the sentence.
var pointers = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`[ (“"](this|these|those|above|below|following|previous|previously|earlier|aforementioned|respectively|we|we'll|we've|we're|we'd|our|us|let's|i|i'm|my|you'll|you've|listing|figure|fig|chapter|example|examples|see|here|just|wouldn't we|shown|such|so far|later in|let us|section|sections|discussed|mentioned|exercise|exercises|quiz|reader|readers|book)[ ,.;:)”"]`),
	"de": regexp.MustCompile(`[ („](dies|diese|dieser|dieses|diesem|diesen|jene[rsmn]?|oben|unten|folgende[rnsm]?|vorige[rnsm]?|vorherige[rnsm]?|obige[rnsm]?|letztere[rnsm]?|erstere[rnsm]?|hier|wir|uns|unser[enms]*|abbildung|abb|kapitel|abschnitt|beispiel|siehe|bzw|solche[rnsm]?|dabei|dadurch|daraus|davon|also|demnach|ebenfalls)[ ,.;:)“]`),
	"fr": regexp.MustCompile(`[ (](me|mon|mes|ce|cet|cette|ces|ceci|cela|celui-ci|celle-ci|ci-dessus|ci-dessous|suivante?s?|précédente?s?|nous|notre|nos|votre|vous|on a|figure|chapitre|exemple|exemples|ici|voir|cf|ainsi|donc|alors|aussi|plus haut|plus bas|ci-après|remarque|exercice|théorème|section|tel|telle|tels|telles)[ ,.;:)]`),
	"es": regexp.MustCompile(`[ (](mis?|me|\p{L}{2,}[aei]remos|est[aeo]s?|es[aeo]s?|éste|ésta|éstos|éstas|ést[ao]s?|dich[oa]s?|anterior(es)?|(?:el|la|los|las|del|al) mism[oa]s?|siguientes?|nosotros|nuestr[oa]s?|figura|capítulo|ejemplo|ejemplos|aquí|ver|véase|vemos|veremos|tenemos|podemos|así|por tanto|por ello|además|también|mencionad[oa]s?|citad[oa]s?|vamos|hemos|tal|tales|usted|tú|sección|(?:us|utiliz|necesit|llam|denot|consider|trabaj|observ|encontr|estudi|analiz)(?:amos|aremos)|(?:pod|deb|quer|ten|sab|hac|v)emos|(?:escrib|defin|dec)imos|materia|cursada)[ ,.;:)]`),
	"it": regexp.MustCompile(`[ (](ho|mi|mi[oa]|miei|quest[oaie]|quell[oaie]|tal[ei]|suddett[oaie]|precedent[ei]|seguent[ei]|sopra|sotto|noi|nostr[oaie]|vostr[oaie]|figura|capitolo|esempio|esempi|qui|vedi|vediamo|vedremo|abbiamo|possiamo|dobbiamo|così|quindi|dunque|pertanto|inoltre|anche|citat[oaie]|esercizio|sezione|paragrafo|(?:us|consider|chiam|indic|osserv|trov|studi|analizz|utilizz)(?:iamo|eremo)|appena|finora)[ ,.;:)]`),
	"pt": regexp.MustCompile(`[ (](me|meus?|minhas?|\p{L}{2,}[aei]remos|est[ea]s?|ess[ea]s?|isto|isso|nest[ea]s?|dest[ea]s?|ness[ea]s?|dess[ea]s?|daquel[ea]s?|anterior(?:es)?|seguintes?|acima|abaixo|nós|noss[oa]s?|figura|capítulo|exemplos?|aqui|ver|veja|vemos|veremos|temos|podemos|devemos|assim|portanto|além|também|mencionad[oa]s?|citad[oa]s?|referid[oa]s?|vamos|tal|tais|você|secção|seção|exercício|cadeira|aulas?|(?:us|utiliz|consider|cham|observ|encontr|estud|analis|precis)(?:amos|aremos)|(?:pod|dev|quer|sab|faz|diz|v)emos|última secção)[ ,.;:)]`),
	"ru": regexp.MustCompile(`[ (](эт(?:от|ого|ому|ом|ой|у|а|и|их|им|ими)|так(?:ой|ая|ое|ие|их|им|ими)|данн(?:ый|ая|ое|ые|ого|ой|ых|ом)|выше|ниже|следующ(?:ий|ая|ее|ие|их|им|ей)|предыдущ(?:ий|ая|ее|ие|его|ей|их)|мы|наш(?:а|е|и|их|ем|ей)?|нам|вы|вам|ваш(?:а|е|и)?|рисун(?:ок|ке|ка)|рис|глав[аеы]|пример(?:е|а|ы)?|здесь|см|также|тоже|поэтому|значит|итак|там|тут|лекци[яиюей]|раздел[еа]?)[ ,.;:)]`),
}

var everywhere = regexp.MustCompile(`https?://|www\.|<unk>|@-@| \. $|[\[(]\d+(, ?\d+)*[\])]\.? $|\b(copyright|isbn|all rights reserved)\b`)

// orphan reports a pronoun that comes before anything it could stand for.
func orphan(c sentence) bool {
	if c.lang != "en" && c.lang != "de" {
		return false
	}
	nouns := 0
	names := 0
	for _, t := range c.tokens {
		if personal[t.Norm] && nouns < 1 || person[t.Norm] && names < 1 || archaic[t.Norm] {
			return true
		}
		if t.Name || c.lang == "de" && upperToken(t) || t.First && upperToken(t) {
			names++
		}
		if t.Content() {
			nouns++
		}
	}
	return false
}

var personal = setOf("it its it's they them their theirs he she him his her hers itself themselves er sie ihm ihn ihr ihre ihren ihrem seine seinen seinem sein")

// person needs a name before it, archaic is how stories speak.
var (
	person  = setOf("he she him his her hers himself herself er ihm ihn")
	archaic = setOf("thou thee thy thine ye")
)

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

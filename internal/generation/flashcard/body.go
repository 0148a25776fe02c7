package flashcard

import (
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/generation/words"
)

// sureNoun reports that a text begins with a noun and what tells it apart: an
// article, or a relative clause behind it.
func sureNoun(body, lang string) bool {
	switch lang {
	case "de":
		return regexp.MustCompile(`^(?:[Ee]ine?[rs]?|[Dd]er|[Dd]ie|[Dd]as) |^\p{Lu}[\p{L}-]+(?: (?:von|der|des|einer|eines|aus) [^,]{3,40})?, (?:die|der|das|dessen|deren|in|mit|auf|aus|bei|durch|von) `).MatchString(body)
	case "en":
		return regexp.MustCompile(`^(?i:an?|the|any|one of) |^[\p{L}-]+(?: [\p{L}-]+){0,3} (?:that|which|whose|where|of) `).MatchString(body)
	case "fr":
		return regexp.MustCompile(`^(?i:une?|les?|la|l['’]|c['’]est|ce sont|ensemble) ?`).MatchString(body)
	case "es":
		return regexp.MustCompile(`^(?i:una?|el|la|los|las|es|son|conjunto|se trata) |^\p{L}+(?: \p{L}+){0,4} que `).MatchString(body)
	case "it":
		return regexp.MustCompile(`^(?i:(?:un[ao]?|il|lo|la|i|gli|le|è|sono|insieme|si tratta) |(?:un|l)['’])|^\p{L}+(?: \p{L}+){0,4} (?:che|in cui|con cui) `).MatchString(body)
	case "pt":
		return regexp.MustCompile(`^(?i:uma?|o|a|os|as|é|são|conjunto|trata-se) |^\p{L}+(?: \p{L}+){0,4} que `).MatchString(body)
	case "ru":
		return regexp.MustCompile(`^(?i:это|набор|множество|совокупность|способ|метод|процесс|механизм|свойство) |^\p{L}+(?: \p{L}+){0,4}, (?:которы|котора|которо|где|при которо)`).MatchString(body)
	}
	return true
}

// nounFirst reports that what begins with an article begins with a noun and what
// belongs to it, and not with a sentence's subject and its verb. A sentence
// whose subject is the term does as well.
func nounFirst(body, term, lang string) bool {
	noun, ok := nouns[lang]
	if !ok || !withArticle.MatchString(body) || noun.MatchString(body) {
		return true
	}
	stems := map[string]bool{}
	for _, t := range words.Tokens(term, lang) {
		stems[t.Stem] = true
	}
	for i, t := range words.Tokens(body, lang) {
		if i > 4 {
			return false
		}
		if t.Content() && stems[t.Stem] {
			return true
		}
	}
	return false
}

var (
	withArticle = regexp.MustCompile(`^(?i:(?:an?|the|eine?[rsn]?|der|die|das|una?|el|la|los|las|une?|les?|uno|il|lo|gli|uma?|os?|as) |l['’]|un['’])`)
	nouns       = map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`^(?i:an?|the) (?:[\p{L}’'-]+,? (?:and |or )?){1,4}?(?:(?:of|that|which|who|whose|where|for|in|between|from|with|to|by|used|defined|containing|consisting|on|at|over|under|when|such|without|\()(?: |$)|[\p{L}’'-]*[,.;]|\()`),
		"de": regexp.MustCompile(`^(?i:eine?[rsn]?|der|die|das) (?:\p{Ll}[\p{L}-]*,? ){0,5}\p{Lu}[\p{L}\d/-]+(?:[,.;:]|$| (?:\p{Lu}|\(|von|der|des|die|das|zur|zum|für|eines|einer|zwischen|in|im|mit|ohne|über|auf|aus|durch|bei|an|am|als|und|oder|nach|unter|vom|welche[rs]?)(?:[ \p{L}]|$))`),
		"it": regexp.MustCompile(`^(?i:(?:un[ao]?|il|lo|la|i|gli|le) |(?:un|l)['’])(?:[\p{L}'’-]+,? (?:e |o )?){1,3}?(?:di|d['’]|del|dello|della|dell['’]|dei|degli|delle|che|in|nel|nella|per|con|tra|fra|da|dal|dalla|cui|dove|a|al|alla|senza|su|sul|sulla|e|secondo|come|basat[oaie]|il cui|la cui|\()(?: |\p{L}|$)|^(?i:(?:un[ao]?|il|lo|la|i|gli|le) |(?:un|l)['’])(?:[\p{L}'’-]+ ){0,3}[\p{L}'’-]+[,.;]`),
		"pt": regexp.MustCompile(`^(?i:uma?|o|a|os|as) (?:[\p{L}-]+,? (?:e |ou )?){1,3}?(?:de|do|da|dos|das|que|em|no|na|nos|nas|para|com|por|pelo|pela|entre|onde|a|ao|à|aos|às|sem|sobre|e|cuj[oa]s?|segundo|como|basead[oa]s?|\()(?: |$)|^(?i:uma?|o|a|os|as) (?:[\p{L}-]+ ){0,3}[\p{L}-]+[,.;]`),
		"es": regexp.MustCompile(`^(?i:una?|el|la|los|las) (?:[\p{L}-]+,? ){1,3}?(?:de|del|que|en|para|con|por|entre|donde|a|al|sin|sobre|y|cuy[oa]s?|según|como|basad[oa]s?|\()(?: |$)|^(?i:una?|el|la|los|las) (?:[\p{L}-]+ ){0,3}[\p{L}-]+[,.;]`),
	}
)

var relative = setOf("what how that which who whose where when if because die der das dessen deren wenn dass que qui dont où quien cuyo cuya cuando donde si che cui quando onde cujo cuja")

// compares begins with a judgement about the term.
var compares = regexp.MustCompile(`^(?:son|es|sont|est|ist|sind|is|are|it is|they are|è|sono|é|são) (?:più|meno|molto|migliore|fondamentale|cruciale|mais|melhor|essencial|crucial|preciso|más|muy|menos|mejor|crucial|importante|necesario|necesaria|posible|común|deseable|responsable|plus|moins|très|sehr|mehr|weniger|besser|more|less|very|much|better) `)

// judges reports that what is said of a term judges it.
func judges(body, lang string) bool {
	j := map[string]*regexp.Regexp{"en": valuation, "de": deJudges, "fr": frJudges, "es": esJudges, "it": itJudges, "pt": ptJudges, "ru": ruNoKind}[lang]
	rs := []rune(leadingVerb.ReplaceAllString(body, ""))
	if len(rs) == 0 {
		return false
	}
	return j != nil && j.MatchString(strings.ToLower(string(rs[:1]))+string(rs[1:]))
}

// leadingVerb is the verb of a definition whose subject stands before it.
var leadingVerb = regexp.MustCompile(`^(?i:is|are|ist|sind|est|sont|c['’]est|ce sont|es|son|è|sono|é|são) `)

// numberRef leads to a numbered place of the text.
var numberRef = regexp.MustCompile(`(?i)\(§ ?\d|\b(?:durch|aus|nach|wegen|mit|satz|by|from|in|theorem|lemma|eq\.?|d['’]après|par|por|seite|page|p\.|página|vgl\.?|cf\.?) \(?\d+(?:\.\d+)+|\((?:vgl|cf|siehe|see|voir|ver|v\.)[ .]`)

// onPage leads to a page.
var onPage = regexp.MustCompile(`(?i)(?:^|[ (])(?:seite|page|p\.|s\.|pág(?:ina)?\.?|pagina|стр\.) ?\d`)

// afterSubject is a definition without the pronoun that stands for its term:
// "It is the price of …", "Es una colección …".
func afterSubject(body string) string {
	return subjectPronoun.ReplaceAllString(body, "")
}

var subjectPronoun = regexp.MustCompile(`^(?i:it|this|these|they|es handelt sich um|er|sie|es|dies|das|il|elle|ils|elles|c['’]|ce sont|il s['’]agit (?:de|d['’])|es|son|se trata de(?:l)?)(?: |\b)`)

// instructing reports a text that tells the reader what to do.
func instructing(lower, lang string) bool {
	first := firstWord(lower)
	switch lang {
	case "en":
		return imperative[first] || strings.Contains(" "+lower+" ", " you ") || strings.Contains(" "+lower+" ", " your ") || first == "if" || first == "when" && !strings.HasPrefix(lower, "when a")
	case "zh":
		return regexp.MustCompile(`^(?:不要|请|請|查看|参考|參考|注意|如果)`).MatchString(lower)
	case "de":
		return regexp.MustCompile(`^(?:wenn|falls|siehe|vgl|man |z\.? ?b|beispiel|bzw)`).MatchString(lower)
	case "fr":
		return regexp.MustCompile(`^(?:si |voir|soit|soient|on |par exemple|pour )`).MatchString(lower)
	case "it":
		return regexp.MustCompile(`^(?:se |vedi |sia |siano |per esempio|ad esempio|per |quando |bisogna |occorre )`).MatchString(lower)
	case "pt":
		return regexp.MustCompile(`^(?:se |ver |veja |seja |sejam |por exemplo|para |quando |deve-se |é preciso )`).MatchString(lower)
	case "ru":
		return regexp.MustCompile(`^(?:если |см\. |смотри |(?:\p{L}+ )?\p{L}{2,}(?:йте|ите|ьте)(?:[ ,.]|$)|пусть |например|чтобы |когда |нужно |надо |можно )`).MatchString(lower)
	case "es":
		return regexp.MustCompile(`^(?:si |ver |véase|sea |sean |por ejemplo|para |cuando |hay que)`).MatchString(lower)
	}
	return false
}

// defining reports that what stands behind a term and a colon says what it is:
// it begins as a definition does, with an article or a noun, or its verb is one
// of those of definitions.
func defining(body, lang string) bool {
	if strings.ContainsFunc(body, isSign) {
		letters := 0
		for _, r := range body {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters <= 20 && (letters <= 5 || lang != "zh" && lang != "ja") {
			return true // a formula says what it is
		}
	}
	d, ok := definers[lang]
	if !ok {
		return true
	}
	return d.MatchString(body)
}

var definers = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^(?:(?i:an?|the|any|every|each|one of|two|all|how|where|whether|the act|process|number of|set of|is|are|refers to|means|denotes|describes|represents|stores|measures|consists of|defined as|used (?:to|for|when)|given|it (?:is|are|has|was|means|refers|stores|consists|measures|describes)|this is|these are|they are|when an?) |[\p{L}-]+(?:ing|tion|ment|ity|ness|ance|ence|ure|sis|ship|hood) (?:of|by|that|which|for|in|between|from|with|to) |[\p{L}-]+ (?:of|that|which|whose) )`),
	"de": regexp.MustCompile(`^(?:(?:[Ee]ine?[rsnm]?|[Dd]er|[Dd]ie|[Dd]as|[Ii]st|[Ss]ind|[Bb]ezeichnet|[Bb]eschreibt|[Gg]ibt|[Aa]lle|[Jj]ede[rs]?|[Ww]ie|[Oo]b|[Aa]nzahl|[Mm]enge|[Mm]aß|[Ff]ähigkeit|[Vv]erfahren|[Pp]rozess|[Mm]ethode|[Ss]umme|[Ee]s handelt sich|[Ee]r ist|[Ss]ie ist|[Ee]s ist) |[\p{Lu}][\p{L}-]+ (?:der|des|die|das|von|zur|zum|für|eines|einer|zwischen|in|im|mit|ohne|über|auf|aus|durch|bei),? )`),
	"fr": regexp.MustCompile(`^(?i:\p{L}{4,}(?: et \p{L}+| \p{L}+)? (?:qui|permettant|consistant)|comment|une?|les?|la|l['’]\p{L}+|des|du|de la|est|sont|ensemble|désigne|c['’]est|ce sont|il s['’]agit|tout|toute|quantité|nombre|manière|façon|méthode|processus|action|fait) `),
	"zh": regexp.MustCompile(`^(?:是?指|是|一[种種个個类類]|用于|用於|表示|由.{2,30}(?:组成|構成|构成)|以.{2,40}的)|^[^。，、是会會需可能导導通将將]{2,40}的[\p{Han}]{1,6}(?:[。（(]|$)|^[^。，]{1,14}是(?:一|指)`),
	"ja": regexp.MustCompile(`^[^。]{4,90}(?:こと|もの|手法|方法|仕組み|技術|状態|性質|概念|構造|集合|関数|単位|過程|プロトコル|システム|データ|サーバー?)(?:である|です|のこと)?(?:。|$)`),
	"it": regexp.MustCompile(`^(?i:(?:\p{L}{4,}(?: e \p{L}+| \p{L}+[aoei])? (?:che|in cui)|come|un[ao]?|(?:il|lo|la|i|gli|le) [\p{L}'’]+(?: [\p{L}'’]+)? (?:di|d['’]\p{L}+|del|dello|della|dei|degli|delle|che|in|per|con|tra|fra|da)|quell[aoie]|è|sono|si tratta|si riferisce|insieme|consiste|indica|rappresenta|misura|quantità|numero|tempo|capacità|processo|metodo|parte|ogni|tutt[oaie]|tecnica|forma|programma|sistema|operazione|struttura|meccanismo) |(?:un|l)['’]\p{L}+ )|^[\p{L}]+(?:zione|sione|tà|mento|nza|ggio) (?:di|del|della|dei|degli|delle|che|in|per|tra|fra) `),
	"pt": regexp.MustCompile(`^(?:(?i:\p{L}{4,}(?: e \p{L}+| \p{L}+[aoe]s?)? que|como|uma?|(?:o|a|os|as) \p{L}+(?: \p{L}+)? (?:de|do|da|dos|das|que|em|mais|por|com|para|entre|pelo|pela)|aquel[ea]s?|é|são|trata-se|refere-se|conjunto|consiste|indica|representa|mede|quantidade|número|tempo|capacidade|processo|método|parte|todo|toda|todos|todas|descreve|define|técnica|forma|programa|sistema|operação|estrutura|mecanismo) |[\p{L}]+(?:ção|são|dade|mento|ncia|ância|ência|gem) (?:de|do|da|dos|das|que|em|para|entre) )`),
	"ru": regexp.MustCompile(`^(?:(?i:это) )?[\p{Cyrillic}A-Za-z][\p{L}-]+,? [\p{L}(«]`),
	"es": regexp.MustCompile(`^(?:(?i:\p{L}{4,}(?:s|o|a|e|n|r|d)(?: y \p{L}+| \p{L}+[aoels]s?)? que|c[oó]mo|una?|(?:el|la|los|las) \p{L}+(?: \p{L}+)? (?:de|del|que|en|más|por|con|para|entre)|aquell?[oa]?s?|unos|unas|lo|es|son|se trata|se refiere|conjunto|consiste|indica (?:que|si)|representación|mide|cantidad|número|tiempo|capacidad|proceso|método|parte|todo|toda|aquel|aquella|aquellos|aquellas|describe|define|es el|técnica|forma|programa|sistema) |[\p{L}]+(?:ción|dad|miento|ncia|aje) (?:de|del|que|en|para|entre) )`),
}

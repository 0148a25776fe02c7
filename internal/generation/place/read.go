package place

import (
	"regexp"
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// Kind is what a place is called by.
type Kind uint8

// The kinds.
const (
	None    Kind = iota
	Page         // of a file, also a slide
	Section      // a chapter, a section, an article of a law
	Item         // a question, exercise, theorem, definition, example
)

// Place is a place that a question names.
type Place struct {
	Kind  Kind
	Name  string // as it is called in the question: "exercise"; folded
	Label string // its number as typed, folded: "4.2", "iv"
}

// number is a place's number: digits with parts, a letter behind them, or a
// roman one.
const number = `(\d+(?:[.\-]\d+)*[a-z]?|[ivxlc]+)`

var (
	wide = []struct {
		kind Kind
		re   *regexp.Regexp
	}{
		{Page, regexp.MustCompile(`第?\s*(\d+)\s*(页|頁|ページ|张|張|枚目|페이지|쪽)`)},
		{Page, regexp.MustCompile(`(?:幻灯片|投影片|スライド|슬라이드)\s*(\d+)()`)},
		{Section, regexp.MustCompile(`第\s*(\d+(?:\.\d+)*)\s*(章|节|節|讲|講|回|장|절)`)},
		{Item, regexp.MustCompile(`第\s*(\d+(?:\.\d+)*)\s*(题|題|問|문제)`)},
		{Section, regexp.MustCompile(`(\d+(?:\.\d+)*)\s*(章|节|節|장)`)},
	}
	wideItem = regexp.MustCompile(`(问题|問題|练习|習題|习题|例题|例題|例|定理|定义|定義|命题|命題|引理|演習|問|문제|예제|정리|정의)\s*(\d+(?:\.\d+)*)`)
)

// Read finds the place that a question names, and what is left of the question
// without it. Kind is None where it names none.
func Read(question string) (p Place, rest string) {
	plain := fold.Plain.Text(question)
	for _, w := range wide {
		if m := w.re.FindStringSubmatchIndex(plain); m != nil {
			return Place{w.kind, plain[m[4]:m[5]], plain[m[2]:m[3]]}, plain[:m[0]] + " " + plain[m[1]:]
		}
	}
	if m := wideItem.FindStringSubmatchIndex(plain); m != nil {
		return Place{Item, plain[m[2]:m[3]], plain[m[4]:m[5]]}, plain[:m[0]] + " " + plain[m[1]:]
	}
	for _, kind := range []Kind{Item, Section, Page} {
		if m := typed[kind].FindStringSubmatchIndex(plain); m != nil {
			name := strings.TrimRight(plain[m[2]:m[3]], ".")
			return Place{kind, name, plain[m[4]:m[5]]}, plain[:m[2]] + " " + plain[m[5]:]
		}
	}
	return Place{}, question
}

// asking are words that only ask what stands at a place, folded.
var asking = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		what is on at in does say says said stand stands show shows written there about tell me explain summarise summarize summary describe read covered cover covers discussed the of a ask asks state states give quote solution answer look like
		was steht auf in sagt besagt lautet zeige erklare zusammenfassen fasse zusammen beschreibe geht worum es um uber lies der die das des dem den wie wird behandelt losung
		que quoi dit il y a sur dans la le les du de contient montre explique resume page qu est ce qui se trouve enonce
		hay en dice trata contiene el los explica resume muestra cual es enunciado
		cosa c e sta scritto nella nel alla a pagina dice parla contiene spiega riassumi il lo l di del della
		o que ha diz esta na no contem explique resuma
		wat staat er op zegt leg uit vat samen over gaat
		что на написано в о чем говорится говорит содержание объясни покажи есть гласит
		co jest na mowi tresc`) {
		m[w] = true
	}
	return m
}()

var askingWide = regexp.MustCompile(`讲了?什么|講了?什麼|说了?什么|有什么|写了什么|内容|是什么|什么|讲述|讲|说|关于|请|解释|总结|には何が?|何が|書かれて|書いて|ありますか|いますか|について|の内容|教えて|説明して|무엇이|내용|있나요|에는|설명`)

// Alone reports that what is left of a question beside the place asks for
// nothing but what stands there. known tells the words that documents are called by.
func Alone(rest string, known func(words.Token) bool) bool {
	lang := words.Language(rest)
	rest = askingWide.ReplaceAllString(fold.Plain.Text(rest), " ")
	for _, t := range words.Tokens(rest, lang) {
		plain := fold.Plain.Text(t.Norm)
		if t.Stop || asking[plain] || words.NamesText(plain) || known(t) || len([]rune(plain)) < 2 {
			continue
		}
		return false
	}
	return true
}

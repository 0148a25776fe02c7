package words

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/abadojack/whatlanggo"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"

	"studyapp/internal/platform/fold"
)

type language struct {
	stop       map[string]bool
	guards     map[string]Guard
	typed      map[string]bool // stop words and guards without the marks that they have
	snowball   func(*snowballstem.Env) bool
	numerals   bool // its number words are in numerals
	nounsUpper bool // writes every noun with a capital

	stems kept[string] // of words that came before
	forms kept[form]
}

func (l *language) stem(w string) string {
	return l.stems.get(w, func() string {
		env := snowballstem.NewEnv(w)
		l.snowball(env)
		return strings.Clone(env.Current())
	})
}

// kept is what is known of words that came before, by word: a question meets the
// same words many times. It is safe for concurrent use.
type kept[T any] struct {
	words  sync.Map
	stored atomic.Int32 // how many
}

// mostKept bounds the words of a language that are kept, longestKept each of them,
// in bytes.
const (
	mostKept    = 20_000
	longestKept = 24
)

func (k *kept[T]) get(word string, of func() T) T {
	if v, ok := k.words.Load(word); ok {
		return v.(T)
	}
	v := of()
	if len(word) <= longestKept {
		if k.stored.Add(1) > mostKept {
			k.words.Clear()
			k.stored.Store(0)
		}
		k.words.Store(strings.Clone(word), v) // alone: a word may be a part of a long text
	}
	return v
}

var languages = map[string]*language{
	"en": newLanguage(en.EnglishStopWords, english.Stem,
		"not no nor never none nothing nobody neither without cannot unable fails fail failed lack lacks",
		"may might could would should possibly perhaps probably sometimes usually often generally typically rarely hardly only unless if except almost nearly",
		"also however therefore thus hence moreover furthermore so just very many much more most like called known us let").counting().without("own"),
	"de": newLanguage(de.GermanStopWords, german.Stem,
		"nicht kein keine keinen keinem keiner keines nie niemals ohne weder noch nichts niemand",
		"kann könnte könnten dürfte sollte möglicherweise vielleicht manchmal meist meistens oft nur wenn falls außer fast beinahe selten kaum wahrscheinlich",
		"also jedoch daher deshalb somit außerdem sehr viele mehr genannt bekannt wird werden worden gab gibt").nouns().counting(),
	"fr": newLanguage(fr.FrenchStopWords, french.Stem, "ne n pas jamais rien aucun aucune sans ni", "peut pourrait parfois souvent seulement si sauf presque probablement", ""),
	"es": newLanguage(es.SpanishStopWords, spanish.Stem, "no nunca jamás nada ningún ninguna ninguno sin ni", "puede podría quizás tal veces solo sólo si salvo casi probablemente", ""),
	"it": newLanguage(it.ItalianStopWords, italian.Stem, "non mai nulla niente nessun nessuno nessuna senza né", "può potrebbe forse talvolta spesso solo se tranne quasi probabilmente", ""),
	"pt": newLanguage(pt.PortugueseStopWords, portuguese.Stem, "não nunca nada nenhum nenhuma sem nem", "pode poderia talvez só apenas se salvo quase provavelmente", ""),
	"nl": newLanguage(nl.DutchStopWords, dutch.Stem, "niet geen nooit niets niemand zonder noch", "kan zou soms vaak alleen als tenzij bijna misschien waarschijnlijk", ""),
	"ru": newLanguage(ru.RussianStopWords, russian.Stem, "не ни нет никогда ничего никто без", "может возможно иногда часто только если кроме почти вероятно", ""),
	"sv": newLanguage(sv.SwedishStopWords, swedish.Stem, "inte ej aldrig ingen inget inga utan", "kan kanske ibland ofta bara endast om nästan", ""),
	"da": newLanguage(da.DanishStopWords, danish.Stem, "ikke aldrig ingen intet uden", "kan måske sommetider ofte kun hvis næsten", ""),
	"no": newLanguage(no.NorwegianStopWords, norwegian.Stem, "ikke aldri ingen intet uten", "kan kanskje ofte bare kun hvis nesten", ""),
	"fi": newLanguage(fi.FinnishStopWords, finnish.Stem, "ei eivät en emme ilman koskaan", "voi ehkä joskus usein vain jos lähes", ""),
	"hu": newLanguage(hu.HungarianStopWords, hungarian.Stem, "nem ne soha semmi nincs nélkül", "talán néha gyakran csak ha majdnem", ""),
	"ro": newLanguage(ro.RomanianStopWords, romanian.Stem, "nu niciodată nimic fără nici", "poate uneori adesea doar numai dacă aproape", ""),
	"ar": newLanguage(ar.ArabicStopWords, arabic.Stem, "لا ليس ليست لم لن غير بدون دون", "قد ربما أحيانا غالبا فقط إلا تقريبا عادة", "هو هي هم هما"),
	"tr": newLanguage(tr.TurkishStopWords, turkish.Stem, "değil hiç yok asla", "belki bazen sık yalnızca sadece eğer", ""),
}

func newLanguage(list []byte, stem func(*snowballstem.Env) bool, negations, hedges, more string) *language {
	stops := analysis.NewTokenMap()
	if err := stops.LoadBytes(list); err != nil {
		panic("words: a stop list of bleve cannot be read: " + err.Error())
	}
	l := &language{stop: stops, guards: map[string]Guard{}, typed: map[string]bool{}, snowball: stem}
	for w := range strings.FieldsSeq(negations) {
		l.guards[w] = Negation
	}
	for w := range strings.FieldsSeq(hedges) {
		l.guards[w] = Hedge
	}
	for w := range strings.FieldsSeq(more) {
		l.stop[w] = true
	}
	for w := range l.stop {
		l.typed[fold.Plain.Text(w)] = true
	}
	for w := range l.guards {
		l.typed[fold.Plain.Text(w)] = true
	}
	for w := range l.typed {
		if l.stop[w] || l.guards[w] != NoGuard {
			delete(l.typed, w)
		}
	}
	return l
}

// nouns says that the language writes every noun with a capital.
func (l *language) nouns() *language {
	l.nounsUpper = true
	return l
}

// counting says that the language's number words are in numerals.
func (l *language) counting() *language {
	l.numerals = true
	return l
}

// without takes a word off the stop list: "own" is a verb in half of what is
// written about property and memory.
func (l *language) without(word string) *language {
	delete(l.stop, word)
	return l
}

// telling are the languages that have a word on their lists of stop words and
// guards.
var telling = func() map[string][]string {
	m := map[string][]string{}
	for code, l := range languages {
		for w := range l.stop {
			m[w] = append(m[w], code)
		}
		for w := range l.guards {
			if !l.stop[w] {
				m[w] = append(m[w], code)
			}
		}
	}
	return m
}()

func partsWords(r rune) bool {
	return r < 0x80 && strings.IndexByte(" \n\t.,;:!?()\"'", byte(r)) >= 0 || r >= 0x80 && strings.ContainsRune("“”„¿¡’", r)
}

// opened is for how many words of Spanish a question mark or an exclamation mark
// counts that begins a sentence: no other language here has one.
const opened = 2

// Language guesses the language of a text by its stop words and by the
// marks that only Spanish has, and by its letters where those do not tell. It returns a two-letter code, or "" for an
// empty text or a language that has neither stop words nor stemmer here.
func Language(text string) string {
	if len(text) > 6000 {
		text = text[:6000]
	}
	votes, n := vote(text)
	if best := elected(votes, n); best != "" {
		return best
	}
	info := whatlanggo.Detect(text)
	code := info.Lang.Iso6391()
	if code == "nb" || code == "nn" {
		code = "no"
	}
	if languages[code] != nil && (info.IsReliable() || votes[code] > 0) {
		return code
	}
	if best, second := first(votes); best != "" && votes[best] > 1 && votes[best] > votes[second] {
		return best
	}
	return ""
}

// vote counts for each language how many words of a text are on its lists, and how
// many words the text has.
func vote(text string) (votes map[string]int, n int) {
	votes = map[string]int{}
	for w := range strings.FieldsFuncSeq(Fold(text), partsWords) {
		n++
		for _, code := range telling[w] {
			votes[code]++
		}
	}
	if strings.ContainsAny(text, "¿¡") {
		votes["es"] += opened // short words are those of its neighbours, too
	}
	return votes, n
}

// first are the languages with most votes, the first of the alphabet where two have
// as many.
func first(votes map[string]int) (best, second string) {
	for code, v := range votes {
		if best == "" || v > votes[best] || v == votes[best] && code < best {
			best, second = code, best
		} else if second == "" || v > votes[second] {
			second = code
		}
	}
	return best, second
}

// elected is the language that has more votes than any other, one for six words at
// least; "" where there is none.
func elected(votes map[string]int, n int) string {
	if best, second := first(votes); best != "" && votes[best] > votes[second] && votes[best]*6 >= n {
		return best
	}
	return ""
}

// Stems reports whether the words of a language have stems here; those of
// others are compared as they stand.
func Stems(lang string) bool { return languages[lang] != nil }

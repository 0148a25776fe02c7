package lexical

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"studyapp/internal/platform/fold"
)

// analysed are the languages (ISO 639-1) with an analyser of bleve's. English
// has one of our own, see english; every other language keeps its words whole.
var analysed = []string{
	ar.AnalyzerName, ckb.AnalyzerName, da.AnalyzerName, de.AnalyzerName, es.AnalyzerName, fa.AnalyzerName,
	fi.AnalyzerName, fr.AnalyzerName, hi.AnalyzerName, hr.AnalyzerName, hu.AnalyzerName, it.AnalyzerName,
	nl.AnalyzerName, no.AnalyzerName, pl.AnalyzerName, pt.AnalyzerName, ro.AnalyzerName, ru.AnalyzerName,
	sv.AnalyzerName, tr.AnalyzerName,
}

// cacheWords bounds the remembered stems of a language; a textbook has about
// 10,000 different words.
const cacheWords = 50_000

// Analysers stem words by language. It is safe for use by many goroutines;
// one is enough for a process.
type Analysers struct {
	languages map[string]*stemmer
	plain     *stemmer
	names     []string          // of the languages with stop words
	stops     map[string]uint32 // word → the bits of the names it is a stop word of
	typed     map[string]uint32 // the same of stop words typed without their marks: für as fur
}

// stemmer gives the forms of one word of a language: no terms for a stop word.
type stemmer struct {
	stem  func(word string) []string
	lower func(word string) string // where the language has small letters of its own for capitals
	mu    sync.RWMutex
	cache map[string]forms
}

// NewAnalysers prepares all languages; what they need for stemming is loaded
// with their first word.
func NewAnalysers() (*Analysers, error) {
	a := &Analysers{
		languages: map[string]*stemmer{"en": {stem: englishTerms}},
		plain:     &stemmer{stem: func(word string) []string { return []string{word} }},
		stops:     make(map[string]uint32),
		typed:     make(map[string]uint32),
	}
	a.addStops("en", englishStopWords)
	cache := registry.NewCache()
	for _, name := range analysed {
		stops, err := cache.TokenMapNamed("stop_" + name)
		if err != nil {
			return nil, fmt.Errorf("lexical: stop words of %s: %w", name, err)
		}
		a.addStops(name, stops)
		a.languages[name] = &stemmer{stem: stemWith(name)}
	}
	a.languages[tr.AnalyzerName].lower = func(word string) string { return strings.ToLowerSpecial(unicode.TurkishCase, word) }
	return a, nil
}

// stemWith returns the analyser of a language as a function of one word.
func stemWith(name string) func(string) []string {
	load := sync.OnceValue(func() analysis.Analyzer {
		analyser, err := registry.NewCache().AnalyzerNamed(name)
		if err != nil {
			// They are compiled in; TestEveryLanguageStems loads each.
			panic(fmt.Errorf("lexical: analyser of %s: %w", name, err))
		}
		return analyser
	})
	return func(word string) []string {
		stream := load().Analyze([]byte(word))
		found := make([]string, len(stream))
		for i, token := range stream {
			found[i] = string(token.Term)
		}
		return found
	}
}

func (a *Analysers) addStops(language string, words map[string]bool) {
	bit := uint32(1) << len(a.names)
	a.names = append(a.names, language)
	for w := range words {
		a.stops[w] |= bit
		for _, typed := range fold.Spellings(w) {
			if typed != w && !words[typed] {
				a.typed[typed] |= bit
			}
		}
	}
}

// of returns the stemmer of a language tag such as "de" or "de-AT".
func (a *Analysers) of(language string) *stemmer {
	primary, _, _ := strings.Cut(language, "-")
	if s, ok := a.languages[strings.ToLower(primary)]; ok {
		return s
	}
	return a.plain
}

// forms returns the forms of a word.
func (s *stemmer) forms(w word) forms {
	if w.bigram {
		return forms{terms: []string{w.text}}
	}
	text := w.text
	if s.lower != nil && w.written != "" {
		text = s.lower(w.written)
	}
	s.mu.RLock()
	found, ok := s.cache[text]
	s.mu.RUnlock()
	if ok {
		return found
	}
	found = formsOf(text, s.stem)
	s.mu.Lock()
	if len(s.cache) >= cacheWords || s.cache == nil {
		s.cache = make(map[string]forms)
	}
	s.cache[text] = found
	s.mu.Unlock()
	return found
}

// englishTerms drops the possessive and the stop words and stems as Snowball
// does (Porter 2).
func englishTerms(word string) []string {
	word = strings.ReplaceAll(word, "’", "'")
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	if word == "" || englishStopWords[word] {
		return nil
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return []string{env.Current()}
}

// englishStopWords are the words that say nothing of a text's subject. A
// longer list costs: it takes words that questions turn on.
var englishStopWords = set(`a about above after again against all am an and any are as at be because been before
being below between both but by can could did do does doing down during each few for from further had has have having he
her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of
off on once only or other our ours ourselves out over own same she should so some such than that the their theirs them
themselves then there these they this those through to too under until up very was we were what when where which while
who whom why will with would you your yours yourself yourselves`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

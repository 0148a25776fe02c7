package lexical

import (
	"slices"
	"sort"
)

// strangers are texts without any word of the question that shares are reckoned
// with: in an index of ten texts every known word is common and every unknown
// one is beyond price, which says nothing of the question.
const strangers = 100

// Query is a question analysed for one index; it is of no use after that
// changes.
type Query struct {
	Language string // of the question; "" if it cannot be told
	words    []queryWord
}

// queryWord is one content word of a query.
type queryWord struct {
	stems  [][]uint32 // without marks, those that the index knows: of each language its spellings of one stem
	marks  bool       // it was typed with marks, which a text should have
	marked []uint32   // the stems with these marks that the index knows
	idf    float64
	worth  float64 // its weight in shares
	times  float64 // how often the query says it
}

// has reports whether a term is among a word's stems.
func (w queryWord) has(term uint32) bool {
	return slices.ContainsFunc(w.stems, func(spellings []uint32) bool { return slices.Contains(spellings, term) })
}

// unmarked is what a word that was typed with marks counts in a text that has
// it only with others or without, or in another form where the language's stems
// lose their marks (German). Over XQuAD in German a question finds by words with
// .7 to .8 more than with 1, and loses in the fusion with meaning below .8.
const unmarked = 0.8

// Parse analyses a question for the index as it is now. Words that say nothing
// in the question's own language are left out, also where another language of
// the index has a word that looks the same.
func (x *Index) Parse(question string) Query {
	found := words(question)
	q := Query{Language: x.questionLanguage(question, found)}
	stemmers := x.stemmers()
	at := make(map[string]int)
	for _, w := range found {
		if i, ok := at[w.text]; ok {
			if i >= 0 {
				q.words[i].times++
			}
			continue
		}
		at[w.text] = -1
		if x.silent(w, q.Language) {
			continue
		}
		word := queryWord{times: 1}
		texts, stop := 0, len(stemmers) > 0
		for _, s := range stemmers {
			f := s.forms(w)
			stop = stop && len(f.terms) == 0
			var spellings []uint32
			most := 0 // one word of a text has several of them
			for _, term := range f.terms {
				if n, ok := x.known(term); ok && !word.has(n) {
					spellings = append(spellings, n)
					most = max(most, int(x.postings[n].texts))
				}
			}
			if len(spellings) > 0 {
				word.stems = append(word.stems, spellings)
				texts += most
			}
			word.marks = word.marks || f.marked != ""
			if n, ok := x.known(f.marked); ok && !slices.Contains(word.marked, n) {
				word.marked = append(word.marked, n)
			}
		}
		if stop {
			continue
		}
		texts = min(texts, x.Len())
		word.idf, word.worth = idf(x.Len(), texts), idf(x.Len()+strangers, texts)
		at[w.text] = len(q.words)
		q.words = append(q.words, word)
	}
	return q
}

// silent reports whether a word says nothing in a question's language, also when
// it looks like a stop word without its marks and no text has such a word.
func (x *Index) silent(w word, language string) bool {
	a := x.analysers
	terms := a.of(language).forms(w).terms
	if len(terms) == 0 {
		return true
	}
	n := slices.Index(a.names, language)
	return n >= 0 && a.typed[w.text]&(1<<n) != 0 && !slices.ContainsFunc(terms, func(t string) bool {
		_, ok := x.known(t)
		return ok
	})
}

// known returns the number of a term that a text has.
func (x *Index) known(term string) (uint32, bool) {
	n, ok := x.terms[term]
	return n, ok && x.postings[n].texts > 0
}

// stemmers are those of all languages that texts have, in a fixed order: those
// of most texts first.
func (x *Index) stemmers() []*stemmer {
	languages := make([]string, 0, len(x.languages))
	for l := range x.languages {
		languages = append(languages, l)
	}
	sort.Slice(languages, func(i, j int) bool {
		a, b := x.languages[languages[i]], x.languages[languages[j]]
		return a > b || a == b && languages[i] < languages[j]
	})
	var found []*stemmer
	for _, l := range languages {
		if s := x.analysers.of(l); !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

// Known is the share of the question's content words that the index knows,
// each weighed by its rarity: 1 when all are known or there are none.
func (q Query) Known() float64 {
	return q.share(func(w queryWord) bool { return len(w.stems) > 0 })
}

// Empty reports whether the question has no content word.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Coverage is the share of the question's content words that one of the texts
// has, each weighed by its rarity: 1 when all are there, 0 for a question
// without content words.
func (x *Index) Coverage(q Query, ids ...int64) float64 {
	if q.Empty() {
		return 0
	}
	there := make(map[uint32]bool)
	for _, id := range ids {
		if slot, ok := x.slots[id]; ok {
			for term := range each(x.texts[slot].terms) {
				there[term] = true
			}
		}
	}
	return q.share(func(w queryWord) bool {
		return slices.ContainsFunc(w.stems, func(spellings []uint32) bool {
			return slices.ContainsFunc(spellings, func(t uint32) bool { return there[t] })
		})
	})
}

func (q Query) share(has func(queryWord) bool) float64 {
	some, all := 0.0, 0.0
	for _, w := range q.words {
		weight := w.worth * w.times
		all += weight
		if has(w) {
			some += weight
		}
	}
	if all == 0 {
		return 1
	}
	return some / all
}

// Language returns the language a text was added with.
func (x *Index) Language(id int64) string {
	if slot, ok := x.slots[id]; ok {
		return x.texts[slot].language
	}
	return ""
}

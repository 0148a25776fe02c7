package lexical

import (
	"slices"
	"sort"
)

// queryLanguages bounds how many of an index's languages a query is analysed
// in; texts of rarer ones are met by words that their analysis leaves alone.
const queryLanguages = 8

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
	terms []uint32 // its stems that the index knows
	idf   float64
	worth float64 // its weight in shares
	times float64 // how often the query says it
}

// Parse analyses a question for the index as it is now. Words that say nothing
// in the question's own language are left out, also where another language of
// the index has a word that looks the same.
func (x *Index) Parse(question string) Query {
	found := words(question)
	q := Query{Language: x.questionLanguage(question, found)}
	own := x.analysers.of(q.Language)
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
		if len(own.terms(w)) == 0 {
			continue
		}
		word := queryWord{times: 1}
		texts, stop := 0, len(stemmers) > 0
		for _, s := range stemmers {
			stems := s.terms(w)
			stop = stop && len(stems) == 0
			for _, stem := range stems {
				n, ok := x.terms[stem]
				if !ok || x.postings[n].texts == 0 || slices.Contains(word.terms, n) {
					continue
				}
				word.terms = append(word.terms, n)
				texts += int(x.postings[n].texts)
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

// stemmers are those of the languages most texts have, in a fixed order.
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
	for _, l := range languages[:min(len(languages), queryLanguages)] {
		if s := x.analysers.of(l); !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

// Known is the share of the question's content words that the index knows,
// each weighed by its rarity: 1 when all are known or there are none.
func (q Query) Known() float64 {
	return q.share(func(w queryWord) bool { return len(w.terms) > 0 })
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
		return slices.ContainsFunc(w.terms, func(t uint32) bool { return there[t] })
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

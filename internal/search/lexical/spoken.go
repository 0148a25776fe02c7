package lexical

import "sort"

// told is how many texts a language must have for half of what they know of a
// question to count by them alone: of a handful, the words they lack say little.
const told = 10

// KnownIn is Known for the texts of each language: how much of a question could
// be found by its words there. What few texts know is drawn to Known of all, and
// texts of an unknown language have that.
func (x *Index) KnownIn(q Query) map[string]float64 {
	all := q.Known()
	known := make(map[string]float64, len(x.languages))
	if len(x.languages) == 1 {
		for language := range x.languages {
			known[language] = all
		}
		return known
	}
	speak := make([]map[string]bool, len(q.words))
	for i, w := range q.words {
		speak[i] = x.speak(w)
	}
	for language, n := range x.languages {
		known[language] = all
		if language == "" {
			continue
		}
		at := -1
		own := q.share(func(queryWord) bool { at++; return speak[at][language] })
		known[language] = (float64(n)*own + told*all) / (float64(n) + told)
	}
	return known
}

// speak are the languages of the texts that have a word.
func (x *Index) speak(w queryWord) map[string]bool {
	found := make(map[string]bool)
	for _, spellings := range w.stems {
		for slot := range x.slotsOf(spellings) {
			if t := &x.texts[slot]; t.id != 0 && !found[t.language] {
				found[t.language] = true
				if len(found) == len(x.languages) {
					return found
				}
			}
		}
	}
	return found
}

// Languages are those of the texts, as far as they are known, in their order.
func (x *Index) Languages() []string {
	names := make([]string, 0, len(x.languages))
	for name := range x.languages {
		if name != "" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// Speaking is how many texts are in a language.
func (x *Index) Speaking(language string) int { return x.languages[language] }

// Sample gives some of the texts whose language is known, of each language about
// as many as most where it has more: always the same of the same texts.
func (x *Index) Sample(most int) []int64 {
	var sample []int64
	language, of := "", uint64(0)
	for i := range x.texts {
		t := &x.texts[i]
		if t.id == 0 || t.language == "" {
			continue
		}
		if t.language != language {
			language, of = t.language, uint64(x.languages[t.language])
		}
		if scattered(t.id)%of < uint64(most) {
			sample = append(sample, t.id)
		}
	}
	return sample
}

// scattered is a number that says nothing of the place of an id in its order
// (SplitMix64).
func scattered(id int64) uint64 {
	z := uint64(id) + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

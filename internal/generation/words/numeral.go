package words

import (
	"strings"

	"studyapp/internal/platform/fold"
)

// small are the words for two to ten, folded.
var small = func() map[string]int {
	all := map[string]int{}
	for _, list := range []string{
		"two three four five six seven eight nine ten", "zwei drei vier funf sechs sieben acht neun zehn",
		"deux trois quatre cinq six sept huit neuf dix", "dos tres cuatro cinco seis siete ocho nueve diez",
		"due tre quattro cinque sei sette otto nove dieci", "dois tres quatro cinco seis sete oito nove dez",
		"twee drie vier vijf zes zeven acht negen tien", "два три четыре пять шесть семь восемь девять десять",
		"dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec", "duas tres quatro cinco seis sete oito nove dez",
	} {
		for i, w := range strings.Fields(list) {
			all[w] = i + 2
		}
	}
	return all
}()

// Count is how many things a text speaks of by the first numeral in it, from two to
// ten, in the languages of small, Chinese and Japanese, whatever its own; 0 where there
// is none. lang says how it is cut into words.
func Count(text, lang string) int {
	for _, t := range Tokens(text, lang) {
		if n := small[fold.Plain.Text(t.Text)]; n > 0 {
			return n
		}
	}
	for i, r := range []rune("二三四五六七八九十") {
		if strings.Contains(text, string(r)+"个") || strings.Contains(text, string(r)+"個") || strings.Contains(text, string(r)+"つ") {
			return i + 2
		}
	}
	return 0
}

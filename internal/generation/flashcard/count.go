package flashcard

import "strings"

// countIn is the number of things that the words before a list say there are, or
// 0 where they say none or several.
func countIn(lead, lang string) int {
	n := 0
	text := " " + fold(countedOther.ReplaceAllString(lead, " ")) + " "
	for i, words := range counts[lang] {
		for w := range strings.FieldsSeq(words) {
			if lang != "zh" {
				w = " " + w + " "
			}
			switch {
			case !strings.Contains(text, w):
			case n > 0 && n != i+2:
				return 0
			default:
				n = i + 2
			}
		}
	}
	if n == 0 && lang != "en" && counts[lang] != nil {
		return countIn(lead, "en") // foreign terms among keywords
	}
	return n
}

// counts are by language the words for two, three and so on.
var counts = map[string][]string{
	"en": {"two 2", "three 3", "four 4", "five 5", "six 6"},
	"de": {"zwei 2", "drei 3", "vier 4", "fünf 5", "sechs 6"},
	"fr": {"deux 2", "trois 3", "quatre 4", "cinq 5", "six 6"},
	"es": {"dos 2", "tres 3", "cuatro 4", "cinco 5", "seis 6"},
	"it": {"due 2", "tre 3", "quattro 4", "cinque 5", "sei 6"},
	"pt": {"dois duas 2", "três 3", "quatro 4", "cinco 5", "seis 6"},
	"ru": {"два две двух 2", "три трёх трех 3", "четыре четырёх 4", "пять пяти 5", "шесть 6"},
	"zh": {"两个 两种 两类 兩個 兩種 两大", "三个 三种 三类 三個 三種 三大", "四个 四种 四类 四個 四種 四大", "五个 五种 五类 五個 五種", "六个 六种 六類 六個"},
}

package apparatus

import (
	"strings"
	"unicode"
)

// Section gives how deep the section is whose number a text begins with: 1 for
// "2 Methods", "IV. RESULTS" and "第二章 方法", 2 for "2.1 Cells" and "第三节", 3
// for "2.1.3 Walls"; 0 for a text without such a number, or with a sentence
// behind it.
func Section(text string) int {
	text = strings.TrimSpace(text)
	if len(text) > 160 || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "。") || strings.HasSuffix(text, ";") {
		return 0
	}
	if rest, ok := strings.CutPrefix(text, "第"); ok {
		bare := strings.TrimLeft(rest, "0123456789一二三四五六七八九十百零〇 ")
		if bare == rest || len([]rune(text)) > 40 || strings.ContainsAny(text, "，；") {
			return 0
		}
		for mark, level := range map[string]int{"章": 1, "篇": 1, "部分": 1, "讲": 1, "講": 1, "節": 2, "节": 2} {
			if strings.HasPrefix(bare, mark) {
				return level
			}
		}
		return 0
	}
	number, title, ok := strings.Cut(text, " ")
	if !ok || !Worded(title) {
		return 0
	}
	number = strings.TrimSuffix(number, ".")
	if strings.Trim(number, "IVX") == "" && number != "" {
		return 1
	}
	depth := 1
	for i, r := range number {
		switch {
		case unicode.IsDigit(r):
		case r == '.' && i > 0 && i+1 < len(number):
			depth++
		default:
			return 0
		}
	}
	if number == "" || len(number) > 9 || depth > 5 {
		return 0
	}
	return depth
}

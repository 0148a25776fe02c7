package words

import "unicode"

// TrimUnspaced takes off [start, end) in code points, a stretch of a script without spaces what says nothing
// alone; of the scripts that are letters, not signs, two in a row say nothing.
func TrimUnspaced(rs []rune, m [2]int) [2]int {
	first := rs[m[0]]
	if unicode.In(first, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && m[1]-m[0] < 5 {
		return [2]int{}
	}
	for m[0] < m[1] && bindsOnly(rs[m[0]]) {
		m[0]++
	}
	for m[0] < m[1] && bindsOnly(rs[m[1]-1]) {
		m[1]--
	}
	return m
}

// bindsOnly reports a sign of Chinese or Japanese that binds words and is none.
func bindsOnly(r rune) bool {
	return unicode.Is(unicode.Hiragana, r) || binding[r]
}

var binding = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "的了是在和与及或也都就而把被对从到这那哪什么么吗呢吧个有不之其為为與對從這麼嗎個" {
		m[r] = true
	}
	return m
}()

package flashcard

import (
	"regexp"
	"strings"
)

// The Korean shapes. A term is up to three words; the particle of its topic
// ends it.
const koTerm = `([\p{Hangul}A-Za-z0-9·]+(?: [\p{Hangul}A-Za-z0-9·]+){0,2}?(?:\([^()]{1,40}\))?)`

var (
	koMeans  = regexp.MustCompile(`^` + koTerm + `(?:이란|란|은|는) (.{6,}?)(?:을|를) (?:말한다|뜻한다|의미한다|가리킨다|말합니다|뜻합니다|의미합니다)\.$`)
	koIs     = regexp.MustCompile(`^` + koTerm + `(?:이란|란|은|는) (.{6,}?)(?:이다|입니다)\.$`)
	koCalled = regexp.MustCompile(`^(.{6,80}?)(?:을|를) ([\p{Hangul}A-Za-z0-9· ]{1,20}?)(?:이라고|라고|이라|라) (?:한다|부른다|합니다|부릅니다|하며 .*|불린다)\.$`)
	koParts  = regexp.MustCompile(`^` + koTerm + `(?:은|는) (.{4,80}?)(?:으로|로) (?:이루어져 있다|이루어진다|구성된다|구성되어 있다|구성되어있다)\.$`)
	koNoTerm = regexp.MustCompile(`(?:것|때|수|중|이유|문제|목적|결과|특징)$`)
)

func korean(text string, add func(shape, front, back, term string, score float64)) {
	if m := koMeans.FindStringSubmatch(text); m != nil && !koNoTerm.MatchString(m[1]) {
		add("definition", m[1]+closed(m[1], "이란", "란")+" 무엇인가?", m[2]+".", m[1], 1.1)
		return
	}
	if m := koParts.FindStringSubmatch(text); m != nil && !koNoTerm.MatchString(m[1]) {
		add("parts", m[1]+closed(m[1], "은", "는")+" 무엇으로 이루어져 있는가?", m[2]+".", m[1], 0.85)
		return
	}
	if m := koCalled.FindStringSubmatch(text); m != nil && !strings.ContainsAny(m[1], ",;") {
		add("definition", m[2]+closed(m[2], "이란", "란")+" 무엇인가?", m[1]+".", m[2], 1)
		return
	}
	if m := koIs.FindStringSubmatch(text); m != nil && !koNoTerm.MatchString(m[1]) && !koNoTerm.MatchString(m[2]) {
		add("definition", m[1]+closed(m[1], "이란", "란")+" 무엇인가?", m[2]+".", m[1], 0.95)
	}
}

// closed chooses the particle after a word: with for one whose last syllable
// ends in a consonant, without for others.
func closed(word, with, without string) string {
	rs := []rune(word)
	r := rs[len(rs)-1]
	if r >= 0xac00 && r <= 0xd7a3 && (r-0xac00)%28 != 0 {
		return with
	}
	return without
}

package flashcard

import (
	"regexp"
	"strings"
)

// The Arabic shapes. A term is up to five words without the punctuation of a
// clause. Vowel signs may stand after any letter of the words that are looked
// for.
const arTerm = `([\p{Arabic}\p{Mn}A-Za-z0-9-]+(?: [\p{Arabic}\p{Mn}A-Za-z0-9()-]+){0,4}?)`

var (
	arIs     = regexp.MustCompile(`^` + arTerm + ` (` + vowelled("هو") + `|` + vowelled("هي") + `) (.{12,})\.$`)
	arMeans  = regexp.MustCompile(`^(?:` + vowelled("يعرف") + `|` + vowelled("تعرف") + `|` + vowelled("يعرّف") + `|` + vowelled("تعرّف") + `) ` + arTerm + ` (?:بأنه|بأنها|بأنّه|بأنّها|على أنه|على أنها) (.{12,})\.$`)
	arSaid   = regexp.MustCompile(`^` + arTerm + ` (?:عبارة|عبارةٌ) عن (.{12,})\.$`)
	arCalled = regexp.MustCompile(`^(?:و)?` + vowelled("يطلق") + ` على (.{4,60}?) (?:اسم|مصطلح) (.{2,40})\.$`)
	arParts  = regexp.MustCompile(`^(تتكون|يتكون|تتكوّن|يتكوّن|تتألف|يتألف) (.{3,40}?) من (.{6,})\.$`)
	arParts2 = regexp.MustCompile(`^` + arTerm + ` (تتكون|يتكون|تتكوّن|يتكوّن|تتألف|يتألف) من (.{6,})\.$`)
	// What follows "is" points at one case or judges.
	arNot = regexp.MustCompile(`^(?:الذي|التي|كيف|لماذا|أن|أنّ|السبب|ما |من أهم|من أكثر|أهم|أفضل|أكثر)`)
	// A term does not begin so.
	arNoTerm = regexp.MustCompile(`^(?:أن|أنّ|إن|إنّ|كان|كانت|من|في|على|إلى|عن|كل|بعض|أهم|أول|ما|لا|لم|لن|و|ف)(?: |$)`)
)

// vowelled is a pattern of the word with or without its vowel signs.
func vowelled(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteRune(r)
		b.WriteString(`[\x{064B}-\x{0652}]*`)
	}
	return b.String()
}

func arabic(text string, add func(shape, front, back, term string, score float64)) {
	if m := arMeans.FindStringSubmatch(text); m != nil && !arNoTerm.MatchString(m[1]) {
		add("definition", "ما المقصود بـ«"+m[1]+"»؟", m[2]+".", m[1], 1.1)
		return
	}
	if m := arSaid.FindStringSubmatch(text); m != nil && !arNoTerm.MatchString(m[1]) {
		add("definition", "ما المقصود بـ«"+m[1]+"»؟", m[2]+".", m[1], 1)
		return
	}
	if m := arParts.FindStringSubmatch(text); m != nil {
		add("parts", "ممّ "+m[1]+" "+m[2]+"؟", m[3]+".", m[2], 0.85)
		return
	}
	if m := arParts2.FindStringSubmatch(text); m != nil && !arNoTerm.MatchString(m[1]) {
		add("parts", "ممّ "+m[2]+" "+m[1]+"؟", m[3]+".", m[1], 0.85)
		return
	}
	if m := arCalled.FindStringSubmatch(text); m != nil {
		add("called", "ما الاسم الذي يُطلق على "+m[1]+"؟", m[2]+".", m[2], 0.9)
		return
	}
	if m := arIs.FindStringSubmatch(text); m != nil && !arNoTerm.MatchString(m[1]) && !arNot.MatchString(m[3]) {
		add("definition", "ما "+m[2]+" "+m[1]+"؟", m[3]+".", m[1], 0.95)
	}
}

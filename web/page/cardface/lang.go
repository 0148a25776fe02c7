package cardface

import (
	"unicode"

	"github.com/a-h/templ"
	"github.com/abadojack/whatlanggo"
)

// scriptLangs are the languages that a script stands for where nothing more is
// known; the languages whose documents are written in it keep their own.
var scriptLangs = []struct {
	script *unicode.RangeTable
	lang   string
	also   []string // other languages written in it
}{
	{unicode.Hiragana, "ja", nil}, {unicode.Katakana, "ja", nil}, {unicode.Hangul, "ko", nil},
	{unicode.Arabic, "ar", []string{"fa", "ur", "ps", "ckb"}}, {unicode.Hebrew, "he", []string{"yi"}},
	{unicode.Greek, "el", nil}, {unicode.Cyrillic, "ru", []string{"uk", "bg", "sr", "mk", "be", "kk"}},
	{unicode.Devanagari, "hi", []string{"mr", "ne", "sa"}}, {unicode.Thai, "th", nil}, {unicode.Han, "zh", []string{"ja"}},
}

// leastDetected is how many letters tell the language of a Latin text.
const leastDetected = 40

// TextLang is the language of a short text for its lang attribute, BCP 47, or
// empty where it cannot be told. document is the language of the document it
// was made from, or empty: it decides unless the text is in another script.
func TextLang(text, document string) string {
	letters, latin := 0, 0
	counts := make([]int, len(scriptLangs))
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.Is(unicode.Latin, r) {
			latin++
			continue
		}
		for i, s := range scriptLangs {
			if unicode.Is(s.script, r) {
				counts[i]++
				break
			}
		}
	}
	primary := document
	if len(primary) > 2 && (primary[2] == '-' || primary[2] == '_') {
		primary = primary[:2]
	}
	kana := counts[0]+counts[1] > 0
	for i, s := range scriptLangs {
		// Japanese is written in kana and Han: some kana among it tell.
		if n := counts[i]; n == 0 || n*2 < letters && (s.lang != "ja" || latin*2 > letters) {
			continue
		}
		if s.lang == primary {
			return document
		}
		for _, other := range s.also {
			if other == primary {
				return document
			}
		}
		if s.lang == "zh" && kana {
			return "ja"
		}
		return s.lang
	}
	if letters == 0 {
		return ""
	}
	for _, s := range scriptLangs {
		if s.lang == primary { // a Latin text from a document in another script
			primary, document = "", ""
		}
	}
	if document != "" {
		return document
	}
	if letters < leastDetected {
		return ""
	}
	if found := whatlanggo.Detect(text); found.IsReliable() {
		return found.Lang.Iso6391()
	}
	return ""
}

// InLang is the lang attribute of a text, where its language is known.
func InLang(lang string) templ.Attributes {
	if lang == "" {
		return nil
	}
	return templ.Attributes{"lang": lang}
}

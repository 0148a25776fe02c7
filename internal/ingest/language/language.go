package language

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	// enough is how many letters are looked at; more tell nothing new.
	enough = 1500
	// share of the letters that the script of most of them must have.
	mostly = 0.5
	// clear is by how much the common words of a language must outweigh those of
	// the next, and near by how much less than the best the one may weigh that a
	// file names.
	clear = 1.15
	near  = 0.85
	// telling is the weight of common words that a text must have, and perWord
	// what they must come to for each of its words.
	telling = 1.5
	perWord = 0.06
	// fewLetters is how long a text must be for its letters alone to tell.
	fewLetters = 60
)

// Of tells the language of a text: a BCP 47 tag without a region, "" when
// nothing tells. claimed is what the file says, or ""; it decides where the
// text could be in either of two.
func Of(text, claimed string) string {
	claimed = Primary(claimed)
	script, letters, sample := scriptOf(text)
	if letters == 0 {
		return ""
	}
	if one := ofScript[script]; one != "" {
		return either(one, claimed)
	}
	list := sharing[script]
	if list == nil {
		return ""
	}
	if letters < 4 {
		return ""
	}
	if found := byWords(sample, list, claimed); found != "" {
		return found
	}
	return byLetters(sample, script, letters, list, claimed)
}

// Primary is the language of a tag, in the spelling of this package: "de" of
// "de-AT", "no" of "nb".
func Primary(tag string) string {
	first, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	first = strings.ToLower(strings.TrimSpace(first))
	if n := len(first); n < 2 || n > 3 || strings.ContainsFunc(first, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return ""
	}
	if same := spelt[first]; same != "" {
		return same
	}
	return first
}

// spelt are other names of a language.
var spelt = map[string]string{
	"fil": "tl", "nb": "no", "nn": "no", "nob": "no", "nno": "no", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
	"deu": "de", "ger": "de", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "ara": "ar", "heb": "he", "pes": "fa", "fas": "fa", "mya": "my",
}

// scriptOf is the script of most of a text's letters, how many letters that
// are, and as much of the text as they were counted in, in lower case.
func scriptOf(text string) (script string, letters int, sample string) {
	counts := map[string]int{}
	total := 0
	var b strings.Builder
	for _, r := range text {
		if total >= enough {
			break
		}
		r = unicode.ToLower(r)
		b.WriteRune(r)
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		name := nameOf(r)
		if name == "" {
			continue
		}
		counts[name]++
		total++
	}
	// Kana say Japanese, whatever else stands with them; Hangul says Korean.
	if kana := counts["Kana"]; kana*30 >= counts["Han"] && kana > 0 {
		counts["Kana"], counts["Han"] = kana+counts["Han"], 0
	}
	if hangul := counts["Hangul"]; hangul > counts["Han"] {
		counts["Hangul"], counts["Han"] = hangul+counts["Han"], 0
	}
	// A letter of Chinese, Japanese or Korean says as much as some of others.
	for _, dense := range []string{"Han", "Kana", "Hangul"} {
		total += 2 * counts[dense]
		counts[dense] *= 3
	}
	for name, n := range counts {
		if n > letters || n == letters && name < script {
			script, letters = name, n
		}
	}
	if float64(letters) < mostly*float64(total) {
		return "", 0, ""
	}
	return script, letters, b.String()
}

// ofScript are the scripts in which one language is written, or one so much
// more than others that only the file's word speaks for them.
var ofScript = map[string]string{
	"Han": "zh", "Kana": "ja", "Hangul": "ko", "Greek": "el", "Hebrew": "he", "Armenian": "hy", "Georgian": "ka", "Thai": "th", "Lao": "lo", "Khmer": "km", "Myanmar": "my",
	"Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Sinhala": "si", "Bengali": "bn", "Tibetan": "bo",
	"Ethiopic": "am", "Mongolian": "mn", "Thaana": "dv", "Syriac": "syr", "Cherokee": "chr", "Tifinagh": "ber",
}

// alsoIn are languages that share the script of another and are told from it
// only by what the file says.
var alsoIn = map[string]string{
	"yi": "he", "as": "bn", "ti": "am", "dz": "bo", "yue": "zh", "wuu": "zh", "lzh": "zh", "kar": "my", "shn": "my", "ksw": "my", "grc": "el",
}

func either(found, claimed string) string {
	if alsoIn[claimed] == found {
		return claimed
	}
	return found
}

var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Han", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana}, {"Hangul", unicode.Hangul},
	{"Arabic", unicode.Arabic}, {"Devanagari", unicode.Devanagari}, {"Greek", unicode.Greek}, {"Hebrew", unicode.Hebrew}, {"Armenian", unicode.Armenian}, {"Georgian", unicode.Georgian},
	{"Thai", unicode.Thai}, {"Lao", unicode.Lao}, {"Khmer", unicode.Khmer}, {"Myanmar", unicode.Myanmar}, {"Tamil", unicode.Tamil}, {"Telugu", unicode.Telugu}, {"Kannada", unicode.Kannada},
	{"Malayalam", unicode.Malayalam}, {"Gujarati", unicode.Gujarati}, {"Gurmukhi", unicode.Gurmukhi}, {"Oriya", unicode.Oriya}, {"Sinhala", unicode.Sinhala}, {"Bengali", unicode.Bengali},
	{"Tibetan", unicode.Tibetan}, {"Ethiopic", unicode.Ethiopic}, {"Mongolian", unicode.Mongolian}, {"Thaana", unicode.Thaana}, {"Syriac", unicode.Syriac}, {"Cherokee", unicode.Cherokee},
	{"Tifinagh", unicode.Tifinagh},
}

func nameOf(r rune) string {
	if r < 0x80 {
		return "Latin"
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

// byLetters asks which letters follow one another, among the languages that
// this package knows of the script and those that share it.
func byLetters(text, script string, letters int, list []string, claimed string) string {
	if letters < fewLetters {
		return ""
	}
	allowed := map[whatlanggo.Lang]bool{}
	for _, code := range list {
		if l, ok := detected[code]; ok {
			allowed[l] = true
		}
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: allowed})
	if info.Lang < 0 || !allowed[info.Lang] {
		return ""
	}
	found := codeOf(info.Lang)
	if info.IsReliable() || script != "Latin" && letters >= 2*fewLetters {
		return found
	}
	if found == claimed {
		return claimed
	}
	return ""
}

func codeOf(l whatlanggo.Lang) string {
	code := l.Iso6391()
	if code == "" {
		code = l.Iso6393()
	}
	return Primary(code)
}

// detected are the languages that whatlanggo knows, by code.
var detected = func() map[string]whatlanggo.Lang {
	m := map[string]whatlanggo.Lang{}
	for l := range whatlanggo.Langs {
		if code := codeOf(l); code != "" {
			m[code] = l
		}
	}
	return m
}()

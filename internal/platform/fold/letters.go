package fold

import "strings"

// own are letters that are written with a mark and are no other letter with
// it: nobody leaves it away.
var own = map[rune]bool{'й': true, 'ї': true, 'ў': true, 'ѓ': true, 'ќ': true}

// letters are lower-case letters that Unicode does not take apart, and the
// forms of letters and signs that are typed alike.
var letters = table(`đ d ð d ħ h ı i ĸ k ł l ŋ n œ oe æ ae ø o ß ss þ th ŧ t ƀ b ɓ b ƈ c ɖ d ɗ d ɛ e ə e ǝ e ɠ g
	ɨ i ƙ k ɲ n ɔ o ɵ o ƥ p ƭ t ʉ u ʋ v ƴ y ƶ z
	ς σ ґ г
	ٱ ا ى ي ی ي ې ي ے ي ة ه ہ ه ە ه ھ ه ۃ ه ک ك ڪ ك ں ن
	װ וו ױ וי ײ יי ׳ ' ״ " ־ -
	‘ ' ’ ' ‚ ' ‛ ' “ " ” " „ " ‟ " « " » " ‐ - ‒ - – - — - ― - − -`,
	"ʹʺʻʼʽʾʿˈ") // of transliterations: Qurʾān

// wide are the letters that are written as two where they cannot be typed.
var wide = table(`ä ae ö oe ü ue å aa ø oe`, "")

// table reads pairs of a letter and what stands for it; nothing stands for the
// dropped ones.
func table(pairs, dropped string) map[rune]string {
	m := map[rune]string{}
	fields := strings.Fields(pairs)
	for i := 0; i+1 < len(fields); i += 2 {
		for _, r := range fields[i] {
			m[r] = fields[i+1]
		}
	}
	for _, r := range dropped {
		m[r] = ""
	}
	return m
}

package cardface

import "testing"

func TestTextLang(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, document, want string }{
		{"", "de", ""},
		{"Was ist das?", "de", "de"},
		{"What?", "", ""},
		{"من هو مؤسس علم الاجتماع؟", "", "ar"},
		{"این کتاب چیست", "fa", "fa"},
		{"『こころ』の語り手", "", "ja"},
		{"鎌倉的海岸在哪里", "", "zh"},
		{"日本近代文学史", "ja", "ja"},
		{"한국어 문장", "en", "ko"},
		{"Was heißt „עברית“?", "de", "de"},
		{"What is the meaning of this poem?", "ar", ""},
		{"Die Normalkomponente der dielektrischen Verschiebung springt an der Grenzfläche um die Flächenladung.", "", "de"},
	} {
		if got := TextLang(c.text, c.document); got != c.want {
			t.Errorf("textLang(%q, %q) = %q, want %q", c.text, c.document, got, c.want)
		}
	}
}

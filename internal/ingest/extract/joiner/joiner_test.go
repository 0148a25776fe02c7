package joiner

import "testing"

func TestSignsAreNeededWhereAScriptJoinsLetters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule          string
		before, after rune
		want          bool
	}{
		{"between Persian letters", 'ی', 'س', true},
		{"behind the sign that makes a half letter of Sinhala", '්', 'ර', true},
		{"before a space, behind such a sign", '্', ' ', true},
		{"between Latin letters", 'o', 's', false},
		{"at the beginning", 0, 'س', false},
		{"behind a space", ' ', 'س', false},
	} {
		if got := Needed(c.before, c.after); got != c.want {
			t.Errorf("%s: %v", c.rule, got)
		}
	}
	if !Is('\u200c') || !Is('\u200d') || Is('\u200b') || Is(' ') {
		t.Error("the signs are U+200C and U+200D")
	}
}

package words

import "testing"

func TestCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, lang string
		want       int
	}{
		{"What are the three kinds of joint?", "en", 3}, {"Nenne die fünf Schritte", "de", 5}, {"两个阶段和三个条件", "zh", 3},
		{"Назови четыре причины", "ru", 4}, {"4つの理由", "ja", 0}, {"What are the kinds of joint?", "en", 0}, {"", "", 0},
	} {
		if got := Count(c.text, c.lang); got != c.want {
			t.Errorf("%q counts %d", c.text, got)
		}
	}
}

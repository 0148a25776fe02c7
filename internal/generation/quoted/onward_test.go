package quoted

import (
	"strings"
	"testing"
)

func TestAParagraphIsFollowedWhereItIsAskedWhyOrHow(t *testing.T) {
	t.Parallel()
	text := "A starter is fed in the evening. In the morning flour and water are mixed in. After an hour salt is added. The loaf is shaped, and rests.\n\nRye is heavier."
	for question, want := range map[string]string{
		"How can I feed a starter?":       "After an hour salt is added.",
		"Why is a starter fed?":           "After an hour salt is added.",
		"When is a starter fed?":          "A starter is fed in the evening.",
		"What does a starter have to do?": "A starter is fed in the evening.",
	} {
		a := closely(question, .95, []string{text}, [][]float64{{.95, .4, .4, .4, .4}}).Compose()
		if n := len(a.Quotes); n == 0 || a.Quotes[n-1].Unit.Text != want {
			var said []string
			for _, q := range a.Quotes {
				said = append(said, q.Unit.Text)
			}
			t.Errorf("%s: %q", question, strings.Join(said, " | "))
		}
	}
}

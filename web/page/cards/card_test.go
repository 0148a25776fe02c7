package cards

import (
	"testing"
)

func TestWithoutCard(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"/review?card=1&course=2&done=3&show=1": "/review?course=2&done=3",
		"/cards/1?q=a":                          "/cards/1?q=a",
	} {
		if got := withoutCard(in); got != want {
			t.Errorf("%q → %q, want %q", in, got, want)
		}
	}
}

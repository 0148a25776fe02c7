package cards

import (
	"testing"

	"studyapp/internal/learning"
)

func TestACourseIsNamedAsItIsTyped(t *testing.T) {
	t.Parallel()
	courses := []learning.Course{{Title: "Übungen"}, {Title: "Ubungen"}, {Title: "Größenlehre für Anfänger"}}
	for typed, want := range map[string]string{
		"ubungen": "Ubungen", "U\u0308BUNGEN": "Übungen", "groessen": "Größenlehre für Anfänger", "anfanger": "Größenlehre für Anfänger", "fuer": "Größenlehre für Anfänger",
	} {
		if got, n, err := courseOfFilter(typed, courses); err != nil || n != 1 || got.Title != want {
			t.Errorf("%q: %q of %d, %v", typed, got.Title, n, err)
		}
	}
	if _, _, err := courseOfFilter("Algebra", courses); err == nil {
		t.Error("a course that is not there is found")
	}
}

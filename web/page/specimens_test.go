package page

import (
	"regexp"
	"strings"
	"testing"

	"studyapp/internal/platform/auth"
)

// Each specimen has an address of its own and draws.
func TestSpecimensDraw(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, s := range specimens() {
		if !form.MatchString(s.Name) || seen[s.Name] || s.Title == "" {
			t.Errorf("specimen %q (%s): its name is no address or is there twice, or it has no title", s.Name, s.Title)
		}
		seen[s.Name] = true
		var b strings.Builder
		if err := s.Page(auth.Account{Email: "ada@example.org", Role: "admin"}).Render(t.Context(), &b); err != nil {
			t.Errorf("specimen %s: %v", s.Name, err)
		}
		if !strings.Contains(b.String(), "<h1") {
			t.Errorf("specimen %s has no h1", s.Name)
		}
	}
}

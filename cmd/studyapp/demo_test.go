package main

import (
	"strings"
	"testing"
)

// TestDemo fills the account beside a server whose clock was put, and looks at
// what the server says of it.
func TestDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	const clock = "STUDYAPP_CLOCK=2026-05-18T07:40:00Z"
	s := newServer(t, clock)
	name, value, _ := strings.Cut(clock, "=")
	environment := map[string]string{"STUDYAPP_DATA": s.dir, name: value}
	code, said, bad := execute(t, environment, "", "demo")
	if code != exitOK || !strings.Contains(said, "demo@example.org has 12 documents") || !strings.Contains(said, "Sign in with the password ") {
		t.Fatalf("%d %s %s", code, said, bad)
	}
	if code, _, bad := execute(t, environment, "", "demo"); code != exitFailed || !strings.Contains(bad, "--again") {
		t.Errorf("filled twice: %d %s", code, bad)
	}
	admin := s.seenBy("demo@example.org", "/admin") // the first account's
	for _, want := range []string{" connections", " passages, 0 behind", "% full, "} {
		if !strings.Contains(admin, want) {
			t.Errorf("the admin page does not say %q: %.3000s", want, admin)
		}
	}
	page := s.seenBy("demo@example.org", "/")
	for _, want := range []string{"Monday, 18 May", "Start review", "Cell division", "11 d", `data-now="2026-05-18T07:4`} {
		if !strings.Contains(page, want) {
			t.Errorf("Today does not say %q: %.3000s", want, page)
		}
	}
}

// TestDemoFillsTheAccountThatIsNamed makes one that is not there, fills one
// that is there and empty, and touches no other.
func TestDemoFillsTheAccountThatIsNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	const password, clock = "correct horse battery", "2026-05-18T07:40:00Z" // the same ids for all, if nothing kept them apart
	s := newServer(t, "STUDYAPP_CLOCK="+clock)
	environment := map[string]string{"STUDYAPP_DATA": s.dir, "STUDYAPP_CLOCK": clock}
	if code, _, bad := execute(t, environment, password, "user", "create", "--email", "ann@example.org", "--password-stdin"); code != exitOK {
		t.Fatal(bad)
	}
	if code, _, bad := execute(t, environment, "another password", "demo", "--email", "ann@example.org", "--password-stdin"); code != exitFailed || !strings.Contains(bad, "has another password") {
		t.Errorf("with another password: %d %s", code, bad)
	}
	code, said, bad := execute(t, environment, password, "demo", "--email", "Ann@example.org", "--password-stdin")
	if code != exitOK || !strings.HasPrefix(said, "ann@example.org has 12 documents") || strings.Contains(said, "password") {
		t.Fatalf("an empty account: %d %s %s", code, said, bad)
	}
	if code, _, bad := execute(t, environment, password, "demo", "--email", "ann@example.org", "--password-stdin"); code != exitFailed || !strings.Contains(bad, "Something is in the account") {
		t.Errorf("a full account: %d %s", code, bad)
	}
	if code, said, bad := execute(t, environment, password, "demo", "--email", "ben@example.org", "--password-stdin"); code != exitOK || !strings.HasPrefix(said, "ben@example.org has 12 documents") {
		t.Errorf("a new account: %d %s %s", code, said, bad)
	}
}

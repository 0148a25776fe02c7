package main

import (
	"strings"
	"testing"
)

func TestAccountsAreManagedByCommandLine(t *testing.T) {
	t.Parallel()
	env := map[string]string{"STUDYAPP_DATA": dataFolder(t)}
	run := func(want int, args ...string) (out, bad string) {
		t.Helper()
		code, out, bad := execute(t, env, "", args...)
		if code != want {
			t.Fatalf("%v: exit %d, %s", args, code, bad)
		}
		return out, bad
	}
	once, _ := run(exitOK, "user", "create", "--email", "ann@example.org", "--admin")
	if len(strings.TrimSpace(once)) < 20 {
		t.Errorf("the one-time password is %q", once)
	}
	run(exitOK, "user", "create", "--email", "jo@example.org")
	if _, bad := run(exitFailed, "user", "suspend", "--email", "ann@example.org"); !strings.Contains(bad, "the last admin") {
		t.Errorf("the last admin: %s", bad)
	}
	run(exitOK, "user", "role", "--email", "jo@example.org", "--role", "admin")
	run(exitOK, "user", "suspend", "--email", "ann@example.org")
	list, _ := run(exitOK, "user", "list")
	if got := strings.Fields(list); len(got) != 8 || strings.Join(got[:3], " ") != "ann@example.org admin suspended" || strings.Join(got[4:7], " ") != "jo@example.org admin invited" {
		t.Errorf("the list is\n%s", list)
	}
	run(exitOK, "user", "reactivate", "--email", "ann@example.org")
	if again, _ := run(exitOK, "user", "reset", "--email", "ann@example.org"); again == once {
		t.Error("the password stays")
	}
	run(exitFailed, "user", "reset", "--email", "nobody@example.org")
}

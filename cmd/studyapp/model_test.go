package main

import (
	"strings"
	"testing"

	"studyapp/internal/search/embed/fetch/fetchtest"
)

// The command takes PATH from the process, so the tests do not run beside others.
func TestTheModelIsFetchedByCommandLine(t *testing.T) {
	m := fetchtest.New(t, `echo "ERROR: the registry said no" >&2; exit 1`)
	m.Go()
	t.Setenv("PATH", m.Bin+":/usr/bin:/bin")
	env := map[string]string{"STUDYAPP_MODELS": m.Root}
	if code, _, bad := execute(t, env, "", "model", "fetch"); code != exitFailed || !strings.Contains(bad, "The fetch failed: the registry said no.") {
		t.Errorf("exit %d, %s", code, bad)
	}
	m.Then("")
	m.TakeAnything()
	code, out, bad := execute(t, env, "", "model", "fetch")
	if code != exitOK || !strings.Contains(out, m.Root) || !strings.Contains(bad, " MB") {
		t.Errorf("exit %d, %q, %q", code, out, bad)
	}
	if code, out, _ = execute(t, env, "", "model", "fetch"); code != exitOK || !strings.Contains(out, "already") {
		t.Errorf("again: exit %d, %q", code, out)
	}
}

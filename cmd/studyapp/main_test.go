package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"studyapp/internal/platform/config"
)

// execute runs a command line as main would and returns what it printed.
func execute(t *testing.T, env map[string]string, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, bad bytes.Buffer
	code = run(&process{
		ctx: t.Context(), getenv: func(k string) string { return env[k] },
		stdin: strings.NewReader(stdin), stdout: &out, stderr: &bad,
	}, args)
	return code, out.String(), bad.String()
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		code int
		says string // on stdout for 0, else on stderr
	}{
		{"help", []string{"--help"}, nil, exitOK, "serve"},
		{"no command is help", nil, nil, exitOK, "serve"},
		{"version", []string{"version"}, nil, exitOK, versionText()},
		{"help config", []string{"help", "config"}, nil, exitOK, "STUDYAPP_DATA"},
		{"no such command", []string{"swim"}, nil, exitUsage, "swim"},
		{"no such flag", []string{"serve", "--fast"}, nil, exitUsage, "--fast"},
		{"a flag is missing", []string{"user", "suspend"}, nil, exitUsage, "--email"},
		{"a setting is wrong", []string{"serve"}, map[string]string{"STUDYAPP_ROLE": "king"}, exitUsage, "STUDYAPP_ROLE"},
		{"a flag is wrong", []string{"serve", "--role", "king"}, nil, exitUsage, "use all, web or worker"},
		{"the address is taken by no machine", []string{"serve", "--addr", "192.0.2.1:1"}, nil, exitFailed, "192.0.2.1:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			code, out, bad := execute(t, c.env, "", c.args...)
			said := bad
			if c.code == exitOK {
				said = out
			}
			if code != c.code || !strings.Contains(said, c.says) {
				t.Errorf("exit %d\nstdout: %s\nstderr: %s", code, out, bad)
			}
		})
	}
}

// A newcomer's way by command line, on a folder of its own: the private
// servers start for each command and end with it.
func TestAccountAndTokenOnAFreshFolder(t *testing.T) {
	t.Parallel()
	env := map[string]string{"STUDYAPP_DATA": dataFolder(t)}
	if code, _, bad := execute(t, env, "", "token", "create"); code != exitFailed || !strings.Contains(bad, "user create") {
		t.Errorf("a token without an account: exit %d, %s", code, bad)
	}
	create := []string{"user", "create", "--email", "Ann@Example.org", "--password-stdin", "--admin"}
	if code, _, bad := execute(t, env, "short\n", create...); code != exitFailed || !strings.Contains(bad, "5 characters. Use 12 or more.") {
		t.Errorf("a short password: exit %d, %s", code, bad)
	}
	if code, _, bad := execute(t, env, "a long enough password\n", create...); code != exitOK {
		t.Fatalf("exit %d, %s", code, bad)
	}
	if code, _, bad := execute(t, env, "a long enough password\n", create...); code != exitFailed || !strings.Contains(bad, "has an account already") {
		t.Errorf("the same e-mail again: exit %d, %s", code, bad)
	}
	code, token, bad := execute(t, env, "", "token", "create", "--email", "ann@example.org")
	if code != exitOK || len(strings.Fields(token)) != 1 {
		t.Errorf("exit %d, printed %q, %s", code, token, bad)
	}
	code, report, bad := execute(t, env, "", "doctor", "--json")
	var r struct {
		Checks []struct{ Name, Detail string }
	}
	if err := json.Unmarshal([]byte(report), &r); err != nil || len(r.Checks) < 5 || !strings.Contains(r.Checks[0].Detail, "PostgreSQL") {
		t.Errorf("doctor: exit %d, %v, %s, %s", code, err, report, bad)
	}
}

func TestANodeKeepsItsName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := nodeName(config.Config{}, dir)
	again, err2 := nodeName(config.Config{}, dir)
	if err != nil || err2 != nil || first == "" || first != again {
		t.Errorf("%q, then %q; %v, %v", first, again, err, err2)
	}
	if got, _ := nodeName(config.Config{Node: "given"}, dir); got != "given" {
		t.Errorf("the given name became %q", got)
	}
}

func TestSetupCodesAreReadableAndDiffer(t *testing.T) {
	t.Parallel()
	a, b := newSetupCode(), newSetupCode()
	if a == b || len(a) != 9 || strings.ContainsAny(a, "01OIL") {
		t.Errorf("%q and %q", a, b)
	}
}

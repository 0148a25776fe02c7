package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"studyapp/internal/search/embed"
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

// An image holds the graph, so that no container writes its own.
func TestTheModelIsPreparedBesideItsWeights(t *testing.T) {
	dir, err := embed.Find("")
	if err != nil {
		t.Skipf("no search model: %v", err)
	}
	root := t.TempDir()
	beside := filepath.Join(root, embed.Name)
	if err := os.Mkdir(beside, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"weights.bin", "libonnxruntime.so"} {
		if err := os.Symlink(filepath.Join(dir, name), filepath.Join(beside, name)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir()) // where nothing was written yet
	code, out, bad := execute(t, map[string]string{"STUDYAPP_MODELS": root}, "", "model", "prepare")
	graphs, err := filepath.Glob(filepath.Join(beside, "*.onnx"))
	if code != exitOK || err != nil || len(graphs) != 1 || !strings.Contains(out, graphs[0]) {
		t.Errorf("exit %d, %v, %s%s", code, graphs, out, bad)
	}
	if code, _, _ := execute(t, map[string]string{"STUDYAPP_MODELS": t.TempDir()}, "", "model", "prepare"); code != exitFailed {
		t.Errorf("without a model: exit %d", code)
	}
}

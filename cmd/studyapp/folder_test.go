package main

import (
	"os"
	"testing"
)

// dataFolder returns an empty folder that the servers' unprivileged user can
// reach: t.TempDir is closed to others.
func dataFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "studyapp-cmd-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

package blob

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"studyapp/internal/platform/errs"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s *Store, key, text string) {
	t.Helper()
	f, err := s.Temp()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Discard()
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(key); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s *Store, key string) string {
	t.Helper()
	f, size, err := s.Open(key)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil || int64(len(b)) != size {
		t.Fatalf("%d bytes of %d, %v", len(b), size, err)
	}
	return string(b)
}

func TestBytesComeBackUnderTheirKey(t *testing.T) {
	t.Parallel()
	s := open(t)
	put(t, s, "ab/abcdef", "hello")
	if got := get(t, s, "ab/abcdef"); got != "hello" {
		t.Errorf("got %q", got)
	}
	put(t, s, "ab/abcdef", "other bytes") // the same key again changes nothing
	if got := get(t, s, "ab/abcdef"); got != "hello" {
		t.Errorf("a second commit replaced the bytes: %q", got)
	}
	if err := errors.Join(s.Delete("ab/abcdef"), s.Delete("ab/abcdef")); err != nil {
		t.Error(err)
	}
	if _, _, err := s.Open("ab/abcdef"); !errors.Is(err, errs.NotFound) {
		t.Errorf("after deleting: %v", err)
	}
}

func TestADiscardedUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	f, err := s.Temp()
	if err != nil {
		t.Fatal(err)
	}
	f.Discard()
	left, err := os.ReadDir(s.temps())
	if err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestKeysStayInsideTheFolder(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, key := range []string{"", "..", "../x", "/etc/passwd", "a/../../x", `a\b`} {
		if _, _, err := s.Open(key); err == nil || errors.Is(err, errs.NotFound) {
			t.Errorf("Open(%q) = %v", key, err)
		}
		if err := s.Delete(key); err == nil {
			t.Errorf("Delete(%q) was allowed", key)
		}
	}
}

func TestSweepTakesOnlyOldAndUnknown(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := context.Background()
	put(t, s, "known", "1")
	put(t, s, "orphan", "2")
	put(t, s, "young", "3")
	f, err := s.Temp()
	if err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * time.Hour)
	for _, p := range []string{s.Path("known"), s.Path("orphan"), f.Name()} {
		if err := os.Chtimes(p, old, old); err != nil {
			t.Fatal(err)
		}
	}
	n, err := s.Sweep(ctx, time.Now().Add(-time.Hour), func(key string) bool { return key == "known" })
	if err != nil || n != 2 {
		t.Errorf("swept %d, %v", n, err)
	}
	if _, _, err := s.Open("orphan"); !errors.Is(err, errs.NotFound) {
		t.Errorf("the orphan is there: %v", err)
	}
	get(t, s, "known")
	get(t, s, "young")
}

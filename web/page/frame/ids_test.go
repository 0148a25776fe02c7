package frame

import (
	"testing"
)

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"a page of this server", "/cards?q=a", "/cards?q=a"},
		{"another server", "https://evil.example", "/"},
		{"another server without its scheme", "//evil.example", "/"},
		{"the same with a backslash", `/\evil.example`, "/"},
		{"a line break would write a header", "/x\r\nSet-Cookie: a", "/"},
		{"nothing", "", "/"},
	} {
		if got := LocalPath(c.in, "/"); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

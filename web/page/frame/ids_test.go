package frame

import (
	"net/http"
	"net/http/httptest"
	"net/url"
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
		{"the first page", "/", "/"},
		{"a place on a page", "/documents/7?page=2&cite=1#top", "/documents/7?page=2&cite=1#top"},
		{"the end of a folder", "/admin/jobs/", "/admin/jobs/"},
		{"a name in another script", "/ask?q=%C3%A4rger", "/ask?q=%C3%A4rger"},
		{"a backslash behind a dot that is cleaned away", `/./\evil.example/x`, "/"},
		{"the same behind two", `/a/../\evil.example`, "/"},
		{"a backslash further on", `/a\b`, "/"},
		{"slashes behind a dot", "/.//evil.example", "/"},
		{"slashes behind a folder", "/a/..//evil.example", "/"},
		{"three slashes", "///evil.example", "/"},
		{"a slash at the end too much", "/a//", "/"},
		{"a tab that browsers leave out", "/\t/evil.example", "/"},
		{"any other of them", "/\x00/evil.example", "/"},
		{"a blank before", " //evil.example", "/"},
		{"a scheme", "javascript:alert(1)", "/"},
		{"not UTF-8", "/\xff/evil.example", "/"},
	} {
		if got := LocalPath(c.in, "/"); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// Whatever is taken, a browser that follows the redirect stays here.
func FuzzLocalPathStaysHere(f *testing.F) {
	for _, s := range []string{`/./\evil.example/x`, "//evil.example", "/a/..//evil.example", "/cards?q=a", "/%5cevil.example", "/..//x", "/;//x", "/?//x"} {
		f.Add(s)
	}
	here, err := url.Parse("https://here.example/signin?next=x")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := httptest.NewRecorder()
		http.Redirect(w, httptest.NewRequest(http.MethodGet, "/signin", http.NoBody), LocalPath(s, "/"), http.StatusSeeOther)
		to := w.Header().Get("Location")
		u, err := here.Parse(to)
		if err != nil || u.Host != here.Host || len(to) > 1 && (to[1] == '/' || to[1] == '\\') {
			t.Errorf("%q leads to %q", s, to)
		}
	})
}

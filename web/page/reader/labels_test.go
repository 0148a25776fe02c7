package reader

import (
	"net/url"
	"testing"
)

func TestAPageIsFoundByTheNumberThatIsPrintedOnIt(t *testing.T) {
	t.Parallel()
	// Six pages in front of the first, with a cover; the appendix counts anew.
	l := labels{1: "Cover", 2: "i", 3: "ii", 4: "iii", 5: "1", 6: "2", 7: "3", 8: "A-1", 9: "1"}
	for typed, want := range map[string]int{
		"ii": 3, " II ": 3, "cover": 1, "a-1": 8,
		"1": 5,             // the first that has it
		"3": 7,             // not the third in the file
		"9": 9, "200": 200, // no page has it printed: the place in the file
		"": 0, "xii": 0, "-4": 0,
	} {
		if got := l.page(typed); got != want {
			t.Errorf("%q is page %d of the file, want %d", typed, got, want)
		}
	}
	q := url.Values{typedPage: {"ii"}, "page": {"7"}}
	if n := startPage(q, nil, l, 4); n != 3 {
		t.Errorf("opened at page %d", n)
	}
	q.Set(typedPage, "xii")
	if n := startPage(q, nil, l, 4); n != 7 {
		t.Errorf("opened at page %d", n)
	}
	v := readerView{Labels: l, Page: 3, Pages: 9}
	if got := v.Labels.of(v.Page) + " " + v.ofPages(); got != "ii (3 of 9)" {
		t.Errorf("the head says %q", got)
	}
	v.Labels = nil
	if got := v.Labels.of(v.Page) + " " + v.ofPages(); got != "3 of 9" {
		t.Errorf("the head says %q", got)
	}
}

package pdf_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPagesAreCalledAsTheFileCallsThem(t *testing.T) {
	t.Parallel()
	f := book(6)
	f.catalog = " /PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) /St 3 >> 4 << /S /D /St 5 >>] >>"
	d := open(t, f)
	var got []string
	for n := 1; n <= 6; n++ {
		got = append(got, page(t, d, n).Label)
	}
	if diff := cmp.Diff([]string{"i", "ii", "A-3", "A-4", "", ""}, got); diff != "" {
		t.Error(diff)
	}
	if p := read(t, book(1)); p.Label != "" {
		t.Errorf("a file without labels calls a page %q", p.Label)
	}
}

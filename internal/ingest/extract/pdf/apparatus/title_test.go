package apparatus

import "testing"

func TestTitlesFitIntoTheirRoom(t *testing.T) {
	t.Parallel()
	for title, kind := range titles {
		if len(title) > longestTitle {
			t.Errorf("%q has %d bytes", title, len(title))
		}
		if got := Title("3. " + title); got != kind {
			t.Errorf("%q is the title of %v, want %v", title, got, kind)
		}
	}
}

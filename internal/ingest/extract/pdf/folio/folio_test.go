package folio_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/folio"
)

func TestTotal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"3/12": 12, "Page 3 of 12": 12, "Seite 3 von 12": 12, "C. Lecturer  Light  3 / 9": 9, "第3页 共12页": 12, "12/3": 0, "3": 0, "2019–2020": 0} {
		if got, ok := folio.Total(text); got != want || ok != (want > 0) {
			t.Errorf("%q counts %d, want %d", text, got, want)
		}
	}
}

func TestLabel(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"12": true, "xiv": true, "A-3": true, "B12": true, "energy": false, "": false, "123456": false, "4.5": false} {
		if got := folio.Label(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

package layout_test

import (
	"testing"

	"studyapp/internal/ingest/extract/pdf/layout"
)

func TestReadingsAboveCharactersAreLeftOut(t *testing.T) {
	t.Parallel()
	s := newSheet(1)
	small := layout.Style{Size: 5}
	s.put(50, 100, "光合成", layout.Style{}, 0)
	s.put(50, 91, "こうごうせい", small, 0)
	s.put(80, 100, "は", layout.Style{}, 0)
	s.put(96, 100, "志", layout.Style{}, 0)
	s.put(90, 91, "こころざし", small, 0)
	s.put(113, 100, "である。", layout.Style{}, 0)
	s.line(50, 116, "次の行も続く。")
	if got, want := s.compose().Text, "光合成は志である。次の行も続く。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

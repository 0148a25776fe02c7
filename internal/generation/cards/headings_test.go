package cards

import (
	"strings"
	"testing"

	"studyapp/internal/ingest/passage"
)

func TestTheHeadingsAboveAPlace(t *testing.T) {
	t.Parallel()
	first, second := sheetOf("# Memory", "text", "# Paging", "text"), sheetOf("text", "# Swapping", "text")
	first.Spans[2].Level = 2
	second.Spans[1].Level = 2
	h := headingsOf(map[int]*passage.Page{1: first, 2: second})
	for _, c := range []struct {
		page, block int
		want        string
	}{{1, 1, "Memory"}, {1, 2, "Memory > Paging"}, {1, 3, "Memory > Paging"}, {2, 0, "Memory > Paging"}, {2, 2, "Memory > Swapping"}} {
		p := map[int]*passage.Page{1: first, 2: second}[c.page]
		if got := strings.Join(h.path(c.page, p.Spans[c.block].Start), " > "); got != c.want {
			t.Errorf("page %d, block %d: %q, want %q", c.page, c.block, got, c.want)
		}
	}
}

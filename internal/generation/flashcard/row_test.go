package flashcard

import "testing"

func TestARowOfTwoThatAreCompared(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule          string
		header, cells []string
		want          string
	}{
		{"one name holds the other", []string{"conscious", "unconscious"}, []string{"controlled", "automatic"}, "no term"},
		{"a phrase", []string{"Internet", "Telephone net"}, []string{"data exchange between many computers", "grew out of voice"}, "no term"},
		{"a thing and what is said of it", []string{"Layer", "Function"}, []string{"Data link layer of a station", "frames without errors"}, "Layer “Data link layer of a station”: Function? | Frames without errors"},
		{"a column that asks", []string{"Sort", "Memory", "Is it stable?"}, []string{"Merge sort", "linear", "always"}, "Sort “Merge sort”: Memory, Is it stable? | - Memory: linear\n- Is it stable: always"},
	} {
		text := c.cells[0]
		for _, cell := range c.cells[1:] {
			text += "\t" + cell
		}
		s := Sentence{Text: text, Lang: "en", Row: &Row{Header: c.header}}
		for _, cell := range c.cells {
			s.Row.Cells = append(s.Row.Cells, part(t, text, cell))
		}
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// What stands above a table on a page of columns may be of another one.
func TestARowOfARuledTableIsNotPutUnderAHeading(t *testing.T) {
	t.Parallel()
	text := "Peterson two ways n log n"
	s := Sentence{Text: text, Lang: "en", Path: []string{"Cuts"}, Heading: "Cuts", Row: &Row{Header: []string{"Algorithm", "Topology", "Cost"}, Ruled: true}}
	for _, cell := range []string{"Peterson", "two ways", "n log n"} {
		s.Row.Cells = append(s.Row.Cells, part(t, text, cell))
	}
	want := "Algorithm “Peterson”: Topology, Cost? | - Topology: two ways\n- Cost: n log n"
	if got := only(t, s); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Row.Ruled = false
	if got := only(t, s); got != "Cuts – "+want {
		t.Errorf("%q", got)
	}
}

package tagged

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/object"
)

// written is a file of objects, the first of which is the catalog.
func written(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	table := ""
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table, len(objects)+1, start)
	return b.Bytes()
}

// Two pages: a heading by a name of its own, and a table that goes over both.
var sample = []string{
	"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R >>",
	"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
	"<< /Type /Page /Parent 2 0 R /StructParents 0 >>",
	"<< /Type /Page /Parent 2 0 R /StructParents 1 >>",
	"<< /Type /StructTreeRoot /K 7 0 R /ParentTree 6 0 R /RoleMap << /Chapter /H2 >> >>",
	"<< /Kids [<< /Nums [0 [8 0 R null 11 0 R 12 0 R]] >> << /Nums [1 [14 0 R 15 0 R]] >>] >>",
	"<< /S /Document /P 5 0 R /K [8 0 R 9 0 R] >>",
	"<< /S /Chapter /P 7 0 R /K 0 >>",
	"<< /S /Table /P 7 0 R /K [10 0 R 13 0 R] >>",
	"<< /S /TR /P 9 0 R /K [11 0 R 12 0 R] >>",
	"<< /S /TH /P 10 0 R /K 2 /A [<< /O /Table /RowSpan 2 >>] >>",
	"<< /S /TD /P 10 0 R /K 3 /A << /ColSpan 2 >> >>",
	"<< /S /TR /P 9 0 R /K [14 0 R] >>",
	"<< /S /TD /P 13 0 R /K [15 0 R] >>",
	"<< /S /P /P 14 0 R /K [0 1] >>",
}

func TestMarksAreFoundInWhatTheyStandIn(t *testing.T) {
	t.Parallel()
	b := written(sample...)
	f, err := object.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(f, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []Marked{
		{Parts: map[int]layout.Part{0: {Element: 1, Heading: 2}}, Cells: map[int]layout.Cell{2: {Table: 1, Head: true, Columns: 1}, 3: {Table: 1, Column: 1, Columns: 2}}},
		{Parts: map[int]layout.Part{}, Cells: map[int]layout.Cell{0: {Table: 1, Column: 1, Columns: 1}, 1: {Table: 1, Column: 1, Columns: 1}}},
	}
	for i, w := range want {
		m, err := s.Page(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(w, m, cmp.Comparer(func(a, b layout.Cell) bool { return a == b })); d != "" {
			t.Errorf("page %d: %s", i+1, d)
		}
	}
}

func TestAFileOfOtherPagesIsNotRead(t *testing.T) {
	t.Parallel()
	b := written(sample...)
	f, err := object.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(f, 3); err == nil {
		t.Error("a structure of two pages was taken for one of three")
	}
}

func FuzzStructure(f *testing.F) {
	f.Add(written(sample...))
	f.Add(written(append(append([]string{}, sample[:5]...), "<< /Kids [6 0 R 6 0 R] >>", "<< /S /Table /P 7 0 R /K [7 0 R 7 0 R] >>")...))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := object.Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for pages := 1; pages < 3; pages++ {
			s, err := Open(file, pages)
			if err != nil || s == nil {
				continue
			}
			for n := range pages {
				m, err := s.Page(n + 1)
				if err != nil {
					continue
				}
				for id, c := range m.Cells {
					if c.Table < 1 || c.Row < 0 || c.Column < 0 || c.Columns < 1 || id < 0 {
						t.Fatalf("piece %d stands in %+v", id, c)
					}
				}
			}
		}
	})
}

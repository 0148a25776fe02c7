package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf"
)

// tagged adds a page whose texts have marks, and a structure that has them: parts
// nest in brackets, "Table(TR(TH:0 TH:1) TR(TD:2 TD:3))", and the numbers are
// those of the texts.
func (f *file) tagged(structure string, texts ...text) {
	var b strings.Builder
	for i, t := range texts {
		fmt.Fprintf(&b, "/Span << /MCID %d >> BDC BT /F1 10 Tf 1 0 0 1 %g %g Tm (%s) Tj ET EMC\n", i, t.x, t.y, t.s)
	}
	f.content("/StructParents 0", b.String())
	// The page is written last: its number follows from what is added here.
	of := make([]int, len(texts))
	root := f.add("")
	var element func(parent int, s string) (n int, rest string)
	element = func(parent int, s string) (int, string) {
		end := strings.IndexAny(s, "(: )")
		kind := s[:end]
		n := f.add("")
		kids := ""
		switch s = s[end:]; s[0] {
		case '(':
			for s = s[1:]; s[0] != ')'; {
				var k int
				k, s = element(n, strings.TrimLeft(s, " "))
				kids += fmt.Sprintf("%d 0 R ", k)
				s = strings.TrimLeft(s, " ")
			}
			s = s[1:]
		case ':':
			var id int
			_, _ = fmt.Sscanf(s[1:], "%d", &id)
			s = strings.TrimLeft(s[1:], "0123456789")
			kids, of[id] = fmt.Sprint(id), n
		}
		attributes := ""
		if name, span, ok := strings.Cut(kind, "/"); ok {
			kind, attributes = name, fmt.Sprintf(" /A << /O /Table /ColSpan %s >>", span)
		}
		f.objects[n-1] = fmt.Sprintf("<< /Type /StructElem /S /%s /P %d 0 R /Pg PAGE 0 R /K [%s]%s >>", kind, parent, kids, attributes)
		return n, s
	}
	top, _ := element(root, structure)
	parents := ""
	for _, n := range of {
		parents += fmt.Sprintf("%d 0 R ", n)
	}
	tree := f.add(fmt.Sprintf("<< /Nums [0 [%s]] >>", parents))
	f.objects[root-1] = fmt.Sprintf("<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R >>", top, tree)
	f.catalog += fmt.Sprintf(" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R", root)
	page := fmt.Sprint(len(f.objects) + 1)
	for i := range f.objects {
		f.objects[i] = strings.ReplaceAll(f.objects[i], "PAGE", page)
	}
}

func rowsOf(p extract.Page) [][]string {
	var rows [][]string
	r := []rune(p.Text)
	for _, s := range p.Spans {
		switch s.Kind {
		case extract.TableRow:
			rows = append(rows, nil)
		case extract.TableCell:
			rows[len(rows)-1] = append(rows[len(rows)-1], string(r[s.Start:s.End]))
		}
	}
	return rows
}

// As browsers print tables: cells of several lines, the others in their middle.
func TestTheCellsOfATableAreReadFromTheFile(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.tagged("Document(Table(TR(TH:0 TH:1 TH:2) TR(TD:3 TD(P:4 P:5) TD:6) TR(TD:7 TD/2:8)) P:9)",
		text{x: 72, y: 700, s: "Name"}, text{x: 172, y: 700, s: "Motives"}, text{x: 372, y: 700, s: "Asked"},
		text{x: 72, y: 680, s: "Buyers"}, text{x: 172, y: 686, s: "Profit; comfort; safety of"}, text{x: 172, y: 674, s: "those who use it"}, text{x: 372, y: 680, s: "Yearly"},
		text{x: 72, y: 654, s: "Sellers"}, text{x: 172, y: 654, s: "Nothing is known of them"},
		text{x: 72, y: 620, s: "The text goes on below the table."})
	want := [][]string{{"Name", "Motives", "Asked"}, {"Buyers", "Profit; comfort; safety of those who use it", "Yearly"}, {"Sellers", "Nothing is known of them", ""}}
	if d := cmp.Diff(want, rowsOf(read(t, f))); d != "" {
		t.Error(d)
	}
}

// Pages were laid out by tables once.
func TestATableWithOthersInItIsNone(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.tagged("Document(Table(TR(TD:0 TD:1) TR(TD:2 TD(Table(TR(TD:3 TD:4) TR(TD:5 TD:6))))))",
		text{x: 72, y: 700, s: "Home"}, text{x: 272, y: 700, s: "Contact"}, text{x: 72, y: 680, s: "News"},
		text{x: 272, y: 660, s: "Hours"}, text{x: 372, y: 660, s: "Ten to six"}, text{x: 272, y: 640, s: "Days"}, text{x: 372, y: 640, s: "All but Sunday"})
	want := [][]string{{"Hours", "Ten to six"}, {"Days", "All but Sunday"}}
	if d := cmp.Diff(want, rowsOf(read(t, f))); d != "" {
		t.Error(d)
	}
}

func TestHeadingsAndItemsAreReadFromTheFile(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.tagged("Document(H2:0 P:1 L(LI(LBody:2) LI(LBody(P:3 L(LI:4)))))",
		text{x: 72, y: 700, s: "Agents that learn"}, text{x: 72, y: 688, s: "An agent is what acts, and there are some kinds of it that we know"},
		text{x: 90, y: 676, s: "Agents of reflexes"}, text{x: 90, y: 664, s: "Agents of aims"}, text{x: 90, y: 652, s: "Those that plan"})
	var got []string
	for _, s := range read(t, f).Spans {
		if s.Block() {
			got = append(got, fmt.Sprintf("%v %d", s.Kind, s.Level))
		}
	}
	if d := cmp.Diff([]string{"heading 2", "paragraph 0", "list_item 1", "list_item 1", "list_item 2"}, got); d != "" {
		t.Error(d)
	}
}

// pdfium, which is asked where the file is locked, goes through the parts of the
// whole document for each page: where those are too many, that file is read by its
// looks alone.
func TestADocumentOfManyPartsIsReadByItsStructure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		parts, rows int
		password    string
	}{{100, 2, ""}, {1600, 2, ""}, {100, 2, "open"}, {1600, 0, "open"}} {
		f := newFile()
		f.password = c.password
		f.tagged("Document(Table(TR(TD:0 TD:1) TR(TD:2 TD:3))"+strings.Repeat(" P()", c.parts)+")",
			text{x: 72, y: 700, s: "Hours"}, text{x: 272, y: 700, s: "Ten to six"}, text{x: 72, y: 680, s: "Days"}, text{x: 272, y: 680, s: "All but Sunday"})
		d, err := extractor(t, pdf.Options{}).Open(t.Context(), f.save(t), extract.OpenOptions{Password: c.password})
		if err != nil {
			t.Fatal(err)
		}
		if rows := rowsOf(page(t, d, 1)); len(rows) != c.rows {
			t.Errorf("%d parts, password %q: rows are %q", c.parts, c.password, rows)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

// An empty cell has no marks: it is known by its place in the row alone.
func TestAnEmptyCellKeepsItsPlace(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.tagged("Document(Table(TR(TH() TH:0 TH:1) TR(TH:2 TD() TD:3) TR(TH:4 TD:5 TD())))",
		text{x: 172, y: 700, s: "Winter"}, text{x: 272, y: 700, s: "Summer"}, text{x: 72, y: 680, s: "Rain"}, text{x: 272, y: 680, s: "12 mm"},
		text{x: 72, y: 660, s: "Snow"}, text{x: 172, y: 660, s: "7 cm"})
	want := [][]string{{"", "Winter", "Summer"}, {"Rain", "", "12 mm"}, {"Snow", "7 cm", ""}}
	if d := cmp.Diff(want, rowsOf(read(t, f))); d != "" {
		t.Error(d)
	}
}

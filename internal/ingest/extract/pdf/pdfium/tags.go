package pdfium

import (
	"maps"

	"studyapp/internal/ingest/extract/pdf/layout"
	pdfobject "studyapp/internal/ingest/extract/pdf/object"
	"studyapp/internal/ingest/extract/pdf/tagged"
)

const (
	maxTags     = 100_000 // elements of a page's structure, looked at
	maxTagDepth = 60
	// maxTop is how many parts the whole document has at most, side by side:
	// pdfium goes through all of them for each page.
	maxTop  = 1500
	maxSpan = 100 // rows or columns that a cell may reach over
)

// structure tells in which cells of tables, headings and list items the text objects of
// a page stand, as the file's own structure names them (PDF 32000-1, 14.8):
// browsers, offices and Typst do. Tables inside of which others stand are only for the layout. It must
// be called while the objects still have their marks.
func (d *Document) structure(n int, page uint64, objects []object, place placement) structure {
	e := d.e
	if !d.isTagged() {
		return structure{}
	}
	found := structure{of: map[uint64]int32{}, parts: map[uint64]layout.Part{}}
	marked, ok := d.ownTags(n)
	if !ok {
		marked = d.walkTags(page)
	}
	if len(marked.Cells) == 0 && len(marked.Parts) == 0 {
		return found
	}
	numbers := map[layout.Cell]int32{}
	for _, o := range objects {
		if o.kind != textObject || o.form >= 0 { // forms number their marks for themselves
			continue
		}
		id := e.callInt("FPDFPageObj_GetMarkedContentID", o.handle)
		if p, ok := marked.Parts[id]; ok {
			found.parts[o.handle] = p
		}
		c, ok := marked.Cells[id]
		if !ok {
			continue
		}
		bounds, ok := d.bounds(o.handle)
		if !ok {
			continue
		}
		x0, y0 := place.point(bounds.left, bounds.top)
		x1, y1 := place.point(bounds.right, bounds.bottom)
		left, top, right, bottom := float32(min(x0, x1)), float32(min(y0, y1)), float32(max(x0, x1)), float32(max(y0, y1))
		n, known := numbers[c]
		if !known {
			n = int32(len(found.all))
			numbers[c] = n
			c.X0, c.Y0, c.X1, c.Y1 = left, top, right, bottom
			found.all = append(found.all, c)
		}
		found.of[o.handle] = n
		at := &found.all[n]
		at.X0, at.Y0, at.X1, at.Y1 = min(at.X0, left), min(at.Y0, top), max(at.X1, right), max(at.Y1, bottom)
	}
	return found
}

// ownTags asks the file itself, which is quick, unless it is locked or not in order.
func (d *Document) ownTags(n int) (tagged.Marked, bool) {
	if !d.treeSought {
		d.treeSought = true
		if info, err := d.file.Stat(); err == nil {
			if f, err := pdfobject.Open(d.file, info.Size()); err == nil {
				d.tree, _ = tagged.Open(f, d.e.callInt("FPDF_GetPageCount", d.handle))
			}
		}
	}
	if d.tree == nil {
		return tagged.Marked{}, false
	}
	m, err := d.tree.Page(n)
	if err != nil {
		d.tree = nil
	}
	return m, err == nil
}

// walkTags asks pdfium, which goes through the parts of the whole document for each
// page: those of too many are read by their looks alone.
func (d *Document) walkTags(page uint64) tagged.Marked {
	e := d.e
	tree := e.call("FPDF_StructTree_GetForPage", page)
	if tree == 0 {
		return tagged.Marked{}
	}
	defer e.call("FPDF_StructTree_Close", tree)
	w := tagWalk{Document: d, of: map[int]layout.Cell{}, parts: map[int]layout.Part{}, outer: map[int]bool{}}
	defer w.release()
	for i := range min(e.callInt("FPDF_StructTree_CountChildren", tree), maxTags) {
		if top := e.call("FPDF_StructTree_GetChildAtIndex", tree, uint64(i)); top != 0 && e.callInt("FPDF_StructElement_CountChildren", top) > maxTop {
			d.tagged = false
			return tagged.Marked{}
		}
	}
	for i := range min(e.callInt("FPDF_StructTree_CountChildren", tree), maxTags) {
		w.element(e.call("FPDF_StructTree_GetChildAtIndex", tree, uint64(i)), 0)
	}
	maps.DeleteFunc(w.of, func(_ int, c layout.Cell) bool { return w.outer[c.Table] })
	return tagged.Marked{Cells: w.of, Parts: w.parts}
}

// structure is the cells of the tables of one page, and what a text object stands in.
type structure struct {
	all   []layout.Cell
	of    map[uint64]int32 // index of a cell
	parts map[uint64]layout.Part
}

// name gives each run of the page the cell, heading or item that it stands in.
func (r *reader) name(t structure) {
	if len(t.all) > 0 {
		r.raw.Cells, r.raw.CellOf = t.all, map[int32]int32{}
	}
	if len(t.parts) > 0 {
		r.raw.Parts = map[int32]layout.Part{}
	}
	for object, run := range r.runs {
		if n, ok := t.of[object]; ok {
			r.raw.CellOf[run] = n
		}
		if p, ok := t.parts[object]; ok {
			r.raw.Parts[run] = p
		}
	}
}

// isTagged reports whether the file says of itself that it has a structure.
func (d *Document) isTagged() bool {
	if !d.tagsSought {
		d.tagsSought, d.tagged = true, d.e.flag("FPDFCatalog_IsTagged", d.handle)
	}
	return d.tagged
}

// tagWalk goes through the elements of a page's structure.
type tagWalk struct {
	*Document
	of     map[int]layout.Cell // by the number of the marked content
	parts  map[int]layout.Part // likewise
	part   layout.Part         // that is open
	depth  int                 // of lists that are open
	outer  map[int]bool        // tables that hold others
	tables []*tagTable         // that are open
	count  int                 // of tables
	seen   int

	rowSpan, colSpan uint64 // names in the guest's memory, once asked for
	free             []func()
}

type tagTable struct {
	cell  layout.Cell
	open  bool        // in a cell
	taken map[int]int // rows that a cell above reaches into a column, from the next on
}

func (w *tagWalk) element(el uint64, depth int) {
	if w.seen++; el == 0 || w.seen > maxTags || depth > maxTagDepth {
		return
	}
	e := w.e
	var table *tagTable
	if n := len(w.tables); n > 0 {
		table = w.tables[n-1]
	}
	kind := e.text("FPDF_StructElement_GetType", el)
	switch {
	case kind == "Table":
		if table != nil {
			w.outer[table.cell.Table] = true
		}
		w.count++
		w.tables = append(w.tables, &tagTable{cell: layout.Cell{Table: w.count, Row: -1}, taken: map[int]int{}})
		defer func() { w.tables = w.tables[:len(w.tables)-1] }()
		table = nil
	case kind == "TR" && table != nil && !table.open:
		table.cell.Row++
		table.cell.Column = 0
		for c := range table.taken {
			table.taken[c]--
		}
	case (kind == "TD" || kind == "TH") && table != nil && !table.open && table.cell.Row >= 0:
		for table.taken[table.cell.Column] > 0 {
			table.cell.Column++
		}
		rows, columns := w.span(el)
		for c := range columns {
			table.taken[table.cell.Column+c] = rows
		}
		table.open, table.cell.Head, table.cell.Columns = true, kind == "TH", columns
		defer func() {
			table.open = false
			table.cell.Column += columns
		}()
	}
	defer w.open(kind)()
	for i := range min(e.callInt("FPDF_StructElement_CountChildren", el), maxTags) {
		if child := e.call("FPDF_StructElement_GetChildAtIndex", el, uint64(i)); child != 0 {
			w.element(child, depth+1)
			continue
		}
		if w.part == (layout.Part{}) && (table == nil || !table.open) {
			continue
		}
		switch id := e.callInt("FPDF_StructElement_GetChildMarkedContentID", el, uint64(i)); {
		case id < 0:
		case table != nil && table.open:
			w.of[id] = table.cell
		case table == nil || w.part.Caption:
			w.parts[id] = w.part
		}
	}
}

// open notes that a heading, list or item begins, and gives what ends it.
func (w *tagWalk) open(kind string) func() {
	part, depth := w.part, w.depth
	switch {
	case kind == "L":
		w.depth++
	case kind == "LI":
		w.part = layout.Part{Element: w.seen, Depth: w.depth}
	case kind == "Caption":
		w.part = layout.Part{Element: w.seen, Caption: true}
	case kind == "Formula":
		w.part.Formula = true
	case kind == "Title", kind == "H":
		w.part = layout.Part{Element: w.seen, Heading: 1}
	case len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '9':
		w.part = layout.Part{Element: w.seen, Heading: int(kind[1] - '0')}
	}
	return func() { w.part, w.depth = part, depth }
}

// span gives how many rows and columns a cell takes.
func (w *tagWalk) span(el uint64) (rows, columns int) {
	e := w.e
	rows, columns = 1, 1
	if w.rowSpan == 0 {
		for _, name := range []struct {
			at   *uint64
			text string
		}{{&w.rowSpan, "RowSpan"}, {&w.colSpan, "ColSpan"}} {
			at, free := e.cstring(name.text)
			*name.at, w.free = at, append(w.free, free)
		}
	}
	number := func(of, name uint64, to *int) {
		value := e.call("FPDF_StructElement_Attr_GetValue", of, name)
		if value != 0 && e.flag("FPDF_StructElement_Attr_GetNumberValue", value, uint64(e.out)) {
			*to = min(max(int(e.float(e.out)), 1), maxSpan)
		}
	}
	for i := range min(e.callInt("FPDF_StructElement_GetAttributeCount", el), 8) {
		if of := e.call("FPDF_StructElement_GetAttributeAtIndex", el, uint64(i)); of != 0 {
			number(of, w.rowSpan, &rows)
			number(of, w.colSpan, &columns)
		}
	}
	return rows, columns
}

func (w *tagWalk) release() {
	for _, free := range w.free {
		free()
	}
}

package tagged

import (
	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/object"
)

// element is what is kept of a part of the document.
type element struct {
	kind   string // one of the standard ones, empty for what is no element
	parent object.Ref
}

// place is where in the document something stands.
type place struct {
	part  layout.Part
	depth int         // of the lists around it
	table int         // the innermost one around it, 0 outside of tables
	cell  layout.Cell // of that table
	in    bool        // in a cell
}

// element gives the element of an object.
func (s *Structure) element(n int) (element, error) {
	if e, ok := s.elements[n]; ok {
		return e, nil
	}
	d, err := s.dict(object.Ref{Number: n})
	if err != nil {
		return element{}, err
	}
	return s.keep(n, d), nil
}

// keep keeps what is needed of an element.
func (s *Structure) keep(n int, d object.Dict) element {
	e := element{kind: s.kind(d)}
	e.parent, _ = d["P"].(object.Ref)
	s.elements[n] = e
	return e
}

// kind gives which of the standard kinds an element is of.
func (s *Structure) kind(d object.Dict) string {
	name, _ := d["S"].(object.Name)
	for range 4 {
		role, ok := s.roles[name].(object.Name)
		if !ok || role == name {
			break
		}
		name = role
	}
	return string(name)
}

// place tells where the content of an element stands.
func (s *Structure) place(n, depth int) (place, error) {
	if p, ok := s.places[n]; ok {
		return p, nil
	}
	if depth > maxDepth {
		return place{}, errUnlike
	}
	e, err := s.element(n)
	if err != nil || e.kind == "" {
		return place{}, err
	}
	p, err := s.place(e.parent.Number, depth+1)
	if err != nil {
		return place{}, err
	}
	switch kind := e.kind; {
	case kind == "Table":
		around := p.table
		p.table, p.cell, p.in = n, layout.Cell{}, false
		if err := s.readTable(n, around); err != nil {
			return place{}, err
		}
	case (kind == "TD" || kind == "TH") && p.table != 0 && !p.in:
		p.cell, p.in = s.tables[p.table].cells[n]
	}
	p.enter(n, e.kind)
	s.places[n] = p
	return p, nil
}

// enter notes that a heading, list, item, caption or formula begins.
func (p *place) enter(n int, kind string) {
	switch {
	case kind == "L":
		p.depth++
	case kind == "LI":
		p.part = layout.Part{Element: n, Depth: p.depth}
	case kind == "Caption":
		p.part = layout.Part{Element: n, Caption: true}
	case kind == "Formula":
		p.part.Formula = true
	case kind == "Title", kind == "H":
		p.part = layout.Part{Element: n, Heading: 1}
	case len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '9':
		p.part = layout.Part{Element: n, Heading: int(kind[1] - '0')}
	}
}

package tagged

import (
	"errors"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/object"
)

const (
	maxRead  = 1_000_000 // objects of a document
	maxDepth = 60        // of elements in each other
	maxMarks = 100_000   // of a page
)

// errUnlike reports a structure that is not in order.
var errUnlike = errors.New("tagged: the structure is not in order")

// Structure is that of a file. It is not for concurrent use.
type Structure struct {
	f       *object.File
	read    int // objects so far
	roles   object.Dict
	pages   []int       // number of each page in the tree of parents, -1 for none
	parents map[int]any // by that number: a list of elements, by the numbers of the marks

	elements map[int]element // by the number of the object
	places   map[int]place   // likewise
	tables   map[int]table   // likewise
}

// Marked is what the marked pieces of a page stand in, by their numbers.
type Marked struct {
	Cells map[int]layout.Cell
	Parts map[int]layout.Part
}

// Open finds the structure of a file with so many pages, nil if it has none.
func Open(f *object.File, pages int) (*Structure, error) {
	root, err := f.Dict(f.Trailer()["Root"])
	if err != nil {
		return nil, err
	}
	tree, err := f.Dict(root["StructTreeRoot"])
	if err != nil || tree == nil {
		return nil, err
	}
	s := &Structure{f: f, parents: map[int]any{}, elements: map[int]element{}, places: map[int]place{}, tables: map[int]table{}}
	if s.roles, err = f.Dict(tree["RoleMap"]); err != nil {
		return nil, err
	}
	if err := s.findPages(root["Pages"], 0); err != nil {
		return nil, err
	}
	if len(s.pages) != pages {
		return nil, errUnlike
	}
	return s, s.findParents(tree["ParentTree"], 0)
}

// findPages lists the pages below a node of their tree.
func (s *Structure) findPages(node any, depth int) error {
	d, err := s.dict(node)
	if err != nil {
		return err
	}
	kids, is, err := s.array(d["Kids"])
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return errUnlike
	}
	if !is {
		at := -1
		if n, ok := d.Number("StructParents"); ok {
			at = int(n)
		}
		s.pages = append(s.pages, at)
	}
	for _, k := range kids {
		if err := s.findPages(k, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// findParents lists the entries below a node of the tree of parents, a tree of
// numbers (PDF 32000-1, 7.9.7).
func (s *Structure) findParents(node any, depth int) error {
	d, err := s.dict(node)
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return errUnlike
	}
	numbers, _, err := s.array(d["Nums"])
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(numbers); i += 2 {
		if n, ok := numbers[i].(float64); ok {
			s.parents[int(n)] = numbers[i+1]
		}
	}
	kids, _, err := s.array(d["Kids"])
	if err != nil {
		return err
	}
	for _, k := range kids {
		if err := s.findParents(k, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// value follows a reference. Unlike the file's own methods it keeps nothing: what
// is needed of an element is little.
func (s *Structure) value(v any) (any, error) {
	for range maxDepth {
		r, ok := v.(object.Ref)
		if !ok {
			return v, nil
		}
		if s.read++; s.read > maxRead {
			return nil, errUnlike
		}
		var err error
		if v, err = s.f.Read(r.Number); err != nil {
			return nil, err
		}
	}
	return nil, errUnlike
}

func (s *Structure) dict(v any) (object.Dict, error) {
	v, err := s.value(v)
	if err != nil {
		return nil, err
	}
	d, _ := v.(object.Dict)
	return d, nil
}

func (s *Structure) array(v any) (a object.Array, is bool, err error) {
	v, err = s.value(v)
	a, is = v.(object.Array)
	return a, is, err
}

package object

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/zlib"
)

// Data gives the bytes of a stream, at most most of them: more is an error.
func (f *File) Data(s *Stream, most int) ([]byte, error) {
	b, err := f.Head(s, most+1)
	if err == nil && len(b) > most {
		return nil, ErrBounds
	}
	return b, err
}

// Head gives the first bytes of a stream, as many as most.
func (f *File) Head(s *Stream, most int) ([]byte, error) {
	v, err := f.Resolve(s.Dict["Length"])
	if err != nil {
		return nil, err
	}
	length, ok := v.(float64)
	if !ok || length < 0 || length > float64(f.size-s.start) {
		return nil, errTorn
	}
	filters, parms, err := f.filters(s.Dict)
	if err != nil {
		return nil, err
	}
	if len(filters) == 0 {
		return f.read(s.start, min(int(length), most))
	}
	if len(filters) > 1 || filters[0] != Name("FlateDecode") && filters[0] != Name("Fl") {
		return nil, ErrBounds
	}
	if err := f.unzip(io.NewSectionReader(f.r, s.start, int64(length))); err != nil {
		return nil, errTorn
	}
	var b bytes.Buffer
	_, err = io.CopyN(&b, f.zip, min(int64(most), f.left+1))
	if f.left -= int64(b.Len()); f.left < 0 {
		return nil, ErrBounds
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errTorn
	}
	return unpredict(b.Bytes(), parms)
}

// unzip has the file's decompressor, which is large, read something else.
func (f *File) unzip(r io.Reader) (err error) {
	if f.zip == nil {
		f.zip, err = zlib.NewReader(r)
		return err
	}
	again, ok := f.zip.(zlib.Resetter)
	if !ok {
		return errTorn
	}
	return again.Reset(r, nil)
}

func (f *File) filters(d Dict) (filters Array, parms Dict, err error) {
	v, err := f.Resolve(d["Filter"])
	if err != nil {
		return nil, nil, err
	}
	switch v := v.(type) {
	case Name:
		filters = Array{v}
	case Array:
		filters = v
	}
	v, err = f.Resolve(d["DecodeParms"])
	if err != nil {
		return nil, nil, err
	}
	if a, ok := v.(Array); ok && len(a) > 0 {
		v = a[0]
	}
	parms, err = f.Dict(v)
	return filters, parms, err
}

// unpredict undoes the predictors of PNG (PDF 32000-1, 7.4.4.4) for bytes in
// columns, as tables of objects have them.
func unpredict(b []byte, parms Dict) ([]byte, error) {
	p, ok := parms.Number("Predictor")
	if !ok || p < 2 {
		return b, nil
	}
	for key, usual := range map[Name]float64{"Colors": 1, "BitsPerComponent": 8} {
		if v, ok := parms.Number(key); ok && v != usual {
			return nil, ErrBounds
		}
	}
	columns := int64(1)
	if _, ok := parms["Columns"]; ok {
		if columns, ok = parms.number("Columns", 1<<16); !ok || columns == 0 {
			return nil, errTorn
		}
	}
	if p < 10 {
		return nil, ErrBounds
	}
	n := int(columns)
	out := make([]byte, 0, len(b))
	above := make([]byte, n)
	for len(b) > n {
		kind, row := b[0], b[1:n+1]
		b = b[n+1:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch kind {
			case 0:
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			default:
				return nil, errTorn
			}
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	distance := func(v byte) int { return max(p-int(v), int(v)-p) }
	switch da, db, dc := distance(a), distance(b), distance(c); {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

package object

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Why a file is not read here.
var (
	ErrLocked = errors.New("object: the file is encrypted")
	ErrBounds = errors.New("object: more than is read")
	ErrAbsent = errors.New("object: there is no such object")
)

// File is a PDF file. It is not for concurrent use.
type File struct {
	r      io.ReaderAt
	size   int64
	base   int64 // where the file begins: offsets count from its header
	left   int64 // bytes that may still be read or unpacked
	start  int64 // the newest table, as the file counts
	tables bool  // the newest table is one, and no stream
	tail   Dict  // the newest trailer

	sections []section // newest first
	objects  map[int]any
	packs    map[int]*pack // object streams
	zip      io.ReadCloser // what decompresses, once there is something
}

// pack is an object stream, unpacked.
type pack struct {
	data []byte
	at   map[int]int // where an object begins
}

// Open finds the tables of a file of a size.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size, left: 24<<20 + size/4, objects: map[int]any{}, packs: map[int]*pack{}}
	head, err := f.read(0, 1024)
	if err != nil {
		return nil, err
	}
	at := bytes.Index(head, []byte("%PDF-"))
	if at < 0 {
		return nil, errTorn
	}
	f.base = int64(at)
	if err := f.findTables(); err != nil {
		return nil, err
	}
	return f, nil
}

// Trailer is the newest one.
func (f *File) Trailer() Dict { return f.tail }

// read gives up to n bytes.
func (f *File) read(at int64, n int) ([]byte, error) {
	if at < 0 || at >= f.size {
		return nil, errTorn
	}
	n = int(min(int64(n), f.size-at))
	if f.left -= int64(n); f.left < 0 {
		return nil, ErrBounds
	}
	b := make([]byte, n)
	got, err := f.r.ReadAt(b, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b[:got], nil
}

const (
	window    = 1 << 10 // read for an object at first
	maxObject = 4 << 20
)

// parse calls a function with the bytes at an offset, more of them as long as
// it finds them cut off.
func (f *File) parse(at int64, read func(l *lexer) error) error {
	for n := window; ; n *= 4 {
		b, err := f.read(at, n)
		if err != nil {
			return err
		}
		whole := at+int64(len(b)) >= f.size
		if whole {
			b = append(b, '\n')
		}
		err = read(&lexer{b: b})
		if errors.Is(err, errShort) {
			if whole || n > maxObject {
				return errTorn
			}
			continue
		}
		return err
	}
}

// Get gives an object, nil if there is none.
func (f *File) Get(n int) (any, error) {
	if v, ok := f.objects[n]; ok {
		return v, nil
	}
	v, _, err := f.find(n)
	if errors.Is(err, ErrAbsent) {
		v, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	f.objects[n] = v
	return v, nil
}

// Read gives an object as Get does, and does not keep it.
func (f *File) Read(n int) (any, error) {
	if v, ok := f.objects[n]; ok {
		return v, nil
	}
	v, _, err := f.find(n)
	if errors.Is(err, ErrAbsent) {
		return nil, nil
	}
	return v, err
}

// Source gives an object that is no stream as it stands in the file, and its
// generation.
func (f *File) Source(n int) (source []byte, generation int, err error) {
	e, err := f.entry(n)
	if err != nil {
		return nil, 0, err
	}
	_, source, err = f.find(n)
	return source, e.generation(), err
}

// find reads an object and gives the bytes that say it.
func (f *File) find(n int) (v any, source []byte, err error) {
	e, err := f.entry(n)
	if err != nil {
		return nil, nil, err
	}
	if e.packed {
		return f.unpack(n, int(e.where))
	}
	at := f.base + e.where
	err = f.parse(at, func(l *lexer) error {
		number, err := l.whole()
		if err != nil {
			return err
		}
		if number != int64(n) {
			return errTorn
		}
		if _, err := l.whole(); err != nil {
			return err
		}
		if ok, err := l.keyword("obj"); err != nil || !ok {
			return torn(err)
		}
		v, source, err = f.body(l, at)
		return err
	})
	return v, source, err
}

func torn(err error) error {
	if err == nil {
		return errTorn
	}
	return err
}

// body reads the value of an object, whose bytes begin at an offset.
func (f *File) body(l *lexer, at int64) (any, []byte, error) {
	l.skip()
	from := l.i
	v, err := l.value()
	if err != nil {
		return nil, nil, err
	}
	source := l.b[from:l.i]
	d, ok := v.(Dict)
	if !ok {
		return v, source, nil
	}
	is, err := l.keyword("stream")
	if err != nil {
		return nil, nil, err
	}
	if !is {
		return d, source, nil
	}
	if l.i+1 >= len(l.b) {
		return nil, nil, errShort
	}
	if l.b[l.i] == '\r' && l.b[l.i+1] == '\n' {
		l.i++
	}
	return &Stream{Dict: d, start: at + int64(l.i) + 1}, source, nil
}

// unpack reads an object that lies in an object stream.
func (f *File) unpack(n, in int) (any, []byte, error) {
	p, ok := f.packs[in]
	if !ok {
		f.packs[in] = &pack{} // an object of its own may tell its length
		var err error
		if p, err = f.openPack(in); err != nil {
			return nil, nil, err
		}
		f.packs[in] = p
	}
	at, ok := p.at[n]
	if !ok {
		return nil, nil, errTorn
	}
	l := &lexer{b: p.data, i: at}
	l.skip()
	from := l.i
	v, err := l.value()
	if err != nil {
		return nil, nil, errTorn
	}
	return v, p.data[from:l.i], nil
}

const maxPacked = 1 << 16 // objects in one stream

func (f *File) openPack(n int) (*pack, error) {
	e, err := f.entry(n)
	if err != nil {
		return nil, err
	}
	if e.packed {
		return nil, errTorn
	}
	v, _, err := f.find(n)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok {
		return nil, errTorn
	}
	count, ok := s.Dict.number("N", maxPacked)
	first, ok2 := s.Dict.number("First", 1<<30)
	if !ok || !ok2 {
		return nil, errTorn
	}
	data, err := f.Data(s, 16<<20)
	if err != nil {
		return nil, err
	}
	p := &pack{data: append(data, '\n'), at: make(map[int]int, count)}
	l := &lexer{b: p.data}
	for range count {
		number, err := l.whole()
		if err != nil {
			return nil, errTorn
		}
		at, err := l.whole()
		if err != nil || first+at >= int64(len(p.data)) {
			return nil, errTorn
		}
		p.at[int(number)] = int(first + at)
	}
	return p, nil
}

// Resolve follows references to the value behind them.
func (f *File) Resolve(v any) (any, error) {
	for range maxDepth {
		r, ok := v.(Ref)
		if !ok {
			return v, nil
		}
		var err error
		if v, err = f.Get(r.Number); err != nil {
			return nil, fmt.Errorf("object %d: %w", r.Number, err)
		}
	}
	return nil, errTorn
}

// Dict follows references to a dictionary, that of a stream too; nil if there
// is none.
func (f *File) Dict(v any) (Dict, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case Dict:
		return v, nil
	case *Stream:
		return v.Dict, nil
	}
	return nil, nil //nolint:nilnil // a nil Dict is empty and can be read
}

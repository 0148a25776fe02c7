package lexical

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// magic opens a saved index; its last character is the version of the format
// and of the analysis: raise it when either changes, and old snapshots are
// rebuilt.
const magic = "words-2\n"

// maxPart bounds a length in a snapshot, against a torn file.
const maxPart = 1 << 30

// Frozen is an index as it was at a moment. It can be written while the index
// changes: what a list or a text consists of is only ever added to or replaced.
type Frozen struct {
	texts    []text
	names    []string // by term
	postings []postings
}

// Freeze takes hold of the index as it is. It takes time by the number of texts
// and terms, not by their size.
func (x *Index) Freeze() *Frozen {
	f := &Frozen{texts: slices.Clone(x.texts), names: make([]string, len(x.postings)), postings: slices.Clone(x.postings)}
	for s, n := range x.terms {
		f.names[n] = s
	}
	return f
}

// Save writes the index.
func (f *Frozen) Save(to io.Writer) error {
	w := &writer{to: bufio.NewWriterSize(to, 1<<16)}
	w.text(magic)
	w.number(uint64(len(f.texts)))
	for _, t := range f.texts {
		w.number(uint64(t.id))
		w.number(uint64(t.group))
		w.number(uint64(t.words))
		w.text(t.language)
		w.text(string(t.terms))
	}
	w.number(uint64(len(f.names)))
	for n, name := range f.names {
		p := f.postings[n]
		w.text(name)
		w.number(uint64(p.last))
		w.number(uint64(p.texts))
		w.text(string(p.data))
	}
	if w.err == nil {
		w.err = w.to.Flush()
	}
	if w.err != nil {
		return fmt.Errorf("lexical: writing: %w", w.err)
	}
	return nil
}

// Load replaces the index by what Save wrote. After an error the index is
// empty.
func (x *Index) Load(from io.Reader) error {
	x.clear()
	r := &reader{from: bufio.NewReaderSize(from, 1<<16)}
	if err := x.read(r); err != nil {
		x.clear()
		return fmt.Errorf("lexical: reading: %w", err)
	}
	return nil
}

func (x *Index) read(r *reader) error {
	if r.text() != magic {
		return errors.New("not a saved index of this version")
	}
	texts := r.number()
	languages := make(map[string]string)
	for range texts {
		t := text{id: int64(r.number()), group: uint32(r.number()), words: uint32(r.number())}
		language := r.text()
		if _, ok := languages[language]; !ok {
			languages[language] = language
		}
		t.language = languages[language]
		t.terms = []byte(r.text())
		if r.err != nil {
			return r.err
		}
		if t.id == 0 {
			t.terms = nil
			x.dead++
		} else {
			x.slots[t.id] = uint32(len(x.texts))
			x.languages[t.language]++
			x.length += int64(t.words)
		}
		x.bytes += int64(len(t.terms))
		x.texts = append(x.texts, t)
	}
	terms := r.number()
	for range terms {
		name := r.text()
		p := postings{last: uint32(r.number()), texts: uint32(r.number())}
		p.data = []byte(r.text())
		if r.err != nil {
			return r.err
		}
		if int64(p.last) >= int64(len(x.texts)) {
			return errors.New("a word of a text that is not there")
		}
		x.terms[name] = uint32(len(x.postings))
		x.postings = append(x.postings, p)
		x.bytes += int64(len(name) + len(p.data))
	}
	return r.err
}

type writer struct {
	to  *bufio.Writer
	err error
}

func (w *writer) number(n uint64) {
	var b [binary.MaxVarintLen64]byte
	w.raw(b[:binary.PutUvarint(b[:], n)])
}

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.raw([]byte(s))
}

func (w *writer) raw(b []byte) {
	if w.err == nil {
		_, w.err = w.to.Write(b)
	}
}

type reader struct {
	from *bufio.Reader
	err  error
}

func (r *reader) number() uint64 {
	if r.err != nil {
		return 0
	}
	n, err := binary.ReadUvarint(r.from)
	r.err = err
	return n
}

func (r *reader) text() string {
	n := r.number()
	if r.err == nil && n > maxPart {
		r.err = errors.New("a length that cannot be")
	}
	if r.err != nil || n == 0 {
		return ""
	}
	b := make([]byte, n)
	_, r.err = io.ReadFull(r.from, b)
	return string(b)
}

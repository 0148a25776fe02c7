package object

import (
	"bytes"
	"strconv"
)

const (
	maxSections = 4000
	maxNumber   = 1 << 23 // of an object
)

// section says where objects of consecutive numbers lie (PDF 32000-1, 7.5.4
// and 7.5.8).
type section struct {
	first, count int
	at           int64  // of its entries of 20 bytes in the file, or
	data         []byte // the entries of a stream
	wide         [3]int // how many bytes its three fields have
}

// entry says where an object lies.
type entry struct {
	packed bool
	where  int64 // the offset, or the number of the object stream
	gen    int
}

func (e entry) generation() int {
	if e.packed {
		return 0
	}
	return e.gen
}

func (f *File) entry(n int) (entry, error) {
	for i := range f.sections {
		s := &f.sections[i]
		if n < s.first || n >= s.first+s.count {
			continue
		}
		return f.look(s, n-s.first)
	}
	return entry{}, ErrAbsent
}

func (f *File) look(s *section, i int) (entry, error) {
	if s.data == nil {
		const size = 20
		b, err := f.read(s.at+int64(i)*size, size)
		if err != nil {
			return entry{}, err
		}
		if len(b) < 18 || b[10] != ' ' || b[16] != ' ' {
			return entry{}, errTorn
		}
		where, err := strconv.ParseInt(string(b[:10]), 10, 64)
		gen, err2 := strconv.Atoi(string(b[11:16]))
		switch {
		case err != nil || err2 != nil || b[17] != 'n' && b[17] != 'f':
			return entry{}, errTorn
		case b[17] == 'f':
			return entry{}, ErrAbsent
		}
		return entry{where: where, gen: gen}, nil
	}
	size := s.wide[0] + s.wide[1] + s.wide[2]
	b := s.data[i*size : (i+1)*size]
	var v [3]int64
	for k, w := range s.wide {
		for _, c := range b[:w] {
			v[k] = v[k]<<8 | int64(c)
		}
		b = b[w:]
	}
	if s.wide[0] == 0 {
		v[0] = 1
	}
	switch v[0] {
	case 1:
		return entry{where: v[1], gen: int(v[2])}, nil
	case 2:
		if v[1] > maxNumber {
			return entry{}, errTorn
		}
		return entry{packed: true, where: v[1]}, nil
	}
	return entry{}, ErrAbsent
}

// findTables follows the chain of tables from the end of the file.
func (f *File) findTables() error {
	const far = 1024
	end, err := f.read(max(0, f.size-far), far)
	if err != nil {
		return err
	}
	i := bytes.LastIndex(end, []byte("startxref"))
	if i < 0 {
		return errTorn
	}
	l := &lexer{b: append(end, '\n'), i: i + len("startxref")}
	at, err := l.whole()
	if err != nil {
		return errTorn
	}
	f.start = at
	seen := map[int64]bool{}
	for at >= 0 && !seen[at] {
		seen[at] = true
		trailer, table, err := f.table(at)
		if err != nil {
			return err
		}
		if f.tail == nil {
			f.tail, f.tables = trailer, table
		}
		if _, locked := trailer["Encrypt"]; locked {
			return ErrLocked
		}
		if hybrid, ok := trailer.number("XRefStm", f.size); ok && table && !seen[hybrid] {
			seen[hybrid] = true
			if _, _, err := f.table(hybrid); err != nil {
				return err
			}
		}
		at = -1
		if prev, ok := trailer.number("Prev", f.size); ok {
			at = prev
		}
	}
	return nil
}

// table reads the table at an offset.
func (f *File) table(at int64) (trailer Dict, table bool, err error) {
	at += f.base
	err = f.parse(at, func(l *lexer) error {
		table, err = l.keyword("xref")
		return err
	})
	if err != nil {
		return nil, false, err
	}
	if table {
		trailer, err = f.plainTable(at)
	} else {
		trailer, err = f.streamTable(at)
	}
	return trailer, table, err
}

func (f *File) plainTable(at int64) (trailer Dict, err error) {
	first := true
	for trailer == nil {
		var s section
		err := f.parse(at, func(l *lexer) error {
			if first {
				if _, err := l.keyword("xref"); err != nil {
					return err
				}
			}
			if end, err := l.keyword("trailer"); err != nil {
				return err
			} else if end {
				v, err := l.value()
				if err != nil {
					return err
				}
				d, ok := v.(Dict)
				if !ok {
					return errTorn
				}
				trailer = d
				return nil
			}
			from, err := l.whole()
			if err != nil {
				return err
			}
			count, err := l.whole()
			if err != nil {
				return err
			}
			l.skip()
			if from+count > maxNumber {
				return ErrBounds
			}
			s = section{first: int(from), count: int(count), at: at + int64(l.i)}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if trailer == nil {
			if err := f.addSection(s); err != nil {
				return nil, err
			}
			at, first = s.at+20*int64(s.count), false
		}
	}
	return trailer, nil
}

func (f *File) addSection(s section) error {
	if len(f.sections) >= maxSections {
		return ErrBounds
	}
	if s.count > 0 {
		f.sections = append(f.sections, s)
	}
	return nil
}

func (f *File) streamTable(at int64) (Dict, error) {
	var s *Stream
	err := f.parse(at, func(l *lexer) error {
		for range 2 {
			if _, err := l.whole(); err != nil {
				return err
			}
		}
		if ok, err := l.keyword("obj"); err != nil || !ok {
			return torn(err)
		}
		v, _, err := f.body(l, at)
		if err != nil {
			return err
		}
		var ok bool
		if s, ok = v.(*Stream); !ok {
			return errTorn
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	size, ok := s.Dict.number("Size", maxNumber)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, errTorn
	}
	var wide [3]int
	w, ok := s.Dict["W"].(Array)
	if !ok || len(w) != 3 {
		return nil, errTorn
	}
	each := 0
	for i := range wide {
		v, ok := w[i].(float64)
		if !ok || v < 0 || v > 7 {
			return nil, errTorn
		}
		wide[i] = int(v)
		each += wide[i]
	}
	if each == 0 {
		return nil, errTorn
	}
	data, err := f.Data(s, 64<<20)
	if err != nil {
		return nil, err
	}
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{0.0, float64(size)}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok := index[i].(float64)
		count, ok2 := index[i+1].(float64)
		if !ok || !ok2 || first < 0 || count < 0 || first+count > maxNumber {
			return nil, errTorn
		}
		n := min(int(count), len(data)/each)
		if err := f.addSection(section{first: int(first), count: n, data: data[:n*each], wide: wide}); err != nil {
			return nil, err
		}
		data = data[n*each:]
	}
	return s.Dict, nil
}

package object

import (
	"bytes"
	"fmt"
	"slices"
)

// Update collects objects to be put behind a file (PDF 32000-1, 7.5.6).
type Update struct {
	f       *File
	next    int
	written map[int]placed
	b       bytes.Buffer
}

type placed struct {
	at  int64
	gen int
}

// Update begins one.
func (f *File) Update() (*Update, error) {
	size, ok := f.tail.number("Size", maxNumber)
	if !ok {
		return nil, errTorn
	}
	for i := range f.sections { // whatever Size says
		size = max(size, int64(f.sections[i].first+f.sections[i].count))
	}
	u := &Update{f: f, next: int(size), written: map[int]placed{}}
	u.b.WriteByte('\n')
	return u, nil
}

// Add puts a stream in and gives its number.
func (u *Update) Add(data []byte) Ref {
	n := u.next
	u.next++
	u.begin(n, 0)
	fmt.Fprintf(&u.b, "<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", len(data), data)
	return Ref{Number: n}
}

// Extend writes a dictionary anew with further entries, which count where it
// has the same.
func (u *Update) Extend(n int, entries string) error {
	source, gen, err := u.f.Source(n)
	if err != nil {
		return err
	}
	source, ok := bytes.CutSuffix(source, []byte(">>"))
	if !ok {
		return errTorn
	}
	u.begin(n, gen)
	fmt.Fprintf(&u.b, "%s\n%s >>\nendobj\n", source, entries)
	return nil
}

func (u *Update) begin(n, gen int) {
	u.written[n] = placed{u.here(), gen}
	fmt.Fprintf(&u.b, "%d %d obj\n", n, gen)
}

// here is the offset of what is written next, as the file counts.
func (u *Update) here() int64 { return u.f.size - u.f.base + int64(u.b.Len()) }

// Bytes ends the update and gives what is to stand behind the file.
func (u *Update) Bytes() []byte {
	var numbers []int
	for n := range u.written {
		numbers = append(numbers, n)
	}
	var trailer bytes.Buffer
	fmt.Fprintf(&trailer, "/Prev %d", u.f.start)
	for _, key := range []Name{"Root", "Info"} {
		if r, ok := u.f.tail[key].(Ref); ok {
			fmt.Fprintf(&trailer, " /%s %d %d R", key, r.Number, r.Generation)
		}
	}
	start := u.here()
	if u.f.tables {
		slices.Sort(numbers)
		u.b.WriteString("xref\n")
		for _, n := range numbers {
			fmt.Fprintf(&u.b, "%d 1\n%010d %05d n \n", n, u.written[n].at, u.written[n].gen)
		}
		fmt.Fprintf(&u.b, "trailer\n<< /Size %d %s >>\n", u.next, &trailer)
	} else {
		self := u.next
		u.next++
		u.written[self] = placed{at: start}
		numbers = append(numbers, self)
		slices.Sort(numbers)
		var index, data bytes.Buffer
		for _, n := range numbers {
			p := u.written[n]
			fmt.Fprintf(&index, "%d 1 ", n)
			data.Write([]byte{1, byte(p.at >> 24), byte(p.at >> 16), byte(p.at >> 8), byte(p.at), byte(p.gen >> 8), byte(p.gen)})
		}
		fmt.Fprintf(&u.b, "%d 0 obj\n<< /Type /XRef /Size %d %s /W [1 4 2] /Index [%s] /Length %d >>\nstream\n%s\nendstream\nendobj\n",
			self, u.next, &trailer, &index, data.Len(), data.Bytes())
	}
	fmt.Fprintf(&u.b, "startxref\n%d\n%%%%EOF\n", start)
	return u.b.Bytes()
}

package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plain is a file with a table; packed one with objects in a stream, found by
// a stream that is predicted and compressed.
func plain(before string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString(before + "%PDF-1.4\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len() - len(before)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len() - len(before)
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

func packed(objects ...string) []byte {
	var b, head, body, table bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	for i, o := range objects {
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(o + " ")
	}
	at := b.Len()
	pack, self := len(objects)+1, len(objects)+2
	data := deflate(append(head.Bytes(), body.Bytes()...))
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n",
		pack, len(objects), head.Len(), len(data), data)
	rows := [][4]byte{{0, 0, 0, 0}}
	for i := range objects {
		rows = append(rows, [4]byte{2, 0, byte(pack), byte(i)})
	}
	start := b.Len()
	rows = append(rows, [4]byte{1, byte(at >> 8), byte(at), 0}, [4]byte{1, byte(start >> 8), byte(start), 0})
	above := [4]byte{}
	for _, r := range rows {
		table.WriteByte(2)
		for k := range r {
			table.WriteByte(r[k] - above[k])
		}
		above = r
	}
	data = deflate(table.Bytes())
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >> /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		self, self+1, len(data), data, start)
	return b.Bytes()
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

var objects = []string{
	"<< /Type /Catalog /A#20b (a\\)\\101\\\n(c)) /N [1 -2.5 +3 true null 2 0 R<414>] % note\n/D << /E /F >> >>",
	"[ " + strings.Repeat("/Long ", 2000) + "]",
}

func TestObjectsAreFoundInFilesOfEveryKind(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{"table": plain("", objects...), "behind other bytes": plain("HTTP/1.1 200 OK\r\n\r\n", objects...), "packed": packed(objects...)} {
		f, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := f.Dict(f.Trailer()["Root"])
		want := Dict{"Type": Name("Catalog"), "A b": String("a)A(c)"), "N": Array{1.0, -2.5, 3.0, true, nil, Ref{2, 0}, String("A@")}, "D": Dict{"E": Name("F")}}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, d)
		}
		if v, err := f.Get(2); err != nil || len(v.(Array)) != 2000 {
			t.Errorf("%s: object 2: %v", name, err)
		}
		if v, err := f.Get(99); v != nil || err != nil {
			t.Errorf("%s: object 99 is %v, %v", name, v, err)
		}
	}
}

func TestUpdatesAreReadAsPartOfTheFile(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{"table": plain("", objects...), "behind other bytes": plain("junk\n", objects...), "packed": packed(objects...)} {
		f, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		u, err := f.Update()
		if err != nil {
			t.Fatal(err)
		}
		ref := u.Add([]byte("hello"))
		if err := u.Extend(1, fmt.Sprintf("/Type /Other /X %d 0 R", ref.Number)); err != nil {
			t.Fatal(err)
		}
		both := append(bytes.Clone(b), u.Bytes()...)
		if f, err = Open(bytes.NewReader(both), int64(len(both))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d, err := f.Dict(f.Trailer()["Root"])
		if err != nil || d["Type"] != Name("Other") || d["A b"] != String("a)A(c)") {
			t.Fatalf("%s: %v %v", name, d, err)
		}
		v, err := f.Resolve(d["X"])
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Data(v.(*Stream), 100); err != nil || string(got) != "hello" {
			t.Errorf("%s: %q %v", name, got, err)
		}
		if v, err := f.Get(2); err != nil || len(v.(Array)) != 2000 {
			t.Errorf("%s: object 2: %v", name, err)
		}
	}
}

func TestWhatIsNotReadIsSaid(t *testing.T) {
	t.Parallel()
	b := plain("", objects...)
	locked := bytes.Replace(b, []byte("/Info"), []byte("/Encrypt"), 1)
	if _, err := Open(bytes.NewReader(locked), int64(len(locked))); !errors.Is(err, ErrLocked) {
		t.Errorf("a locked file gives %v", err)
	}
	moved := bytes.Replace(b, []byte("1 0 obj"), []byte("9 0 obj"), 1)
	f, err := Open(bytes.NewReader(moved), int64(len(moved)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Get(1); err == nil {
		t.Error("an object of another number is taken")
	}
}

func TestWordsAreNoNumbers(t *testing.T) {
	t.Parallel()
	for _, table := range []string{
		"/Size 3 /W [1 1 1] /Index [0 nan]",
		"/Size 3 /W [1 nan 1]",
		"/Size 3 /W [1 1 1] /Index [-inf 3]",
	} {
		b := []byte("%PDF-1.5\n1 0 obj << /Type /XRef " + table + " /Length 9 >> stream\n.........\nendstream\nstartxref 9 ")
		if _, err := Open(bytes.NewReader(b), int64(len(b))); !errors.Is(err, errTorn) {
			t.Errorf("%s gives %v", table, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(plain("", objects...))
	f.Add(plain("junk", "<< /Length 2 0 R >>\nstream\nabc\nendstream", "3"))
	f.Add([]byte("%PDF-1.5\n1 0 obj << /Type /XRef /Size 3 /W [1 1 1] /Index [0 nan] /Length 9 >> stream\n.........\nendstream\nstartxref 9 "))
	f.Add(packed(objects...))
	f.Add([]byte("%PDF-1.5\n1 0 obj << /Type /XRef /Size 3 /W [0 0 9] /Length 9 >> stream\n........\nendstream\nstartxref 9"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for n := range 12 {
			v, err := file.Get(n)
			if s, ok := v.(*Stream); ok && err == nil {
				_, _ = file.Data(s, 1<<20)
			}
		}
		u, err := file.Update()
		if err != nil {
			return
		}
		u.Add([]byte("x"))
		_ = u.Extend(1, "/X 1")
		if len(u.Bytes()) == 0 {
			t.Error("an update of nothing")
		}
	})
}

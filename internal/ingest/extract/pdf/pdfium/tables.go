package pdfium

import (
	"errors"
	"io"
	"os"

	"studyapp/internal/ingest/extract/pdf/fontmap"
)

// appended is a file with bytes behind it.
type appended struct {
	file *os.File
	end  int64 // of the file
	tail []byte
	at   int64
}

// withTables is a file with tables for the fonts that do not say what their
// codes mean; the file alone where there are none to be made.
func withTables(f *os.File, size int64) *appended {
	tail, err := fontmap.Update(f, size)
	if err != nil {
		tail = nil // damaged, locked or too large for it: pdfium reads it as it is
	}
	return &appended{file: f, end: size, tail: tail}
}

func (a *appended) size() int64 { return a.end + int64(len(a.tail)) }

func (a *appended) Read(p []byte) (int, error) {
	if a.at >= a.end {
		if a.at >= a.size() {
			return 0, io.EOF
		}
		n := copy(p, a.tail[a.at-a.end:])
		a.at += int64(n)
		return n, nil
	}
	n, err := a.file.ReadAt(p[:min(int64(len(p)), a.end-a.at)], a.at)
	a.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

var errSeek = errors.New("pdfium: a place before the file")

func (a *appended) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += a.at
	case io.SeekEnd:
		offset += a.size()
	}
	if offset < 0 {
		return 0, errSeek
	}
	a.at = offset
	return offset, nil
}

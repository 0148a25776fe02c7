package pdf

import (
	"fmt"
	"runtime/debug"
	"sync"

	"studyapp/internal/ingest/extract/pdf/layout"
	"studyapp/internal/ingest/extract/pdf/pdfium"
)

// renewMemory is the size of the guest's memory at which the engine is started
// anew under an open document. pdfium keeps what it has read of a file, the
// pictures of a scan too, and gives nothing back before the end: a file of
// 300 MB of pictures fills as much. Ordinary documents stay below 20 MB.
const renewMemory = 96 << 20

// renewing is a document of pdfium that survives the end of its engine.
type renewing struct {
	*pdfium.Document
	s   *server
	req request
}

func (s *server) openPDF(req request) (*renewing, error) {
	doc, err := s.engine.Open(req.Path, req.Password)
	if err != nil {
		return nil, err
	}
	off := sync.OnceValue(func() map[string]bool {
		off, err := layersOff(req.Path)
		if err != nil {
			return nil // all are read
		}
		return off
	})
	doc.Off = func(layer string) bool { return off()[layer] }
	return &renewing{doc, s, req}, nil
}

func (r *renewing) Page(n int) (layout.Raw, error) {
	raw, err := r.Document.Page(n)
	if err == nil && r.s.engine.Memory() > r.s.renewAt {
		err = r.renew()
	}
	return raw, err
}

func (r *renewing) renew() error {
	_ = r.Close() // the engine goes anyway
	r.s.engine.Close()
	r.s.engine = nil
	debug.FreeOSMemory()
	off := r.Off
	err := r.s.start(r.req.CacheDir)
	if err == nil {
		r.Document, err = r.s.engine.Open(r.req.Path, r.req.Password)
	}
	if err == nil {
		r.Off = off
	}
	if err != nil {
		return fmt.Errorf("%w while it was started anew: %w", pdfium.ErrCrashed, err)
	}
	return nil
}

package pdf

import (
	"errors"
	"fmt"
	"os"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/pdfium"
)

// retireMemory is the size of the guest's memory from which a child is
// replaced after its document: that memory never shrinks.
const retireMemory = 48 << 20

// server answers requests in the child. It has at most one document open.
type server struct {
	note    func(page int) // tells the parent which page is read
	renewAt int            // renewMemory
	engine  *pdfium.Engine
	book    *book

	ahead struct { // the page after the last one asked for, read early
		page int
		resp response
	}
}

func (s *server) answer(req request) response {
	switch req.Op {
	case opOpen:
		return s.open(req)
	case opPage:
		if s.ahead.page == req.Page {
			return s.ahead.resp
		}
		return s.page(req.Page)
	case opClose:
		s.ahead.page = 0
		if s.book == nil {
			return response{}
		}
		err := s.book.close()
		second := s.book.second
		s.book = nil
		return response{Retire: err != nil || second || s.engine.Memory() > retireMemory}
	case opDecrypt:
		return s.decrypt(req)
	case opWarm:
		if err := s.start(req.CacheDir); err != nil {
			return response{Failure: toFailure(err), Retire: true}
		}
		return response{}
	}
	return response{Failure: toFailure(errors.New("pdf: unknown request"))}
}

// readAhead reads the next page while the parent works on the last one.
func (s *server) readAhead() {
	if s.book == nil || s.book.last == 0 || s.book.last >= s.book.pages {
		return
	}
	n := s.book.last + 1
	if s.ahead.page == n {
		return
	}
	s.ahead.resp = s.page(n)
	s.book.last = n - 1
	s.ahead.page = n
}

func (s *server) start(cacheDir string) error {
	if s.engine != nil {
		return nil
	}
	e, err := pdfium.New(cacheDir)
	if err != nil {
		return err
	}
	s.engine = e
	return nil
}

func (s *server) open(req request) response {
	s.ahead.page = 0
	if s.book != nil {
		return response{Failure: toFailure(errors.New("pdf: a document is open already"))}
	}
	if err := s.start(req.CacheDir); err != nil {
		return response{Failure: toFailure(err), Retire: true}
	}
	b, err := s.openBook(req)
	if err != nil {
		dieOfCrash(err)
		return response{Failure: toFailure(err)}
	}
	s.book = b
	return response{Info: b.info()}
}

func (s *server) page(n int) response {
	if s.book == nil {
		return response{Failure: toFailure(errors.New("pdf: no document is open"))}
	}
	p, err := s.book.page(n)
	if err != nil {
		dieOfCrash(err)
		return response{Failure: toFailure(err), Retire: true}
	}
	return response{Page: toWire(p)}
}

// dieOfCrash ends the child when its module has crashed. The parent then
// blames the page last noted and goes on without it.
func dieOfCrash(err error) {
	if errors.Is(err, pdfium.ErrCrashed) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func (s *server) decrypt(req request) response {
	if err := s.start(req.CacheDir); err != nil {
		return response{Failure: toFailure(err), Retire: true}
	}
	out, err := os.OpenFile(req.Out, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return response{Failure: toFailure(err)}
	}
	err = s.engine.Decrypt(req.Path, req.Password, out)
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	resp := response{Retire: err != nil || s.engine.Memory() > retireMemory}
	if err != nil {
		_ = os.Remove(req.Out)
		resp.Failure = toFailure(openFailure(err, true))
	}
	return resp
}

// openFailure turns why a file did not open into words.
func openFailure(err error, password bool) error {
	switch {
	case errors.Is(err, pdfium.ErrPassword) && password:
		return errWrongPassword(err)
	case errors.Is(err, pdfium.ErrPassword):
		return errLocked(err)
	case errors.Is(err, pdfium.ErrSecurity):
		return errCertificate(err)
	case errors.Is(err, pdfium.ErrFormat), errors.Is(err, pdfium.ErrCrashed):
		return errDamaged(err)
	}
	return err
}

var _ extract.Extractor = (*Extractor)(nil)

package ask

import (
	"context"
	"strings"
	"sync"

	"studyapp/internal/generation/llm"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// progress is what an answer in the making has told, for those who come later.
type progress struct {
	mu     sync.Mutex
	events []Event
	more   chan struct{} // closed at the next event and at the end
	ended  bool
}

func newProgress() *progress { return &progress{more: make(chan struct{})} }

func (p *progress) add(e Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, e)
	close(p.more)
	p.more = make(chan struct{})
}

func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	close(p.more)
}

// from returns what was told from the n-th event on, what is closed when there
// is more, and whether there will not be.
func (p *progress) from(n int) (events []Event, more <-chan struct{}, ended bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.events[n:len(p.events):len(p.events)], p.more, p.ended
}

// Follow tells what an answer that is being written has told so far, in short,
// and goes on telling until it is stored or ctx ends. It returns errs.NotFound
// where this process writes no such answer of the owner.
func (s *Service) Follow(ctx context.Context, owner id.User, message id.Message, emit func(Event)) error {
	a, ok := s.asking.of(owner, message)
	if !ok {
		return errs.New(errs.NotFound, "This answer is not being written here.")
	}
	for n := 0; ; {
		events, more, ended := a.told.from(n)
		short := events
		if n == 0 {
			short = inShort(events)
		}
		for _, e := range short {
			emit(e)
		}
		n += len(events)
		if ended {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-more:
		}
	}
}

// SoFar is what is settled of an answer that this process writes: its
// sentences and their citations. It reports false where it writes none.
func (s *Service) SoFar(owner id.User, message id.Message) (Answer, bool) {
	a, ok := s.asking.of(owner, message)
	if !ok {
		return Answer{}, false
	}
	events, _, _ := a.told.from(0)
	out := Answer{Status: statusRunning, MessageID: message}
	for _, e := range inShort(events) {
		if d, ok := e.Data.(Settled); ok {
			out.Sentences, out.Citations = append(out.Sentences, d.Sentence), append(out.Citations, d.Sources...)
			if d.Quoted {
				out.Provider = llm.BuiltIn
			}
		}
	}
	return out, true
}

// inShort is events without what does not stand any more: tokens that became
// sentences, what was dropped, and a wait that is over. The tokens that are left
// are one.
func inShort(events []Event) []Event {
	var first, waiting, sentences []Event
	var open strings.Builder
	for _, e := range events {
		switch d := e.Data.(type) {
		case Waiting:
			waiting = []Event{e}
		case Token:
			waiting = nil
			open.WriteString(d.Text)
		case Settled:
			waiting = nil
			open.Reset()
			if d.N < len(sentences) { // told anew, with what it told before
				was, _ := sentences[d.N].Data.(Settled)
				d.Sources = append(was.Sources[:len(was.Sources):len(was.Sources)], d.Sources...)
				sentences[d.N] = Event{e.Name, d}
			} else {
				sentences = append(sentences, e)
			}
		default:
			if e.Name == EventRestart {
				sentences = nil
				open.Reset()
			} else {
				first = append(first, e)
			}
		}
	}
	out := append(append(first, waiting...), sentences...)
	if open.Len() > 0 {
		out = append(out, Event{EventToken, Token{open.String()}})
	}
	return out
}

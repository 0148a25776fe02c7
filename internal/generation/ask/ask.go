package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// longestQuestion is in code points.
const longestQuestion = 2000

// How many passages an answer reads.
const (
	defaultK = 12
	maxK     = 50
)

// The statuses of an answer.
const (
	statusRunning = "running"
	statusDone    = "done"
	statusStopped = "stopped"
	statusFailed  = "failed"
)

// hopeless is the confidence of the best sentence below which no model is
// asked: it could only invent.
const hopeless = 0.02

// draft is an answer before its sentences have been checked.
type draft struct {
	answered bool
	text     []draftSentence // of the built-in provider; a model's are settled as they come
	nearest  []evidence.Located
	provider string
	model    string
	note     string
	status   string
	prompt   string
	usage    Usage
}

type draftSentence struct {
	text     string
	breaks   bool  // begins a paragraph
	verbatim bool  // its quote, word for word
	cited    []int // passages, as a model numbers them
	quotes   []evidence.Located
	verdict  cite.Verdict // that they give it
}

// Ask answers a question from the owner's documents and stores question and
// answer in the conversation. It calls emit, when not nil, with the events
// begun, passages, waiting, token and sentence (any number) and answer. When ctx ends while the
// answer is being written, or Stop is called, what is there is checked, stored
// and returned with the status stopped. When the process ends, another one
// answers it.
//
// It returns errs.Invalid for an empty or over-long question, errs.Conflict
// with the conversation's id when a message of this id is there already or is
// answered by another process meanwhile, errs.NotFound when conversation,
// course or a document is not the owner's, and errs.Unavailable when search
// does not run.
func (s *Service) Ask(ctx context.Context, owner id.User, r Request, emit func(Event)) (Answer, error) {
	r.Question = strings.TrimSpace(strings.ToValidUTF8(r.Question, " "))
	switch n := utf8.RuneCountInString(r.Question); {
	case n == 0:
		return Answer{}, errs.New(errs.Invalid, "Type a question.").At("question")
	case n > longestQuestion:
		return Answer{}, errs.Newf(errs.Invalid, "This question has %d characters; the most is %d. Ask in fewer words.", n, longestQuestion).At("question")
	case r.K < 0 || r.K > maxK:
		return Answer{}, errs.Newf(errs.Invalid, "An answer reads 1 to %d passages.", maxK).At("k")
	}
	if r.K == 0 {
		r.K = defaultK
	}
	if emit == nil {
		emit = func(Event) {}
	}
	t, run, err := s.begin(ctx, owner, r)
	if err != nil {
		return Answer{}, err
	}
	emit(Event{EventBegun, Begun{t.conversation, t.message}})
	var a Answer
	err = s.o.Runs.WorkHere(ctx, run, func(ctx context.Context, w *runs.Work) (err error) {
		a, err = s.answer(ctx, w, t, s.telling(w, emit))
		return err
	})
	if errors.Is(err, runs.ErrOver) {
		return Answer{}, elsewhere(t.conversation)
	}
	if err != nil {
		return Answer{}, err
	}
	emit(Event{EventAnswer, a})
	return a, nil
}

// answer answers a stored question and stores the answer.
func (s *Service) answer(ctx context.Context, w *runs.Work, t turn, emit func(Event)) (Answer, error) {
	owner := w.Owner
	f, u, err := s.find(ctx, owner, t)
	if err != nil {
		return Answer{}, err
	}
	emit(Event{EventPassages, passagesOf(f)})
	b := &assembly{f: f, emit: emit}
	var d draft
	if f.Ranking == nil {
		d = draft{provider: llm.BuiltIn, status: statusDone}
	} else {
		composed := f.Compose()
		d, err = s.byModel(ctx, t, u.question, composed, b)
		if err != nil {
			return Answer{}, err
		}
		if t.resumed && ctx.Err() != nil && !errors.Is(context.Cause(ctx), runs.ErrStopped) {
			return Answer{}, ctx.Err() // with the server: another process answers
		}
		if d.provider == "" {
			note := d.note
			d = quote(f, composed)
			d.note, b.quoted = note, true
			for _, sentence := range d.text {
				b.show(sentence.text + " ")
				b.settle(sentence)
			}
		}
	}
	a, err := s.assemble(ctx, owner, t, b, d)
	if err != nil {
		return Answer{}, err
	}
	a.Understood = u.typed
	return a, s.finish(ctx, w, a, d.prompt)
}

// quote is the built-in provider: the composed sentences are the answer.
func quote(f *evidence.Found, composed quoted.Answer) draft {
	d := draft{answered: composed.Answered, provider: llm.BuiltIn, status: statusDone}
	place := func(q quoted.Quote) evidence.Located {
		return evidence.Located{Hit: q.Passage, Page: q.Unit.Page, Start: q.Unit.Start, End: q.Unit.End, Text: q.Unit.Text}
	}
	for i, q := range composed.Quotes {
		d.text = append(d.text, draftSentence{
			text:   strings.Join(strings.Fields(q.Unit.Text), " "),
			quotes: []evidence.Located{place(q)}, verbatim: true,
			breaks: i > 0 && f.Hits[q.Passage].Document != f.Hits[composed.Quotes[i-1].Passage].Document,
		})
	}
	for _, q := range composed.Nearest {
		d.nearest = append(d.nearest, place(q))
	}
	return d
}

// written is the answer as plain text with its numbered marks.
func written(sentences []Sentence) string {
	var b strings.Builder
	for i, s := range sentences {
		switch {
		case i == 0:
		case s.Break:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
		for _, n := range s.Citations {
			fmt.Fprintf(&b, " [%d]", n)
		}
	}
	return b.String()
}

// passagesOf is what the passages event tells.
func passagesOf(f *evidence.Found) Passages {
	p := Passages{WordsOnly: f.WordsOnly, Passages: []Passage{}, Try: id.New[id.Message]().String()}
	documents := map[id.Document]bool{}
	for i, h := range f.Hits[:f.First] {
		documents[h.Document] = true
		p.Passages = append(p.Passages, Passage{
			N: i + 1, ChunkID: h.Chunk, DocumentID: h.Document, Title: h.Title, HeadingPath: h.HeadingPath,
			Pages: evidence.PagesOf(h), PageLabels: f.LabelsOf(h), Text: h.Text, Score: h.Score,
		})
	}
	p.Documents = len(documents)
	return p
}

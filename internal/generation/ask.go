package generation

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/runs"
)

// longestQuestion is in code points.
const longestQuestion = 2000

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
	nearest  []located
	provider string
	model    string
	note     string
	status   string
	prompt   string
	usage    Usage
}

type draftSentence struct {
	text   string
	breaks bool  // begins a paragraph
	cited  []int // passages, as a model numbers them
	quotes []located
	floor  string // the least verdict, where words cannot tell; empty otherwise
}

// located is a quote in its place.
type located struct {
	hit              int
	page, start, end int
	text             string
}

// Ask answers a question from the owner's documents and stores question and
// answer in the conversation. It calls emit, when not nil, with the events
// begun, passages, token and sentence (any number) and answer. When ctx ends while the
// answer is being written, or Stop is called, what is there is checked, stored
// and returned with the status stopped. When the process ends, another one
// answers it.
//
// It returns errs.Invalid for an empty or over-long question, errs.Conflict
// with the conversation's id when a message of this id is there already or is
// answered by another process meanwhile, errs.NotFound when conversation,
// course or a document is not the owner's, and errs.Unavailable when search
// does not run.
func (s *Service) Ask(ctx context.Context, owner id.User, r AskRequest, emit func(Event)) (Answer, error) {
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
	question, help := s.standAlone(ctx, t)
	f, err := s.retrieve(ctx, owner, question, help, t.scope, t.k)
	if err != nil {
		return Answer{}, err
	}
	emit(Event{EventPassages, f.passagesEvent()})
	b := &assembly{f: f, emit: emit}
	var d draft
	if f.ranking == nil {
		d = draft{provider: BuiltIn, status: statusDone}
	} else {
		composed := f.ranking.Compose()
		d, err = s.byModel(ctx, t, question, composed, b)
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
	return a, s.finish(ctx, w, a, d.prompt)
}

// quote is the built-in provider: the composed sentences are the answer.
func quote(f *found, composed quoted.Answer) draft {
	d := draft{answered: composed.Answered, provider: BuiltIn, status: statusDone}
	place := func(q quoted.Quote) located {
		return located{hit: q.Passage, page: q.Unit.Page, start: q.Unit.Start, end: q.Unit.End, text: q.Unit.Text}
	}
	for i, q := range composed.Quotes {
		d.text = append(d.text, draftSentence{
			text:   strings.Join(strings.Fields(q.Unit.Text), " "),
			quotes: []located{place(q)},
			breaks: i > 0 && f.hits[q.Passage].Document != f.hits[composed.Quotes[i-1].Passage].Document,
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

// refusal says that nothing was found, and where it was looked for.
func refusal(documents int) string {
	switch documents {
	case 0:
		return "There is no document to answer from yet. Add one, then ask again."
	case 1:
		return "Nothing about this in your document. Ask in other words, or add a document."
	}
	return fmt.Sprintf("Nothing about this in your %d documents. Ask in other words, or add a document.", documents)
}

const countScope = `
select count(*) from documents
where owner_id = @owner and deleted_at is null and chunks > 0
  and (@course::uuid is null or course_id = @course) and (cardinality(@documents::uuid[]) = 0 or id = any(@documents))`

func (s *Service) countDocuments(ctx context.Context, owner id.User, sc scope) (n int, err error) {
	err = s.o.Pool.QueryRow(ctx, countScope, pgx.NamedArgs{"owner": owner, "course": sc.course, "documents": nonNil(sc.documents)}).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("counting documents: %w", err)
	}
	return n, nil
}

// standAlone makes a follow-up question understandable without the
// conversation: a model rewrites it; without one the words of the question
// before are returned as help where the question leans on them.
func (s *Service) standAlone(ctx context.Context, t turn) (question, help string) {
	if len(t.history) == 0 {
		return t.question, ""
	}
	if s.o.Models.Available() {
		if rewritten, err := s.rewrite(ctx, t); err == nil {
			return rewritten, ""
		} else if !errors.Is(err, llm.ErrNone) {
			s.log.WarnContext(ctx, "a follow-up question is not rewritten", "error", err)
		}
	}
	if leansOnHistory(t.question) {
		last := quoted.Read(t.history[len(t.history)-1].question, "")
		var kept []string
		for _, term := range last.Terms {
			kept = append(kept, term.Text)
		}
		return t.question, strings.Join(kept, " ")
	}
	return t.question, ""
}

// leansOnHistory tells a question that says too little alone.
func leansOnHistory(question string) bool {
	tokens := words.Tokens(question, words.Language(question))
	content := 0
	for i, t := range tokens {
		if pronouns[t.Norm] || i == 0 && openers[t.Norm] {
			return true
		}
		if t.Content() {
			content++
		}
	}
	return content < 2
}

var (
	pronouns = map[string]bool{"it": true, "its": true, "they": true, "them": true, "their": true, "he": true, "she": true, "his": true, "her": true, "this": true, "that": true, "these": true, "those": true, "there": true, "es": true, "sie": true, "er": true, "ihn": true, "ihm": true, "ihre": true, "dies": true, "diese": true, "dieser": true, "davon": true, "dabei": true, "darüber": true, "elle": true, "ello": true}
	openers  = map[string]bool{"and": true, "but": true, "so": true, "then": true, "und": true, "aber": true, "dann": true, "et": true, "y": true}
)

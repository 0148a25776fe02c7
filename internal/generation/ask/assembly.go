package ask

import (
	"context"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
)

// assembly is an answer in the making. Its sentences are checked one by one,
// and their quotes numbered as they come: a verdict and a number stay.
type assembly struct {
	f         *evidence.Found
	emit      func(Event)
	sentences []Sentence
	drafts    []draftSentence // of the sentences
	citations []evidence.Citation
	numbers   map[[4]int]int
	shown     bool
	quoted    bool // the built-in provider answers
}

// show tells text that is not checked yet.
func (b *assembly) show(text string) {
	b.shown = true
	b.emit(Event{EventToken, Token{text}})
}

// settle checks the next sentence and tells its verdict.
func (b *assembly) settle(d draftSentence) {
	before := len(b.citations)
	b.sentences, b.drafts = append(b.sentences, b.check(d)), append(b.drafts, d)
	b.tell(len(b.sentences)-1, before)
}

// improve checks a sentence without support again, for quotes that came late.
func (b *assembly) improve(i int, quotes []evidence.Located, verdict cite.Verdict) {
	d, before := b.drafts[i], len(b.citations)
	d.quotes, d.verdict = quotes, verdict
	if s := b.check(d); s.Support != Unsupported {
		b.sentences[i], b.drafts[i] = s, d
		b.tell(i, before)
	}
}

func (b *assembly) tell(i, citations int) {
	b.shown = true
	b.emit(Event{EventSentence, Settled{N: i, Quoted: b.quoted, Sentence: b.sentences[i], Sources: b.citations[citations:len(b.citations):len(b.citations)]}})
}

// restart drops what was written: something else answers.
func (b *assembly) restart() {
	if b.shown {
		b.emit(Event{EventRestart, struct{}{}})
	}
	b.drop()
}

func (b *assembly) drop() { *b = assembly{f: b.f, emit: b.emit} }

// check gives a sentence its verdict, and its quotes their numbers.
func (b *assembly) check(d draftSentence) Sentence {
	s := Sentence{Text: d.text, Support: Supported, Citations: []int{}, Break: d.breaks}
	if !d.verbatim {
		s.Support = string(cite.Better(cite.Unsupported, d.verdict))
	}
	if s.Support != Unsupported {
		for _, q := range d.quotes {
			s.Citations = append(s.Citations, b.number(q, true))
		}
		for _, q := range d.quotes {
			for _, other := range b.f.Against(q) {
				s.Against = append(s.Against, b.number(other, true))
			}
		}
	}
	return s
}

// number is a quote's number: that of its first use.
func (b *assembly) number(l evidence.Located, cited bool) int {
	key := [4]int{l.Hit, l.Page, l.Start, l.End}
	if n, ok := b.numbers[key]; ok {
		return n
	}
	if b.numbers == nil {
		b.numbers = map[[4]int]int{}
	}
	h := b.f.Hits[l.Hit]
	c := evidence.Citation{
		N: len(b.citations) + 1, ID: id.New[id.Citation](), ChunkID: h.Chunk, DocumentID: h.Document, Version: h.Version, Title: h.Title, Kind: h.Kind,
		HeadingPath: h.HeadingPath, Quote: l.Text, Segments: evidence.At(l.Page, l.Start, l.End), Cited: cited,
	}
	if evidence.Paged(h.Kind) {
		page := l.Page
		c.Page = &page
	}
	if p := b.f.Pages[passage.PageKey{Document: h.Document, Version: h.Version, Page: l.Page}]; p != nil {
		c.Context = evidence.Around(p, l.Start, l.End)
	}
	b.numbers[key] = c.N
	b.citations = append(b.citations, c)
	return c.N
}

// supported reports whether any sentence is, even in part.
func (b *assembly) supported() bool {
	for _, s := range b.sentences {
		if s.Support != Unsupported {
			return true
		}
	}
	return false
}

// assemble makes the answer of what was settled. Where nothing is
// supported, even in part, there is no answer: a model's invention is not kept.
func (s *Service) assemble(ctx context.Context, owner id.User, t turn, b *assembly, d draft) (Answer, error) {
	a := Answer{
		Outcome: outcomeOf(b, d), Provider: d.provider, Model: d.model, Note: d.note,
		ConversationID: t.conversation, MessageID: t.message, Question: t.question, Status: d.status,
		WordsOnly: b.f.WordsOnly, Usage: d.usage, CreatedAt: t.created,
	}
	a.Answered = a.Outcome == Answered
	if d.answered && !a.Answered {
		s.log.InfoContext(ctx, "an answer without any support is not kept", "message", t.message, "provider", d.provider)
	}
	switch {
	case a.Answered:
		a.Answer = written(b.sentences)
	case a.Outcome == Nearest:
		b.showNearest(d)
		a.Answer = theseComeNearest
	default:
		b.drop()
		n, err := passage.CountReadable(ctx, s.o.Pool, owner, t.scope.Course, t.scope.Documents)
		if err != nil {
			return Answer{}, err
		}
		a.Answer = nothingAbout(n)
	}
	a.Sentences, a.Citations = nonNil(b.sentences), nonNil(b.citations)
	list := make([]*evidence.Citation, len(a.Citations))
	for i := range a.Citations {
		list[i] = &a.Citations[i]
	}
	return a, s.o.Evidence.Show(context.WithoutCancel(ctx), owner, list)
}

package evidence

import (
	"context"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// How many passages are read token by token.
const (
	closeHits = 12 // of those that the question found
	closeCore = 2  // of those found within the documents that are meant
)

// asked is a question as the search model reads it: the zero one where there is
// no model, or it failed.
type asked struct {
	keptQuestion
	text   string
	model  search.Embedder
	reader search.TokenReader
}

// ask has the search model read a question.
func (s *Service) ask(ctx context.Context, question string) (asked, error) {
	e := s.o.Embedder()
	reader := search.TokenReaderOf(e)
	if reader == nil {
		return asked{}, nil
	}
	q, err := s.kept.question(ctx, e.Name(), reader, question)
	if err != nil {
		if ctx.Err() != nil {
			return asked{}, ctx.Err()
		}
		s.log.ErrorContext(ctx, "the question cannot be read", "error", err)
		return asked{}, nil
	}
	return asked{q, question, e, reader}, nil
}

// read holds the best passages against the question, token by token, and
// returns what cosines of unrelated texts look like for it. Without a model, or
// when it fails, words decide.
func (s *Service) read(ctx context.Context, owner id.User, q asked, f *Found, passages []quoted.Passage) (quoted.Background, error) {
	if q.reader == nil || f.WordsOnly {
		return quoted.Background{}, nil
	}
	background, err := s.readWith(ctx, owner, q, f, passages)
	if err != nil {
		if ctx.Err() != nil {
			return quoted.Background{}, ctx.Err()
		}
		s.log.ErrorContext(ctx, "ranking sentences by words alone", "error", err)
	}
	return background, nil
}

// readMore has the reader read one more passage, of those that were held against the
// question. When it fails, what was read decides.
func (s *Service) readMore(ctx context.Context, q asked, f *Found, passages []quoted.Passage, more int) error {
	err := f.readForAnswers(ctx, q, passages, []int{more})
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "ranking sentences by what was read of them", "error", err)
		return nil
	}
	return ctx.Err()
}

func (s *Service) readWith(ctx context.Context, owner id.User, q asked, f *Found, passages []quoted.Passage) (quoted.Background, error) {
	known, err := s.bank.of(ctx, q.model, q.reader)
	if err != nil {
		return quoted.Background{}, err
	}
	read := func(hits []search.Hit) ([][]late.Token, error) { return s.o.Search.Tokens(ctx, owner, hits) }
	if err := f.readClosely(read, q.tokens, passages); err != nil {
		return quoted.Background{}, err
	}
	if err := f.readFirst(ctx, q, passages); err != nil {
		return quoted.Background{}, err
	}
	cosines, near := make([]float64, len(known.vectors)), 0.0
	for i, v := range known.vectors {
		cosines[i] = Similarity(q.vector, v)
		near += late.Compare(q.tokens, known.tokens[i]).Near() / float64(len(known.tokens))
	}
	b := quoted.BackgroundOf(cosines)
	b.Near = near
	return b, nil
}

// readClosely holds the best passages against the question, token by token: how
// much of it each says, and how much each of its units.
func (f *Found) readClosely(read func(hits []search.Hit) ([][]late.Token, error), question []late.Token, passages []quoted.Passage) error {
	var chosen []int
	for i := range passages {
		if i < min(closeHits, f.First) || i >= f.First && i < f.First+closeCore {
			chosen = append(chosen, i)
		}
	}
	var unread []search.Hit
	var at []int
	for _, i := range chosen {
		if f.Hits[i].Tokens == nil {
			unread, at = append(unread, f.Hits[i]), append(at, i)
		}
	}
	if len(unread) > 0 {
		tokens, err := read(unread)
		if err != nil {
			return err
		}
		for k, i := range at {
			f.Hits[i].Tokens = tokens[k]
		}
	}
	for _, i := range chosen {
		h := &f.Hits[i]
		c := late.Compare(question, h.Tokens)
		h.Near = c.Near()
		compare(&passages[i], c, placesIn(*h))
	}
	return nil
}

// compare notes what a comparison with the text of a passage says of it.
func compare(p *quoted.Passage, c *late.Comparison, places []placed) {
	p.Said = make([]float64, len(p.Units))
	for i, u := range p.Units {
		p.Said[i], _ = c.Within(stretches(places, u)...)
	}
}

package evidence

import (
	"context"

	"studyapp/internal/generation/cite"
	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// Reader gives texts the vectors of their tokens; the search model is one.
type Reader interface {
	Read(ctx context.Context, texts []string) ([][]late.Token, error)
}

// Judge gives verdicts on sentences. It reads every text once. It is not safe
// for concurrent use.
type Judge struct {
	reader Reader // nil while there is no model: words decide then
	seen   map[string][]late.Token
}

// NewJudge returns a Judge that reads with a search model; words alone decide
// where that is nil or reads no tokens.
func NewJudge(e search.Embedder) *Judge {
	reader, _ := e.(Reader)
	return &Judge{reader: reader, seen: map[string][]late.Token{}}
}

// judgeWith has the sentences that rest on what was found judged with a search
// model, which reads in the context.
func (f *Found) judgeWith(ctx context.Context, e search.Embedder) {
	f.judge = NewJudge(e)
	f.read = func(texts []string) error { return f.judge.read(ctx, texts) }
}

// Verdict is that of a sentence against quotes, taken together.
func (j *Judge) Verdict(ctx context.Context, sentence string, quotes []string) (cite.Verdict, error) {
	v := cite.Verify(sentence, quotes...)
	if v == cite.Supported {
		return v, nil
	}
	if err := j.read(ctx, append([]string{sentence}, quotes...)); err != nil {
		return v, err
	}
	return j.support(sentence, quotes...), nil
}

// read makes texts ready for support, all that are new at once.
func (j *Judge) read(ctx context.Context, texts []string) error {
	if j.reader == nil {
		return nil
	}
	var unread []string
	for _, t := range texts {
		if _, ok := j.seen[t]; !ok {
			j.seen[t] = nil
			unread = append(unread, t)
		}
	}
	if len(unread) == 0 {
		return nil
	}
	tokens, err := j.reader.Read(ctx, unread)
	for i, t := range unread {
		if err != nil {
			delete(j.seen, t)
		} else {
			j.seen[t] = tokens[i]
		}
	}
	return err
}

// support is the verdict by what was read; by words where it was not.
func (j *Judge) support(sentence string, quotes ...string) cite.Verdict {
	texts := make([]cite.Text, len(quotes))
	for i, q := range quotes {
		texts[i] = j.text(q)
	}
	return cite.Support(j.text(sentence), texts...)
}

// chosen is the verdict on quotes that were looked for among texts: where words
// do not tell it, two say a sentence in part at most.
func (j *Judge) chosen(among *cite.Among, sentence string, quotes ...string) cite.Verdict {
	if len(quotes) == 1 {
		return among.Chosen(j.text(sentence), j.text(quotes[0]))
	}
	if j.support(sentence, quotes...) != cite.Unsupported {
		return cite.Weak
	}
	return cite.Unsupported
}

// near is how near quotes come to a sentence in meaning, by what was read.
func (j *Judge) near(sentence string, quotes ...string) float64 {
	var all []late.Token
	for _, q := range quotes {
		all = append(all, j.seen[q]...)
	}
	return late.Compare(j.seen[sentence], all).Near()
}

// across is cite.Across of what was read.
func (j *Judge) across(sentence, quote string) (v cite.Verdict, near float64) {
	return cite.Across(j.text(sentence), j.text(quote))
}

func (j *Judge) text(words string) cite.Text { return cite.Text{Words: words, Tokens: j.seen[words]} }

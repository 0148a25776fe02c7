package evidence

import (
	"context"
	"fmt"
	"strings"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// Understand mends the typing errors of a question by the words that the owner's
// documents have, and says which it mended. It returns errs.Unavailable when
// search does not run.
func (s *Service) Understand(ctx context.Context, owner id.User, question string) (string, []search.Understood, error) {
	if s.o.Search == nil {
		return "", nil, errs.New(errs.Unavailable, "Search is not running. Try again in a while.")
	}
	list, err := s.o.Search.Understand(ctx, owner, question)
	if err != nil {
		return "", nil, fmt.Errorf("looking for typing errors: %w", err)
	}
	var done []search.Understood
	for _, u := range list {
		if quoted.OnlyAsks(u.Typed) {
			continue
		}
		mended, typed := replaceWord(question, u.Typed, u.Meant)
		if typed != "" {
			question = mended
			done = append(done, search.Understood{Typed: typed, Meant: u.Meant})
		}
	}
	return question, done, nil
}

// replaceWord puts a word in the place of another, whatever its case, and gives
// the other as it stood.
func replaceWord(text, word, by string) (replaced, stood string) {
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n.,;:!?¿¡()[]\"'“”„«»…/", r) }) {
		if strings.EqualFold(f, word) || fold.Plain.Text(f) == fold.Plain.Text(word) {
			return strings.Replace(text, f, by, 1), f
		}
	}
	return text, ""
}

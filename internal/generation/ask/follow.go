package ask

import (
	"context"
	"errors"
	"strings"

	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
)

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

// leaning are the words that tell a question which leans on the one before: the
// pronouns, wherever they stand, and the openers, as its first word. They are
// looked for whatever language a question is in: one as short as that tells
// none.
var leaning = map[string]struct{ pronouns, openers string }{
	"en": {
		pronouns: "he her his it its she that their them there these they this those",
		openers:  "and but so then",
	},
	"de": {
		pronouns: "dabei darüber davon dies diese dieser er es ihm ihn ihre sie",
		openers:  "aber dann und",
	},
	"es": {pronouns: "ello", openers: "y"},
	"fr": {pronouns: "elle", openers: "et"},
}

var pronouns, openers = leaningWords()

func leaningWords() (pronouns, openers map[string]bool) {
	pronouns, openers = map[string]bool{}, map[string]bool{}
	for _, l := range leaning {
		for _, w := range strings.Fields(l.pronouns) {
			pronouns[w] = true
		}
		for _, w := range strings.Fields(l.openers) {
			openers[w] = true
		}
	}
	return pronouns, openers
}

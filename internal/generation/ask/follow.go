package ask

import (
	"context"
	"errors"
	"slices"
	"strings"

	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// standAlone makes a follow-up question understandable without the
// conversation: a model rewrites it; without one it is resolved against the
// questions before and what was quoted for them. help are the words that they
// lend. point says that the question is a point of the answer before.
func (s *Service) standAlone(ctx context.Context, t turn) (question, help string, point bool) {
	if len(t.history) == 0 {
		return t.question, "", false
	}
	if s.o.Models.Available() {
		if rewritten, err := s.rewrite(ctx, t); err == nil {
			return rewritten, "", false
		} else if !errors.Is(err, llm.ErrNone) {
			s.log.WarnContext(ctx, "a follow-up question is not rewritten", "error", err)
		}
	}
	f := follow(t.history, t.question)
	return f.text, f.lent, f.point
}

// followed is a question as it is understood in its conversation.
type followed struct {
	text string
	lent string // of the question before, where this one leans on it

	point bool // text is a point of the answer before, counted out
}

// follow resolves a question against the turns before, oldest first, each of
// which may lean on the one before itself.
func follow(history []past, question string) followed {
	var before followed
	var quotes [][]string // of the answers before, the last one first
	for _, p := range history {
		before, quotes = resolve(p.question, before, quotes), append([][]string{p.quotes}, quotes...)
	}
	return resolve(question, before, quotes)
}

func resolve(question string, before followed, quotes [][]string) followed {
	if before.text == "" {
		return followed{text: question}
	}
	counts := false
	for _, said := range quotes { // an answer of one sentence has no third point: that of the list before it is meant
		point, ok := counted(question, before.text, said)
		if point != "" {
			return followed{text: point, point: true}
		}
		counts = counts || ok
	}
	if !counts && !leansOnHistory(question) {
		return followed{text: question}
	}
	return followed{text: question, lent: lent(question, before)}
}

// lent are the words of the question before that this one leans on: all but its
// times and names where this one has others ("What about 2023?").
func lent(question string, before followed) string {
	own := quoted.Read(question, "")
	full := strings.TrimSpace(before.lent + " " + before.text)
	times, names := false, false
	for _, t := range own.Terms {
		times, names = times || t.Time, names || t.Name && !t.Time
	}
	for _, t := range quoted.Read(full, "").Terms {
		if t.Time && times || t.Name && names {
			full = strings.ReplaceAll(full, t.Text, "")
		}
	}
	return strings.Join(strings.Fields(full), " ")
}

// leansOnHistory tells a question that says too little alone.
func leansOnHistory(question string) bool {
	lang := words.Asked(question)
	lists, known := leaning[lang]
	for i, t := range words.Tokens(question, lang) {
		typed := fold.Plain.Text(t.Norm)
		if known && (listed(lists.pronouns, typed) || i == 0 && listed(lists.openers, typed)) {
			return true
		}
		if !known && (pronouns[typed] || i == 0 && openers[typed]) {
			return true
		}
	}
	for _, s := range leaningWide {
		if strings.Contains(question, s) {
			return true
		}
	}
	q := quoted.Read(question, lang)
	if q.Want.Fact() || q.Want == quoted.Anything {
		return len(q.Terms) < 2
	}
	return len(q.Terms) == 0
}

func listed(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

// leaning are the words that tell a question which leans on the one before,
// folded: the pronouns, wherever they stand, and the openers, as its first word.
var leaning = map[string]struct{ pronouns, openers string }{
	"en": {"he her his it its she that their them there these they this those", "and but so then"},
	"de": {"dabei daruber davon dazu damit dafur dagegen diese dieser dieses er es ihm ihn ihr ihre ihrer ihren sie", "aber dann und"},
	"fr": {"il elle ils elles cela ca ceci lui leur leurs celui celle ceux celles ses son sa", "et mais alors"},
	"es": {"ello esto eso el ella ellos ellas su sus", "y pero entonces"},
	"it": {"esso essa cio questo questa suo sua suoi sue loro", "e ma allora"},
	"pt": {"ele ela eles elas isto isso esse essa seu sua seus suas", "e mas entao"},
	"nl": {"hij zij ze dit deze ervan erover daarvan daarover", "en maar dus"},
	"ru": {"он она оно они его ее их ему ей им это этот эта эти этого этой этих этому", "а и но"},
	"pl": {"on ona ono oni one jego jej ich to ten ta te tego", "a i ale"},
}

// leaningWide are the same in scripts without spaces.
var leaningWide = []string{"它", "这个", "這個", "那个", "那個", "这些", "這些", "为什么呢", "それ", "これ", "その", "그것", "이것", "그럼"}

// pronouns and openers are those of all languages, for a question so short that
// it tells none; without words that are other words elsewhere ("die Frage", "qué
// es", "de la").
var pronouns, openers = leaningWords()

var ambiguous = map[string]bool{"es": true, "el": true, "on": true, "to": true, "te": true, "ta": true, "sa": true, "son": true, "ten": true, "a": true, "i": true, "en": true, "that": false}

func leaningWords() (pronouns, openers map[string]bool) {
	pronouns, openers = map[string]bool{}, map[string]bool{}
	for _, l := range leaning {
		for _, w := range strings.Fields(l.pronouns) {
			pronouns[w] = pronouns[w] || !ambiguous[w]
		}
		for _, w := range strings.Fields(l.openers) {
			openers[w] = true
		}
	}
	return pronouns, openers
}

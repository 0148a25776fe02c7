package cite

import (
	"slices"
	"strconv"

	"studyapp/internal/generation/words"
)

// How much two sentences must have in common to speak of the same: words, which
// are all that one of them has, and the share that these are of the other's.
const (
	sameSubjectWords = 4
	sameSubject      = 0.75
	allSubjectWords  = 3 // without what is counted, where neither has another word
)

// Contradict reports that two sentences of one language say different things of
// the same subject: another figure, the other direction, or that it is not so.
// It is rather silent than wrong; whether they are of the same time or case,
// only years tell.
func Contradict(a, b string) bool { return new(Statements).Contradict(a, b) }

// Statements takes sentences apart, each once, however many others it is held
// against. The zero one is ready. It is not safe for concurrent use.
type Statements struct {
	languages map[string]string
	taken     map[[2]string]statement // by sentence and language
}

// Contradict is the function of that name.
func (s *Statements) Contradict(a, b string) bool {
	lang := s.language(a)
	if lang == "" || lang != s.language(b) {
		lang = words.Language(a + "\n" + b)
	}
	return s.ContradictIn(lang, a, b)
}

// ContradictIn is Contradict where the language of both is known.
func (s *Statements) ContradictIn(lang, a, b string) bool {
	if lang == "" {
		return false
	}
	x, y := s.take(a, lang), s.take(b, lang)
	if !x.sameSubject(y) || !slices.Equal(x.years, y.years) {
		return false
	}
	if len(x.figures) != len(y.figures) {
		return false
	}
	if !slices.Equal(x.figures, y.figures) { // those of names are the same ("carbon-14")
		return true
	}
	if contrary(lang, x.negations, y.negations) {
		return true
	}
	return x.ups+x.downs == 1 && y.ups+y.downs == 1 && x.ups != y.ups
}

func (s *Statements) language(text string) string {
	lang, ok := s.languages[text]
	if !ok {
		if s.languages == nil {
			s.languages = map[string]string{}
		}
		lang = words.Language(text)
		s.languages[text] = lang
	}
	return lang
}

func (s *Statements) take(text, lang string) statement {
	key := [2]string{text, lang}
	t, ok := s.taken[key]
	if !ok {
		if s.taken == nil {
			s.taken = map[[2]string]statement{}
		}
		t = statementOf(text, lang)
		s.taken[key] = t
	}
	return t
}

// statement is what a sentence says, taken apart.
type statement struct {
	subject        map[string]bool // stems of what it is about
	units          int             // of them, those behind a figure
	years, figures []string        // sorted
	negations      []string
	ups, downs     int
}

func statementOf(text, lang string) statement {
	s := statement{subject: map[string]bool{}}
	tokens := words.Tokens(withoutMark(text, lang), lang)
	for i, t := range tokens {
		way := t.Direction(lang)
		switch {
		case t.Guard == words.Negation || way == words.Denial:
			s.negations = append(s.negations, t.Stem)
		case t.Number && isYear(t.Norm):
			s.years = append(s.years, t.Norm)
		case t.Number:
			s.figures = append(s.figures, t.Norm)
		case way == words.Up:
			s.ups++
		case way == words.Down:
			s.downs++
		case t.Content() && !t.Letter():
			if !s.subject[t.Stem] && i > 0 && tokens[i-1].Number {
				s.units++
			}
			s.subject[t.Stem] = true
		}
	}
	slices.Sort(s.years)
	slices.Sort(s.figures)
	return s
}

// sameSubject reports that both speak of nearly the same things, or of a few
// that are all the same.
func (s statement) sameSubject(o statement) bool {
	both := 0
	for stem := range s.subject {
		if o.subject[stem] {
			both++
		}
	}
	if both-s.units >= allSubjectWords && both == max(len(s.subject), len(o.subject)) {
		return true
	}
	return both >= sameSubjectWords && both == min(len(s.subject), len(o.subject)) &&
		float64(both) >= sameSubject*float64(max(len(s.subject), len(o.subject)))
}

// isYear tells a year from a figure by its size.
func isYear(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1400 && n <= 2100
}

package quoted

import (
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"studyapp/internal/generation/words"
)

// Background is what cosines of unrelated texts look like for a question: the
// mean and standard deviation over a bank of sentences about everything.
type Background struct {
	Mean, Deviation float64
	Near            float64 // how much of the question they say, token by token, in the mean (as Passage.Said)
	// Top is the largest cosine of the question and a passage that was found, Rest
	// the mean of the fifth to the twelfth; 0 where there are not so many.
	Top, Rest float64
	// Ahead is how much more of the question, token by token, the passage says that
	// says most than those, up to three, that say most beside it.
	Ahead float64
}

// scale turns a cosine into deviations above background.
func (b Background) scale(cosine float64) float64 {
	if b.Deviation <= 0 || cosine == 0 {
		return 0
	}
	return (cosine - b.Mean) / b.Deviation
}

// Ranking ranks the units of passages for one question.
type Ranking struct {
	Question   Question
	Passages   []Passage
	Background Background
	Close      bool        // passages were read closely: meaning decides, not words alone
	Candidates []Candidate // best first, after Rank
	weights    map[string]float64
	total      float64
	most       float64 // the most that any unit says of the question
	mostRead   float64 // and the most that the reader says of any
	focus      []Term  // what is asked about: neither the document's subject nor a time
	times      []Term
	known      map[string]bool // stems that stand in any passage
	denied     bool            // the question says no of something
	items      int             // how many things are asked for, 0 where it is not said
	topics     []Term          // of asked
	texts      *texts
	brought    map[[2]int][]Unit  // of brings, by passage and unit
	believed   map[[2]int]float64 // of Decide, by passage and unit; of the last Rank
}

// NewRanking reads all units. Similarities come later, by Rank.
func NewRanking(q Question, passages []Passage) *Ranking {
	r := &Ranking{Question: q, Passages: passages, weights: map[string]float64{}, known: map[string]bool{}, items: words.Count(q.Text, q.Lang), texts: newTexts(q), brought: map[[2]int][]Unit{}, believed: map[[2]int]float64{}}
	r.denied = r.texts.denies(q.Text, q.Lang)
	df := map[string]int{}
	n := 0
	for i, p := range passages {
		passages[i].beside, passages[i].texts = map[int][]Unit{}, r.texts
		lang := p.Lang
		if lang == "" {
			lang = q.Lang
		}
		for k, u := range p.Units {
			if u.Kind == Label || u.Kind == Code && !(u.Formula && q.Want == Formula) && !((q.Code || q.Steps) && !u.Formula) || len(u.Text) < 2 {
				continue
			}
			n++
			stems := r.texts.stemsOf(u.Text, lang)
			for s := range stems {
				df[s]++
			}
			r.Candidates = append(r.Candidates, Candidate{Passage: i, Unit: k, stems: stems})
		}
	}
	subject := map[string]bool{}
	for _, p := range passages {
		for s := range p.Subjects {
			subject[s] = true
		}
		for s := range r.texts.stemsOf(p.Title, q.Lang) {
			subject[s] = true
		}
	}
	contexts := make([]map[string]bool, len(passages))
	for i, p := range passages {
		lang := p.Lang
		if lang == "" {
			lang = q.Lang
		}
		contexts[i] = map[string]bool{}
		maps.Copy(contexts[i], r.texts.stemsOf(p.Title+"\n"+strings.Join(p.HeadingPath, "\n")+"\n"+p.Text, lang))
		maps.Copy(contexts[i], p.Subjects)
		maps.Copy(r.known, contexts[i])
	}
	for _, t := range q.Terms {
		if t.asks && !t.in(r.known) {
			continue
		}
		units := float64(t.most(df))
		w := math.Log(1 + (float64(n)-units+0.5)/(units+0.5))
		if t.Name || t.Number {
			w *= 1.2
		}
		if t.Time {
			w *= 0.5
		}
		if t.code {
			w *= 2 // nothing else is meant
		}
		if t.lent && q.asksAlso {
			w *= 0.5 // what it is compared with was said
		}
		if lightWords[t.Stem] || changeWords.MatchString(t.Text) {
			w *= 0.3
		}
		r.weights[t.Stem] = w
		for _, s := range t.also {
			r.weights[s] = w
		}
		r.total += w
		switch {
		case t.Time:
			r.times = append(r.times, t)
		case t.Upper && t.in(subject):
		default:
			r.focus = append(r.focus, t)
		}
	}
	if len(r.focus) == 0 {
		r.focus = q.Terms
	}
	r.Candidates = slices.DeleteFunc(r.Candidates, func(c Candidate) bool {
		u := passages[c.Passage].Units[c.Unit]
		return u.Kind == Code && !u.Formula && !q.Code && !r.doneBy(passages[c.Passage], u)
	})
	for k := range r.Candidates {
		c := &r.Candidates[k]
		p := passages[c.Passage]
		r.read(c, p, p.Units[c.Unit], contexts[c.Passage])
	}
	return r
}

func (r *Ranking) read(c *Candidate, p Passage, u Unit, context map[string]bool) {
	lang := p.Lang
	if lang == "" {
		lang = r.Question.Lang
	}
	var header, label map[string]bool
	if u.Kind == Row {
		header, label = r.texts.stemsOf(u.Header, lang), r.texts.stemsOf(u.Label, lang)
		name, _ := Cells(u.Text)
		if wholeWords[words.Fold(name)] { // "Total" alone: of what?
			name += " " + u.Label
		}
		asked, n := 0.0, 0.0
		for _, t := range words.Tokens(name, lang) {
			if t.Number || linking[t.Norm] {
				continue
			}
			n++
			if r.weight(t, lang) > 0 {
				asked++
			}
		}
		if n > 0 {
			c.Precision = asked / n
		}
	}
	var around, missing float64
	stands := func(t Term) bool { return t.in(c.stems) || t.in(header) || t.in(label) || t.in(context) }
	// A sentence may speak of one of the years that are asked for, a row is of all of them.
	dated := u.Kind != Row && slices.ContainsFunc(r.Question.Terms, func(t Term) bool { return t.isYear() && stands(t) })
	for _, t := range r.Question.Terms {
		w := r.weights[t.Stem]
		switch {
		case stands(t):
			around += w
		case t.Name && t.source && !t.Number: // who speaks in a text seldom says his own name
			missing += sourceless * w
		case t.Name || t.Number:
			missing += w
			year := t.isYear() && !dated
			c.Lacks, c.LacksYear = c.Lacks || year || t.Name && !t.in(r.known), c.LacksYear || year
		}
	}
	if r.total > 0 {
		c.Context, c.Missing = around/r.total, missing/r.total
	}
	c.Focus = r.share(r.focus, func(t Term) float64 {
		switch {
		case t.in(c.stems):
			return 1
		case t.in(label), t.in(header):
			return 0.5
		case t.in(context):
			return 0.25
		}
		return 0
	})
	c.When = r.share(r.times, func(t Term) float64 {
		switch {
		case t.in(c.stems) || t.in(header):
			return 1
		case t.in(context):
			return 0.5
		}
		return 0
	})
	if r.Question.Level != Either {
		c.Narrow = r.narrow(u, lang)
		turns := changeWords.MatchString(u.Text)
		if u.Kind == Row {
			turns = changeWords.MatchString(u.Text + "\n" + u.Label)
		}
		if turns == (r.Question.Level == Level) {
			c.Turns = 1
		}
	}
	c.Fits = r.fits(u, p.Lang)
	if u.Kind == Row {
		c.Row = 1
	}
	n := float64(len([]rune(u.Text)))
	c.Length = 1
	if n < 40 && u.Kind != Row {
		c.Length = n / 40
	} else if n > 350 {
		c.Length = 350 / n
	}
	c.Rank = 1 / (1 + 0.15*float64(c.Passage))
}

// narrow reports that the thing asked about carries a modifier that the
// question does not have.
func (r *Ranking) narrow(u Unit, lang string) float64 {
	if u.Kind == Row {
		for i, t := range r.texts.tokensOf(u.Label, lang) {
			if t.Name && i > 0 && r.weight(t, lang) == 0 {
				return 1
			}
		}
		return 0
	}
	tokens := r.texts.tokensOf(u.Text, lang)
	for i, t := range tokens {
		if !r.inFocus(t, lang) {
			continue
		}
		if i == 0 || t.Clause {
			return 0
		}
		before := tokens[i-1]
		if before.Content() && !before.Number && r.weight(before, lang) == 0 && !wholeWords[before.Norm] {
			return 1
		}
		return 0
	}
	return 0
}

var (
	linking    = map[string]bool{"the": true, "a": true, "of": true, "and": true, "for": true, "to": true, "in": true, "from": true, "on": true, "by": true, "und": true, "der": true, "die": true, "des": true}
	wholeWords = map[string]bool{"total": true, "overall": true, "consolidated": true, "company": true, "net": true, "gesamt": true}
	// lightWords only carry the question: a row of figures never says "spend".
	lightWords = map[string]bool{"spend": true, "spent": true, "hold": true, "held": true, "report": true, "provid": true, "make": true, "made": true, "earn": true, "larg": true, "high": true, "amount": true, "record": true, "use": true, "base": true, "accord": true, "document": true, "text": true}
)

// share is the share of the terms, by weight, with partial credits; 1 for no
// terms.
func (r *Ranking) share(terms []Term, credit func(Term) float64) float64 {
	var got, all float64
	for _, t := range terms {
		w := r.weights[t.Stem]
		got += w * credit(t)
		all += w
	}
	if all == 0 {
		return 1
	}
	return got / all
}

// Rank sorts the candidates, best first. Without close reading words decide.
func (r *Ranking) Rank(background Background) {
	r.Background, r.believed = background, map[[2]int]float64{}
	least := r.leastSaid()
	r.Close = least > 0
	for k := range r.Candidates {
		c := &r.Candidates[k]
		p := r.Passages[c.Passage]
		c.Around = background.scale(p.Cosine)
		c.Said = least
		if p.Said != nil {
			c.Said = max(least, p.Said[c.Unit])
		}
		c.Reading = notRead
		if p.Readings != nil && p.Readings[c.Unit].Known {
			c.Reading = p.Readings[c.Unit]
		}
	}
	r.most, r.mostRead = 0, math.Inf(-1)
	for k := range r.Candidates {
		c := &r.Candidates[k]
		r.most, r.mostRead = max(r.most, c.Said), max(r.mostRead, r.spoken(c))
	}
	for k := range r.Candidates {
		c := &r.Candidates[k]
		c.suits, c.echoes = r.suits(c), r.echoes(c)
		c.Score = r.score(c)
	}
	r.level()
	sort.SliceStable(r.Candidates, func(a, b int) bool { return r.Candidates[a].Score > r.Candidates[b].Score })
}

// leastSaid is the least that any unit read closely says of the question, 0
// where none was.
func (r *Ranking) leastSaid() float64 {
	least := 0.0
	for _, c := range r.Candidates {
		said := r.Passages[c.Passage].Said
		if said != nil && said[c.Unit] > 0 && (least == 0 || said[c.Unit] < least) {
			least = said[c.Unit]
		}
	}
	return least
}

// What a unit says of the question counts by these; across languages it is
// nearly all that counts.
const (
	said        = 25
	foreignSaid = 49
)

// What the reader says of a unit counts by these, so much that of chunking_eval's
// explanations that it has not learned from the sentence on top answers .62 (.58
// without it), of XQuAD's questions in one language .88 (.84) and across languages
// .75 (.71).
const (
	readBelongs   = .5
	readAnswers   = .6
	acrossBelongs = .8
	acrossAnswers = .4
	untaught      = .3 // of these in one language, for questions of kinds that it has not learned from
)

// notRead is taken for what the reader would say of a unit that it was not given:
// less than what it says of half of those that answer.
var notRead = Reading{Answer: -2, Belongs: -1}

// spoken is what a unit's score has of what the reader says, in one language.
func (r *Ranking) spoken(c *Candidate) float64 {
	read := readBelongs*c.Belongs + readAnswers*c.Answer
	if r.untaught() {
		read *= untaught
	}
	return read
}

// heard is what a unit's score has of what it says. A row says little, and its
// header the same as that of its neighbours: it counts as what says most, and
// words tell rows apart. So does what the reader says of it.
func (r *Ranking) heard(c *Candidate) float64 {
	if c.Row > 0 {
		return said*r.most + r.mostRead
	}
	return said*c.Said + r.spoken(c)
}

func (r *Ranking) score(c *Candidate) float64 {
	if r.foreign(c.Passage) {
		// Words and labels do not match across languages; numbers and names that are
		// missing still do.
		return foreignSaid*c.Said + acrossBelongs*c.Belongs + acrossAnswers*c.Answer + r.abroad(c) + 0.15*c.Around + 0.8*c.Fits + 0.3*c.Length + 0.4*c.Rank - 3*c.Missing + 0.3*c.When
	}
	s := r.heard(c) + 0.1*c.Around + 3*c.Focus + c.When + 0.5*c.Context - 6*c.Missing + c.Fits + 0.3*c.Length + 0.3*c.Rank - 1.5*c.Turns - 0.8*c.Narrow
	if c.Row > 0 {
		s += 2 * (c.Precision - 0.5)
		if c.Precision == 1 && c.Focus > 0.95 {
			s++ // the label is what was asked for, no more and no less
		}
	}
	s -= r.against(c)
	s += c.suits
	if c.Row == 0 && r.headed(c) {
		s += 0.8
		if r.introduces(c) {
			s++ // "Ownership rules" over a list of them
		}
	}
	return s
}

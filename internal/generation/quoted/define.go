package quoted

import (
	"regexp"
	"slices"
	"strings"

	"studyapp/internal/generation/words"
)

// opens reports that a unit is the first sentence of a section that is named
// after what is asked about, and after nothing else.
func (r *Ranking) opens(c *Candidate, p Passage) bool {
	u := p.Units[c.Unit]
	heading := p.heading(u)
	if heading == "" || !r.all(heading, p) && !r.calls(heading, p.Lang) {
		return false
	}
	more := 0
	named := labelled.FindString(heading)
	name := heading[len(named):]
	if at := subtitle.FindStringIndex(name); at != nil && r.calls(name[:at[0]], p.Lang) {
		name = name[:at[0]] // "STP — Spanning Tree Protocol"
	}
	for _, t := range words.Tokens(name, p.Lang) {
		if t.Content() && !t.Number && r.weight(t, p.Lang) == 0 {
			more++
		}
	}
	if more > 0 && !hasLetter(named) { // "Definition 14 (Duck typing and structural typing)" may name more
		return false
	}
	units := p.pageOf(u.Page)
	for at, o := range units {
		if o.Start != u.Start {
			continue
		}
		for k := at - 1; k >= 0 && units[k].Heading == u.Heading; k-- {
			if units[k].Kind == Sentence {
				return false
			}
			if units[k].Text == u.Heading {
				return true
			}
		}
		return u.Heading != "" && at > 0
	}
	return false
}

// calls reports that a text has all that names the thing itself.
func (r *Ranking) calls(text, lang string) bool {
	stems := r.texts.stemsOf(text, lang)
	return !slices.ContainsFunc(r.head(), func(t Term) bool { return !t.in(stems) })
}

// subtitle parts the name of a section from what it says of it.
var subtitle = regexp.MustCompile(`\s[—–-]\s|:\s|：|\s\(`)

// labelled is what stands before the name of a thing that is set apart.
var labelled = regexp.MustCompile(`(?i)^\s*((definition|définition|definición|definizione|definição|definitie|определение|定义|定義|satz|theorem|théorème|teorema|теорема|定理|begriff|term)\s*)?[\d.()§]*\s*`)

// The words between a thing and what it is, behind it and before it.
var (
	isBehind = regexp.MustCompile(`(?i)^(?:\s(?-i:\p{Lu})\d?\b)?[^\p{L}]{0,4}(\([^)]{1,60}\)\s*)?(,[^,]{1,60},\s*)?(is|are|means|refers? to|denotes?|describes?|consists? of|can be (understood|seen|defined|described|thought of) as|` +
		`ist|sind|bezeichnet|bedeutet|heißt|beschreibt|besteht aus|est|sont|désigne|consiste|signifie|peut être (vue?|définie?|considérée?)|` +
		`es|son|significa|consiste|designa|puede[n]? (ser )?(entend\w+|defin\w+|consider\w+)|se (entiende|define|considera)|è|sono|indica|può essere (vist[oa]|definit[oa]|intes[oa])|si definisce|é|são|indica|pode ser (vist[oa]|definid[oa]|entendid[oa])|` +
		`zijn|betekent|это|является|означает|to|jest|oznacza|är|betyder|er)(?:[^\p{L}]|$)|^\s*(\([^)]{1,60}\)\s*)?(—|–|-|:|：|=|＝|≔|:=)\s*[^\s\d]|^\s*(是|指|即|就是|为)|^とは|^は、|^이란|^란 |^هو |^هي `)
	saysSo  = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:called|termed|known as|named|referred to as|nennt man|nennen wir|genannt|heißt|heißen|heisst|heissen|bezeichnet man als|bezeichnet man|versteht man unter|unter|on appelle|appelle|appelée?s?|nommée?s?|dite?s?|prend le nom de|llama|llaman|llamamos|llamad[oa]s?|denomina|denominan|denominad[oa]s?|conocid[oa]s? como|recibe[n]? el nombre de|chiama|chiamano|chiamiamo|chiamat[oaie]|detto|detta|detti|dette|prend\w+ il nome di|definisce|chama|chamam|chamamos|chamad[oa]s?|conhecid[oa]s? (?:como|por)|recebe o nome de|noemen|noemt|heet|genoemd|называ\S+|назовём|назовем|nazywa\S*|kallas|kaldes)\s+([^.]{0,40})$|(?:称为|稱為|称之为|叫做|叫作|定义为|定義為|称作|と呼|という|라고)([^。]{0,8})$`)
	callsIt = regexp.MustCompile(`(?i)^[^\p{L}]{0,3}(heißt|heißen|heisst|genannt|bezeichnet|genoemd|is called|are called|называ\S+|s'appelle|se llama|si dice|si chiama|diz-se|と呼|という|と言)`)
)

// apposed follows a thing amid a sentence with what it is: "— human flourishing",
// "(practical wisdom)".
var apposed = regexp.MustCompile(`^\s*(?:[—–]\s\p{L}|\([\p{L} ’'-]{4,60}\))`)

// mostBefore is how many code points may stand before the thing that a
// definition begins with: an article, "In law, ".
const mostBefore = 24

// defines says how far a unit says what the thing that is asked about is: its
// beginning, or that of a line of it, counts more than a clause amid it.
func (r *Ranking) defines(c *Candidate, u Unit, lang string) float64 {
	best := r.definesIf(u, lang)
	own := r.head()
	if r.nameAbove(u, r.Passages[c.Passage], own) {
		return asDefined
	}
	if slices.ContainsFunc(own, func(t Term) bool { return !t.in(c.stems) }) {
		if own = r.ownOfItem(c, u); len(own) == 0 {
			return best
		}
	}
	best = max(best, r.setsOff(u, own, lang))
	text := []rune(u.Text)
	tokens := r.texts.tokensOf(u.Text, lang)
	for i := range tokens {
		start, end := thing(own, tokens[i:], lang)
		if r.texts.abbreviates(tokens[i], own) {
			start, end = tokens[i].Start, tokens[i].End
		}
		if start >= 0 && end-start <= 60 {
			best = max(best, r.definesAt(string(text[:start]), string(text[end:]), lang))
		}
	}
	return best
}

// nameAbove reports that a unit is what stands directly below a line that is the
// thing's name, and no more.
func (r *Ranking) nameAbove(u Unit, p Passage, own []Term) bool {
	w, at := p.read(u)
	if at < 1 || u.Item || u.Kind != Sentence {
		return false
	}
	name := w.units[at-1]
	return name.Kind == Label && name.Page == u.Page && !together(name, u) && isThing(own, name.Text, p.Lang)
}

// head are the terms that name the thing itself, without what only says of what
// it is.
func (r *Ranking) head() []Term {
	own := slices.DeleteFunc(slices.Clone(r.focus), func(t Term) bool { return t.of })
	if len(own) == 0 {
		return r.focus
	}
	return own
}

var (
	copula    = regexp.MustCompile(`(?i)(^|[^\p{L}])(is|are|ist|sind|heißt|heißen|est|sont|è|sono|si dice|es|son|se dice|é|são|diz-se|is|zijn|называется|называют)\s+(said to be |called |dite?s? |dett[oaie] |also )?$`)
	condition = regexp.MustCompile(`(?i)^[^.;]{0,60}?[^\p{L}](if|iff|whenever|wenn|falls|genau dann|si|ssi|se|cuando|quando|caso|als|если|когда)[^\p{L}]`)
)

// definesIf says how far a unit says under which condition something is what is
// asked about: "f is holomorphic on an open set if …". What it is said of may be
// called otherwise there.
func (r *Ranking) definesIf(u Unit, lang string) float64 {
	text, own := []rune(u.Text), r.head()
	for _, w := range r.texts.tokensOf(u.Text, lang) {
		called := r.inFocus(w, lang) && !headNoun(own, w, lang) || r.texts.abbreviates(w, own)
		if called && copula.MatchString(string(text[:w.Start])) && condition.MatchString(string(text[w.End:])) {
			return asDefined
		}
	}
	return 0
}

// headNoun reports that a word is the noun of several words: what is said of it
// is not said of the thing.
func headNoun(own []Term, w words.Token, lang string) bool {
	if len(own) < 2 {
		return false
	}
	switch lang {
	case "fr", "es", "it", "pt", "ro", "ca":
		return own[0].Meets(w, lang)
	}
	return own[len(own)-1].Meets(w, lang)
}

// ownOfItem are the terms that an item says itself, where its lead-in and the
// heading above say the others: "A switch is • partial: …".
func (r *Ranking) ownOfItem(c *Candidate, u Unit) []Term {
	p := r.Passages[c.Passage]
	w, at := p.read(u)
	if at < 0 || !u.Item {
		return nil
	}
	above := p.heading(u)
	for _, lead := range w.leads(at) {
		above += "\n" + w.units[lead].Text
	}
	said := r.texts.stemsOf(above, p.Lang)
	var own []Term
	for _, t := range r.head() {
		switch {
		case t.in(said):
		case t.in(c.stems):
			own = append(own, t)
		default:
			return nil
		}
	}
	return own
}

// thing is where the thing that is asked about stands, if the first of the tokens
// is of it; start is -1 otherwise.
func thing(focus []Term, tokens []words.Token, lang string) (start, end int) {
	left := map[string]bool{}
	for _, t := range focus {
		left[t.Stem] = true
	}
	for i, w := range tokens {
		hit := false
		for _, t := range focus {
			if t.Meets(w, lang) {
				hit = true
				delete(left, t.Stem)
			}
		}
		if i == 0 && !hit || i > 20 {
			return -1, 0
		}
		if len(left) == 0 {
			return tokens[0].Start, w.End
		}
	}
	return -1, 0
}

// formally are words of a statement that defines a thing by what it is made of.
var formally = regexp.MustCompile(`(?i)^[^.]{0,20}(formally|formal gesehen|formal ausgedrückt|formellement|formalmente|formeel gezien|formeel|формально|formalnie)( (speaking|gesprochen|parlant|hablando|parlando|falando))?\s*,|(^|[^\p{L}])(\p{L}+[-‐‑])?(tuples?|(quad|quint|sext)ruples?|quintuples?|triples?|tupels?|(quadr|quint|sext)upel|tripel|n-?uplets?|(tri|quadru|quintu|sextu)plets?|tuplas?|(cuádru|quádru|quadru|quíntu|quintu|séxtu|sestu|séptu|settu)plas?|ternas?|quaternas?|krotk[aąę]|кортеж\S*|тройк\S+|четв[её]рк\S+|пят[её]рк\S+|шест[её]рк\S+|сем[её]рк\S+)([^\p{L}]|$)|[二三四五六七八n]元[组組]|[3-9]つ?組|タプル|순서쌍|튜플`)

func (r *Ranking) definesAt(before, after, lang string) float64 {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if label := states.FindString(line); label != "" && defined.MatchString(line) {
		line = line[len(label):]
	}
	line = strings.TrimLeft(line, " .:–—-")
	clause := before[strings.LastIndexAny(before, ",;:—–(")+1:]
	if at := strings.LastIndex(clause, " - "); at >= 0 {
		clause = clause[at+3:]
	}
	if isBehind.MatchString(after) {
		if len([]rune(line)) <= mostBefore && (silent(line[strings.LastIndexByte(line, ',')+1:], lang) || strings.HasSuffix(strings.TrimSpace(line), ",")) {
			return asDefined
		}
		if silent(clause, lang) {
			return asClause
		}
	}
	if apposed.MatchString(after) {
		return asClause
	}
	if m := saysSo.FindStringSubmatch(before); m != nil {
		if silent(m[1]+m[2], lang) { // "is called a discrete metric" says what that is, not a metric
			return asDefined
		}
		return 0
	}
	if callsIt.MatchString(after) && silent(clause, lang) {
		return asDefined
	}
	return 0
}

// silent reports that a text has no words of meaning.
func silent(text, lang string) bool {
	return !slices.ContainsFunc(words.Tokens(text, lang), func(t words.Token) bool { return t.Content() && !t.Number })
}

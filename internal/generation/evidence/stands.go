package evidence

import (
	"context"
	"errors"
	"slices"
	"sort"

	"studyapp/internal/generation/outline"
	"studyapp/internal/generation/place"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// How many documents are looked at for a question that names none.
const (
	mostListed = 50 // whose titles a question may name
	mostPlaces = 3  // quoted that have the place
	mostWholes = 5  // quoted as a whole
)

// Compose is the answer that the documents give.
func (f *Found) Compose() quoted.Answer {
	if f.composed == nil {
		answer := f.Ranking.Compose()
		f.composed = &answer
	}
	return *f.composed
}

// Only makes a sentence of the passages the answer, with what stands below it,
// where it is found.
func (f *Found) Only(sentence string) {
	if f.Ranking == nil {
		return
	}
	if answer, ok := f.Ranking.Only(sentence); ok {
		f.composed = &answer
	}
}

// Stands answers a question for what stands at a place ("What is on page 5?")
// and about documents as a whole ("What is this about?"). Such a question is
// about the documents whose titles it names, else those that were spoken of
// lately, else all of the scope. It returns nil for other questions, and where
// no document has the place but one speaks of it. Of a place that none speaks of
// it has what comes nearest, of k passages.
func (s *Service) Stands(ctx context.Context, owner id.User, question string, scope Scope, lately []id.Document, k int) (*Found, error) {
	at, rest := place.Read(question)
	if at.Kind == place.None && !outline.Asked(question, func(words.Token) bool { return true }) {
		return nil, nil //nolint:nilnil // most questions are neither
	}
	list, err := passage.Sources(ctx, s.o.Pool, owner, scope.Course, scope.Documents, mostListed)
	if err != nil {
		return nil, err
	}
	names := make([]place.Names, len(list))
	for i, d := range list {
		names[i] = place.NamesOf(d.Language, d.Title, d.File, d.Beginning)
	}
	known := func(t words.Token) bool {
		return slices.ContainsFunc(names, func(n place.Names) bool { return n.Has(t) })
	}
	st := &standing{service: s, owner: owner, found: &Found{Pages: map[passage.PageKey]*passage.Page{}, question: quoted.Read(question, "")}}
	switch {
	case at.Kind != place.None && place.Alone(rest, known):
		err = st.place(ctx, meant(list, names, rest, st.found.question.Lang, lately), at)
		if err == nil && len(st.answer.Quotes) == 0 {
			return s.nowhere(ctx, owner, question, scope, at, k)
		}
	case outline.Asked(question, known):
		err = st.outlines(ctx, meant(list, names, question, st.found.question.Lang, lately))
	}
	if err != nil || len(st.answer.Quotes) == 0 {
		return nil, err
	}
	f := st.found
	f.judgeWith(ctx, s.o.Embedder())
	f.First = len(f.Hits)
	f.Ranking = quoted.NewRanking(f.question, st.passages)
	f.Ranking.Rank(quoted.Background{})
	st.answer.Answered, st.answer.Confidence = true, 1
	f.composed = &st.answer
	return f, nil
}

// nowhere is what comes nearest to the question for a place that no document has;
// nil where one speaks of it.
func (s *Service) nowhere(ctx context.Context, owner id.User, question string, scope Scope, at place.Place, k int) (*Found, error) {
	f, err := s.Find(ctx, owner, question, "", scope, k)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(f.Hits, func(h search.Hit) bool { return at.In(h.Text) }) {
		return nil, nil //nolint:nilnil // then it is a question like others
	}
	if f.Ranking != nil {
		f.composed = &quoted.Answer{Nearest: f.Ranking.Nearest()}
	}
	return f, nil
}

// meant are the documents that a question is about, those whose names it says
// best first.
func meant(list []passage.Source, names []place.Names, question, lang string, lately []id.Document) []passage.Source {
	share := map[id.Document]float64{}
	for i, d := range list {
		share[d.Document] = names[i].Share(words.Tokens(question, d.Language))
	}
	named := slices.DeleteFunc(slices.Clone(list), func(d passage.Source) bool { return share[d.Document] < 0.3 })
	if len(named) > 0 {
		sort.SliceStable(named, func(i, j int) bool { return share[named[i].Document] > share[named[j].Document] })
		return slices.DeleteFunc(named, func(d passage.Source) bool { return share[d.Document] < share[named[0].Document]-0.01 })
	}
	recent := slices.DeleteFunc(slices.Clone(list), func(d passage.Source) bool { return !slices.Contains(lately, d.Document) })
	if len(recent) > 0 {
		return recent
	}
	// Of documents in several languages those in the question's come first.
	same := slices.DeleteFunc(slices.Clone(list), func(d passage.Source) bool { return lang == "" || d.Language != lang })
	return append(same, slices.DeleteFunc(slices.Clone(list), func(d passage.Source) bool { return slices.Contains(same, d) })...)
}

// standing is an answer out of what stands in documents, in the making.
type standing struct {
	service  *Service
	owner    id.User
	found    *Found
	passages []quoted.Passage
	answer   quoted.Answer
}

// mostRead is how many bytes of a document's text are read for such a question:
// some 3,000 pages. It is what one takes in memory, several times over, and one
// is open at a time.
const mostRead = 8 << 20

// opened is a document with all that is in it.
type opened struct {
	passage.Source
	parts  []passage.Part
	sheets []place.Sheet
	pages  map[int]*passage.Page
}

var errRead = errors.New("as much as there is room for was read")

func (st *standing) open(ctx context.Context, d passage.Source) (opened, error) {
	o, room := opened{Source: d, pages: map[int]*passage.Page{}}, mostRead
	err := passage.Each(ctx, st.service.o.Pool, st.owner, d.Document, d.Version, func(c passage.Part) error {
		o.parts = append(o.parts, c)
		return nil
	}, func(text passage.PageText) error {
		if room -= len(text.Text); room < 0 && len(o.sheets) > 0 {
			return errRead
		}
		p := &passage.Page{Text: []rune(text.Text), Spans: text.Spans, Label: text.Label}
		o.pages[text.Number] = p
		o.sheets = append(o.sheets, place.Sheet{Number: text.Number, Label: p.Label, Text: p.Text, Units: quoted.AllUnits(quoted.NewPage(text.Number, p.Text, p.Spans))})
		return nil
	})
	if errors.Is(err, errRead) {
		err = nil
	}
	return o, err
}

// only is the document with no more than the passages that units stand in, and
// the pages that these stand on.
func (o opened) only(units []quoted.Unit) opened {
	kept := opened{Source: o.Source, pages: map[int]*passage.Page{}}
	wanted := map[int]bool{}
	for _, u := range units {
		wanted[o.around(u)] = true
		if p := o.pages[u.Page]; p != nil {
			kept.pages[u.Page] = p
		}
	}
	for i, part := range o.parts {
		if !wanted[i] {
			continue
		}
		kept.parts = append(kept.parts, part)
		for _, g := range part.Segments {
			if p := o.pages[g.Page]; p != nil {
				kept.pages[g.Page] = p
			}
		}
	}
	for _, sheet := range o.sheets {
		if kept.pages[sheet.Number] != nil {
			kept.sheets = append(kept.sheets, sheet)
		}
	}
	return kept
}

// place quotes what stands at a place in the first documents that have it by its
// name; where none has, in the first that have something of its number.
func (st *standing) place(ctx context.Context, list []passage.Source, at place.Place) error {
	type found struct {
		in    opened
		units []quoted.Unit
	}
	var named, numbered []found
	for _, d := range list {
		o, err := st.open(ctx, d)
		if err != nil {
			return err
		}
		units, byName := at.Find(o.sheets, Paged(d.Kind))
		switch {
		case len(units) == 0 || len(o.parts) == 0:
		case byName:
			named = append(named, found{o.only(units), units})
		case len(numbered) < mostPlaces:
			numbered = append(numbered, found{o.only(units), units})
		}
		if len(named) == mostPlaces {
			break
		}
	}
	if len(named) == 0 {
		named = numbered
	}
	lang := st.found.question.Lang
	same := slices.DeleteFunc(slices.Clone(named), func(f found) bool { return lang == "" || f.in.Language != lang })
	if len(same) > 0 {
		named = same // the student's own language tells which is meant
	}
	for _, f := range named {
		st.quote(f.in, f.units)
	}
	return nil
}

// outlines quotes what documents say of themselves: of several the first
// sentences alone. Of many in several languages those in the question's are
// meant, and of these those that call themselves what it calls them.
func (st *standing) outlines(ctx context.Context, list []passage.Source) error {
	list = ofLanguage(list, st.found.question.Lang)
	type found struct {
		in     opened
		said   outline.Outline
		called bool // it calls itself what the question calls it
	}
	var all []found
	name := outline.Called(st.found.question.Text)
	for _, d := range list[:min(len(list), mostWholes)] {
		o, err := st.open(ctx, d)
		if err != nil {
			return err
		}
		if len(o.parts) == 0 {
			continue
		}
		var units []quoted.Unit
		for _, sheet := range o.sheets {
			units = append(units, sheet.Units...)
		}
		said := outline.Of(units, o.Title, o.Language)
		called := name != "" && len(o.sheets) > 0 && outline.CallsItself(string(o.sheets[0].Text), name)
		all = append(all, found{o.only(slices.Concat(said.Sentences, said.Headings)), said, called})
	}
	if slices.ContainsFunc(all, func(f found) bool { return f.called }) {
		all = slices.DeleteFunc(all, func(f found) bool { return !f.called })
	}
	for _, f := range all {
		shown := slices.Concat(f.said.Sentences, f.said.Headings)
		if len(all) > 1 {
			shown = f.said.Sentences[:min(2, len(f.said.Sentences))]
		}
		st.quote(f.in, shown)
	}
	return nil
}

// ofLanguage are the documents in the question's language, where there are some
// and others.
func ofLanguage(list []passage.Source, lang string) []passage.Source {
	same := slices.DeleteFunc(slices.Clone(list), func(d passage.Source) bool { return lang == "" || d.Language != lang })
	if len(same) > 0 && len(list) > mostPlaces {
		return same
	}
	return list
}

// quote adds units of a document, which has no more than these, to the answer,
// with the passages they stand in.
func (st *standing) quote(o opened, units []quoted.Unit) {
	for n, page := range o.pages {
		st.found.Pages[passage.PageKey{Document: o.Document, Version: o.Version, Page: n}] = page
	}
	at := map[int]int{} // of the document's parts, in the hits
	for _, u := range units {
		part := o.around(u)
		hit, there := at[part]
		if !there {
			hit = len(st.found.Hits)
			at[part] = hit
			st.add(o, o.parts[part])
		}
		st.answer.Quotes = append(st.answer.Quotes, quoted.Quote{Passage: hit, Unit: u, Confidence: 1})
	}
}

func (st *standing) add(o opened, part passage.Part) {
	st.found.Hits = append(st.found.Hits, search.Hit{
		Chunk: part.Chunk, Document: o.Document, Version: o.Version, Title: o.Title, Kind: o.Kind,
		HeadingPath: part.HeadingPath, Segments: part.Segments, Text: part.Text,
	})
	p := quoted.Passage{
		Document: o.Document.String(), Title: o.Title, HeadingPath: part.HeadingPath, Text: part.Text,
		Lang: o.Language, Pages: map[int][]quoted.Unit{},
	}
	for _, g := range part.Segments {
		for _, sheet := range o.sheets {
			if sheet.Number == g.Page {
				p.Pages[g.Page] = sheet.Units
				p.Units = append(p.Units, quoted.Within(sheet.Units, g.Start, g.End)...)
			}
		}
	}
	st.passages = append(st.passages, p)
}

// around is the part that a unit stands in, or the last one before it.
func (o opened) around(u quoted.Unit) int {
	best := 0
	for i, part := range o.parts {
		for _, g := range part.Segments {
			if g.Page == u.Page && g.Start < u.End && u.Start < g.End {
				return i
			}
			if g.Page < u.Page || g.Page == u.Page && g.Start <= u.Start {
				best = i
			}
		}
	}
	return best
}

package cards

import (
	"slices"
	"strings"
	"unicode"

	"studyapp/internal/generation/flashcard"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
)

// sheet is a page as cards are made from it.
type sheet struct {
	page   *passage.Page
	prose  quoted.Page
	blocks blocks
	formed []flashcard.Sentence // what its form explains, in order
}

// sentences are the document's sentences in reading order, with what the
// author set off in them, and the parts of its pages that are entries, lists
// and rows of tables.
func (m material) sentences(r *run) []flashcard.Sentence {
	var out []flashcard.Sentence
	sheets := map[int]*sheet{}
	taken := map[[3]int]bool{}
	langs, above := m.languages(r), headingsOf(m.pages)
	for i, c := range m.parts {
		lang := langs[i]
		for _, g := range c.Segments {
			p := m.pages[g.Page]
			if p == nil {
				continue
			}
			s := sheets[g.Page]
			if s == nil {
				s = &sheet{page: p, prose: quoted.NewPage(g.Page, p.Text, p.Spans), blocks: blocksOf(p)}
				s.formed = formed(g.Page, p)
				sheets[g.Page] = s
			}
			add := func(f flashcard.Sentence) {
				f.Chunk, f.Lang, f.Path = i, lang, above.path(f.Page, f.Start)
				if n := len(f.Path); n > 0 {
					f.Heading = f.Path[n-1]
				}
				s.describe(&f)
				out = append(out, f)
			}
			for _, f := range s.formed {
				if g.Start <= f.Start && f.Start < g.End {
					add(f)
				}
			}
			for _, u := range quoted.Units(s.prose, g.Start, g.End) {
				key := [3]int{u.Page, u.Start, u.End}
				if u.Kind != quoted.Sentence || taken[key] {
					continue
				}
				taken[key] = true
				add(flashcard.Sentence{Page: u.Page, Start: u.Start, End: u.End, Text: u.Text})
			}
		}
	}
	return out
}

// languages are those of the passages. A passage is in that of the document
// where it is short or its common words do not tell clearly: notes in keywords
// with foreign terms among them tell little.
func (m material) languages(r *run) []string {
	langs, tokens, all := make([]string, len(m.parts)), map[string]int{}, 0
	document, _, _ := strings.Cut(r.Language, "-")
	for i, c := range m.parts {
		lang := words.EastAsian(c.Text)
		if lang == "" {
			lang = words.Language(c.Text)
		}
		if lang == "" || document != "" && lang != document && !words.Stems(document) && !clearly(c.Text, lang, document) {
			lang = document
		}
		langs[i] = lang
		tokens[lang] += c.Tokens
		all += c.Tokens
	}
	main := ""
	for lang, n := range tokens {
		if lang != "" && (main == "" || n > tokens[main] || n == tokens[main] && lang < main) {
			main = lang
		}
	}
	for i, lang := range langs {
		if tokens[lang]*12 < all || lang == "" || lang != main && !clearly(m.parts[i].Text, lang, main) {
			langs[i] = main
		}
	}
	return langs
}

// clearly reports that the common words of a text are of one language, and not
// of another that the text could be in.
func clearly(text, lang, other string) bool {
	if !words.Stems(lang) || alphabetOf[other] {
		return true // told by its letters
	}
	n, own, others := 0, 0, 0
	if !words.Stems(other) { // no common words to hold against it, but some that look alike
		for _, t := range words.Tokens(text, lang) {
			if n++; !t.Content() {
				own++
			}
		}
		return 5*own >= 2*n
	}
	theirs := words.Tokens(text, other)
	for i, t := range words.Tokens(text, lang) {
		n++
		if !t.Content() {
			own++
		}
		if i < len(theirs) && !theirs[i].Content() {
			others++
		}
	}
	return 5*own >= n && own >= 2*others
}

// alphabetOf are the languages without stems whose letters tell them from all
// that have some.
var alphabetOf = map[string]bool{"zh": true, "ja": true, "ko": true, "el": true, "he": true, "th": true, "hi": true, "fa": true}

// describe notes what the page's structure says of a sentence.
func (s *sheet) describe(f *flashcard.Sentence) {
	for _, span := range s.page.Spans {
		if span.Start >= span.End {
			continue
		}
		switch {
		case apparatus(span) && span.Start < f.End && f.Start < span.End:
			f.Outside = flashcard.Apparatus
		case span.Kind == extract.Heading && span.Start <= f.Start && f.End <= span.End:
			f.Outside = flashcard.Fragment
		case span.Kind == extract.ListItem && span.Start <= f.Start && f.End <= span.End:
			f.Item = true
			f.Led = s.blocks.ledAt(span)
			mark := mark.FindString(string(s.page.Text[span.Start:span.End]))
			f.Opens = f.Start == span.Start || f.Start == span.Start+len([]rune(mark))
		}
		if (span.Kind == extract.ListItem || span.Kind == extract.Paragraph) && span.Start <= f.Start && f.End <= span.End {
			f.Closed = f.Closed || f.End == span.End && !s.displays(f.End)
			f.Within = f.Within || flashcard.Interrupted(string(s.page.Text[span.Start:f.Start]))
		}
		if span.Start < f.Start || span.End > f.End {
			continue
		}
		text := string(s.page.Text[span.Start:span.End])
		switch span.Kind {
		case extract.Strong, extract.Emphasis:
			f.Marked = append(f.Marked, text)
		case extract.InlineCode:
			f.Code = append(f.Code, text)
		case extract.Math:
			if n := len(f.Math); n > 0 && span.Start-f.Start < f.Math[n-1].End {
				continue // within another
			}
			f.Math = append(f.Math, flashcard.Formula{Start: span.Start - f.Start, End: span.End - f.Start, TeX: firstFilled(span.Text, text)})
		}
	}
}

// displays reports that a displayed formula follows a place, which ends the
// sentence before it.
func (s *sheet) displays(end int) bool {
	for end < len(s.page.Text) && unicode.IsSpace(s.page.Text[end]) {
		end++
	}
	return slices.ContainsFunc(s.page.Spans, func(m extract.Span) bool {
		return m.Kind == extract.Math && m.Level == 1 && m.Start == end
	})
}

// apparatus reports the parts of a page that are not the text itself.
func apparatus(s extract.Span) bool {
	return s.Region() || s.Kind == extract.Furniture
}

// formed finds the entries, lists and rows of tables of a page.
func formed(number int, p *passage.Page) []flashcard.Sentence {
	b := blocksOf(p)
	var out []flashcard.Sentence
	put := func(start, end int, f flashcard.Sentence) {
		if start < end {
			f.Page, f.Start, f.End, f.Text = number, start, end, string(p.Text[start:end])
			out = append(out, f)
		}
	}
	for i := range b.list {
		if start, end, e, ok := b.entry(i); ok {
			put(start, end, flashcard.Sentence{Entry: &e})
		}
		if start, end, e, ok := b.asked(i); ok {
			put(start, end, flashcard.Sentence{Entry: &e})
		} else if start, end, e, ok := b.titled(i); ok {
			put(start, end, flashcard.Sentence{Entry: &e})
		}
		if start, end, ok := b.displayed(i); ok {
			put(start, end, flashcard.Sentence{Display: true})
		}
		if start, end, l, ok := b.enumeration(i); ok {
			put(start, end, flashcard.Sentence{List: &l})
		}
	}
	rows(p, put)
	slices.SortStableFunc(out, func(a, b flashcard.Sentence) int { return a.Start - b.Start })
	return out
}

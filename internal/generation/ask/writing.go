package ask

import (
	"strings"
	"unicode"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/ingest/chunk"
)

// writing cuts what a model writes into sentences while it comes. A sentence
// is settled before anything behind it is shown, so that nothing that was read
// moves when a verdict comes. What is shown is the text alone with its marks:
// the quotes, list markers and the line that ends the answer are not.
type writing struct {
	show   func(text string)
	settle func(draftSentence)
	prove  func(sentence string, cited []int, quotes map[int][]string) ([]evidence.Located, cite.Verdict)

	visible *visible
	raw     strings.Builder  // all that came
	bracket string           // begins with [ and may become a mark
	quotes  map[int][]string // by passage, those that stood in marks so far

	paragraph []rune // what of it is not settled
	shown     int    // how many runes of it are shown
	begins    bool   // nothing of the paragraph is settled
	settled   int    // sentences
	held      string // may become prompts.NotThere
	sure      bool   // it will not
}

func newWriting(f *evidence.Found, show func(string), settle func(draftSentence)) *writing {
	w := &writing{show: show, settle: settle, prove: f.Prove, quotes: map[int][]string{}, begins: true}
	w.visible = newVisible(w.text)
	return w
}

// add takes the next piece of the reply.
func (w *writing) add(token string) {
	w.raw.WriteString(token)
	w.visible.add(token)
}

// end settles what is left: the reply is complete, or stopped.
func (w *writing) end() {
	w.visible.flush()
	rest := w.bracket
	w.bracket = ""
	w.plain(rest)
	w.endParagraph()
}

// text takes the quotes out of the marks: [2: "the words"] goes on as [2].
func (w *writing) text(s string) {
	s = w.bracket + s
	w.bracket = ""
	for s != "" {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			break
		}
		w.plain(s[:i])
		s = s[i:]
		if m := quotedMark.FindStringSubmatch(s); m != nil {
			n := atoi(m[1])
			w.quotes[n] = append(w.quotes[n], strings.TrimSpace(m[2]))
			w.plain("[" + m[1] + "]")
			s = s[len(m[0]):]
		} else if m := wholeMark.FindString(s); m != "" {
			w.plain(m)
			s = s[len(m):]
		} else if len(s) <= longestMark && openMark.MatchString(s) {
			w.bracket = s
			return
		} else {
			w.plain("[")
			s = s[1:]
		}
	}
	w.plain(s)
}

func (w *writing) plain(s string) {
	for {
		line, rest, ends := strings.Cut(s, "\n")
		w.paragraph = append(w.paragraph, []rune(line)...)
		if !ends {
			w.cut(false)
			return
		}
		w.endParagraph()
		s = rest
	}
}

func (w *writing) endParagraph() {
	w.cut(true)
	w.paragraph, w.shown, w.begins = w.paragraph[:0], 0, true
}

// cut settles the sentences that are complete, and shows the one behind them
// as far as it goes. whole says that the paragraph ends here.
func (w *writing) cut(whole bool) {
	if w.begins && w.shown == 0 {
		if !whole && mayBeMarker.MatchString(string(w.paragraph)) {
			return
		}
		w.paragraph = []rune(strings.TrimLeftFunc(listMarker.ReplaceAllString(string(w.paragraph), ""), unicode.IsSpace))
	}
	for {
		end, next := firstSentence(w.paragraph)
		if end == 0 {
			return
		}
		if !whole && (next == len(w.paragraph) || !wordStands(w.paragraph[next:])) {
			w.showTo(end)
			return
		}
		w.showTo(next)
		w.sentence(string(w.paragraph[:next]))
		w.paragraph, w.shown = w.paragraph[next:], 0
	}
}

// showTo shows the paragraph up to a place.
func (w *writing) showTo(end int) {
	if end <= w.shown {
		return
	}
	text := string(w.paragraph[w.shown:end])
	if w.begins && w.shown == 0 && w.settled > 0 {
		text = "\n\n" + text
	}
	w.shown = end
	if w.held += text; !w.sure {
		t := strings.ToUpper(strings.TrimSpace(w.held))
		if strings.HasPrefix(prompts.NotThere, t) || strings.HasPrefix(t, prompts.NotThere) {
			return
		}
		w.sure = true
	}
	w.show(w.held)
	w.held = ""
}

func (w *writing) sentence(text string) {
	clean := strings.TrimSpace(marks.ReplaceAllString(text, ""))
	if strings.Contains(strings.ToUpper(text), prompts.NotThere) || !hasWord(clean) {
		return
	}
	if !w.sure && w.held != "" {
		w.sure = true
		w.show(w.held)
		w.held = ""
	}
	d := draftSentence{text: clean, breaks: w.begins && w.settled > 0, cited: citedIn(text)}
	d.quotes, d.verdict = w.prove(clean, d.cited, w.quotes)
	w.begins = false
	w.settled++
	w.settle(d)
}

// firstSentence finds where the first sentence ends, with its marks, and where
// the next one begins; the length where there is none. Marks are no words: it
// does not matter whether they stand before or behind the full stop.
func firstSentence(paragraph []rune) (end, next int) {
	plain := marks.ReplaceAllStringFunc(string(paragraph), func(m string) string { return strings.Repeat(" ", len([]rune(m))) })
	found := chunk.Sentences([]rune(plain))
	if len(found) < 2 {
		return len(paragraph), len(paragraph)
	}
	next = found[1][0]
	end = next
	for end > 0 && unicode.IsSpace(paragraph[end-1]) {
		end--
	}
	return end, next
}

// wordStands reports whether the first word of a text is complete: it decides
// whether the full stop before it ended a sentence ("3. März", "z. B.").
func wordStands(text []rune) bool {
	for i, r := range text {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || i > 16 {
			return true
		}
	}
	return false
}

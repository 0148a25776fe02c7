package generation

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"studyapp/internal/generation/cite"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/chunk"
)

// answerTokens bounds what a model writes for one question.
const answerTokens = 900

// byModel lets a model write the answer. It returns a draft without provider
// when the built-in one shall answer, with a note that says why.
func (s *Service) byModel(ctx context.Context, t turn, question string, f *found, composed quoted.Answer, emit func(Event)) (draft, error) {
	if !s.o.Models.Available() || composed.Confidence < hopeless && !f.wordsOnly {
		return draft{}, nil
	}
	data := prompts.AnswerData{Question: t.question, Passages: f.numbered()}
	for _, p := range t.history {
		data.History = append(data.History, prompts.Turn{Question: p.question, Answer: p.answer})
	}
	if question != t.question {
		data.Question = question
	}
	system, user, err := prompts.Answer(data)
	if err != nil {
		return draft{}, err
	}
	visible := newVisible(func(text string) { emit(Event{EventToken, Token{text}}) })
	reply, err := s.o.Models.Complete(ctx, llm.Request{
		Messages:  []llm.Message{{Role: llm.System, Text: system}, {Role: llm.User, Text: user}},
		MaxTokens: answerTokens,
	}, visible.add)
	d := draft{provider: reply.Provider, model: reply.Model, status: statusDone, prompt: prompts.AnswerVersion,
		usage: Usage{reply.InputTokens, reply.OutputTokens}}
	switch {
	case ctx.Err() != nil && strings.TrimSpace(reply.Text) == "":
		return draft{}, ctx.Err()
	case ctx.Err() != nil:
		d.status, d.note = statusStopped, "Stopped. What is here was checked."
	case err != nil:
		var failure *llm.Failure
		if errors.As(err, &failure) {
			return draft{note: "Quoted from your documents: " + failure.Words()}, nil
		}
		return draft{}, nil
	default:
		visible.flush()
	}
	body, quotes := parseReply(reply.Text)
	if strings.TrimSpace(body) == "" || strings.Contains(strings.ToUpper(body), prompts.NotThere) {
		return d, nil // answered stays false: the nearest passages are shown
	}
	d.answered = true
	d.text = f.ground(body, quotes)
	if reply.Cut {
		d.note = "The answer was cut at its greatest length."
	}
	return d, nil
}

// numbered are the passages as a model reads them.
func (f *found) numbered() []prompts.Passage {
	var out []prompts.Passage
	for i, h := range f.hits {
		p := prompts.Passage{N: i + 1, Title: h.Title, Where: strings.Join(h.HeadingPath, " > "), Text: h.Text}
		if pages := pagesOfHit(h); len(pages) > 0 {
			p.Where = strings.TrimSpace(fmt.Sprintf("%s page %d", p.Where, pages[0]))
		}
		out = append(out, p)
	}
	return out
}

// rewrite asks a model to make a follow-up question stand alone.
func (s *Service) rewrite(ctx context.Context, t turn) (string, error) {
	data := prompts.RewriteData{Question: t.question}
	for _, p := range t.history {
		answer := p.answer
		if rs := []rune(answer); len(rs) > 600 {
			answer = string(rs[:600])
		}
		data.History = append(data.History, prompts.Turn{Question: p.question, Answer: answer})
	}
	system, user, err := prompts.Rewrite(data)
	if err != nil {
		return "", err
	}
	reply, err := s.o.Models.Complete(ctx, llm.Request{
		Messages:  []llm.Message{{Role: llm.System, Text: system}, {Role: llm.User, Text: user}},
		MaxTokens: 200,
	}, nil)
	if err != nil {
		return "", err
	}
	line := strings.TrimSpace(reply.Text)
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = strings.TrimSpace(line[:i])
	}
	line = strings.Trim(strings.TrimPrefix(line, "Question:"), " \"“”")
	if line == "" || len([]rune(line)) > longestQuestion {
		return "", errors.New("the rewritten question is empty or too long")
	}
	return line, nil
}

var (
	separator  = regexp.MustCompile(`(?im)^\s*(-{3,}|\**quotes?:?\**)\s*$`)
	quoteLine  = regexp.MustCompile(`^\s*(?:[-*•]\s*)?\[?(\d{1,3})\]?[:.)]?\s+(.+)$`)
	marks      = regexp.MustCompile(`\s*\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]`)
	leadMarks  = regexp.MustCompile(`^(\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\][.,]?)+`)
	listMarker = regexp.MustCompile(`^\s*(?:[-*•]|\d{1,2}[.)])\s+`)
)

// parseReply parts a reply into the answer and the quotes by passage number.
func parseReply(text string) (body string, quotes map[int][]string) {
	quotes = map[int][]string{}
	body = text
	if at := separator.FindStringIndex(text); at != nil {
		body = text[:at[0]]
		for line := range strings.SplitSeq(text[at[1]:], "\n") {
			if m := quoteLine.FindStringSubmatch(line); m != nil {
				n, err := strconv.Atoi(m[1])
				if err == nil {
					quotes[n] = append(quotes[n], strings.Trim(strings.TrimSpace(m[2]), "\"“”"))
				}
			}
		}
	}
	return strings.TrimSpace(body), quotes
}

// ground cuts a model's answer into sentences and finds for each the quotes
// that prove it best: those the model gave, where they stand in the passage,
// and the passage's own sentences. What the model cites is looked at first,
// then everything, since models number wrongly.
func (f *found) ground(body string, quotes map[int][]string) []draftSentence {
	var out []draftSentence
	for _, paragraph := range strings.Split(body, "\n") {
		if strings.TrimSpace(paragraph) == "" {
			continue
		}
		for i, text := range splitMarked(paragraph) {
			cited := citedIn(text)
			clean := strings.TrimSpace(marks.ReplaceAllString(text, ""))
			if !hasWord(clean) {
				continue
			}
			b := draftSentence{text: clean, breaks: i == 0 && len(out) > 0}
			b.quotes, b.floor = f.prove(clean, cited, quotes)
			out = append(out, b)
		}
	}
	return out
}

// splitMarked cuts a paragraph into sentences; marks behind a full stop belong
// to the sentence before.
func splitMarked(paragraph string) []string {
	rs := []rune(listMarker.ReplaceAllString(paragraph, ""))
	var out []string
	for _, r := range chunk.Sentences(rs) {
		s := string(rs[r[0]:r[1]])
		if m := leadMarks.FindString(s); m != "" && len(out) > 0 {
			out[len(out)-1] += " " + strings.TrimSpace(m)
			s = strings.TrimSpace(s[len(m):])
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func citedIn(text string) []int {
	var out []int
	for _, m := range marks.FindAllStringSubmatch(text, -1) {
		for _, part := range strings.FieldsFunc(m[1], func(r rune) bool { return r < '0' || r > '9' }) {
			if n, err := strconv.Atoi(part); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

func hasWord(s string) bool { return len(words.Tokens(s, "")) > 0 }

// prove returns the quotes for one sentence.
func (f *found) prove(sentence string, cited []int, given map[int][]string) (quotes []located, floor string) {
	lang := words.Language(sentence)
	stems := map[string]bool{}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Content() {
			stems[t.Stem] = true
		}
	}
	inCited := map[int]bool{}
	var fromModel []located
	for _, n := range cited {
		hit := n - 1
		if hit < 0 || hit >= len(f.hits) {
			continue
		}
		inCited[hit] = true
		for _, q := range given[n] {
			if l, ok := f.locate(hit, q); ok {
				fromModel = append(fromModel, l)
			}
		}
	}
	type option struct {
		located
		overlap float64
	}
	var options []option
	overlap := func(text, lang string) float64 {
		both := 0
		seen := map[string]bool{}
		for _, t := range words.Tokens(text, lang) {
			if stems[t.Stem] && !seen[t.Stem] {
				seen[t.Stem] = true
				both++
			}
		}
		return float64(both) / float64(max(1, len(stems)))
	}
	for _, l := range fromModel {
		options = append(options, option{l, overlap(l.text, lang) + 0.2})
	}
	for hit, p := range f.ranking.Passages {
		bonus := 0.0
		if inCited[hit] {
			bonus = 0.1
		}
		for _, u := range p.Units {
			if u.Kind == quoted.Label || u.Kind == quoted.Code {
				continue
			}
			if o := overlap(u.Text, lang); o > 0.3 {
				options = append(options, option{located{hit, u.Page, u.Start, u.End, u.Text}, o + bonus})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].overlap > options[j].overlap })
	options = options[:min(6, len(options))]
	best := cite.Unsupported
	for _, o := range options {
		switch cite.Verify(sentence, o.text) {
		case cite.Supported:
			return []located{o.located}, ""
		case cite.Weak:
			if best == cite.Unsupported {
				best, quotes = cite.Weak, []located{o.located}
			}
		}
	}
	for i := range options {
		for k := i + 1; k < min(4, len(options)); k++ {
			if cite.Verify(sentence, options[i].text, options[k].text) == cite.Supported {
				return []located{options[i].located, options[k].located}, ""
			}
		}
	}
	if best == cite.Unsupported && len(fromModel) > 0 {
		// Another language: the words cannot prove it, but the model showed where it
		// read it, and no number may be other.
		l := fromModel[0]
		other := words.Language(l.text)
		if lang != "" && other != "" && lang != other && numbersIn(sentence, lang, l.text) {
			return fromModel[:1], Weak
		}
	}
	return quotes, ""
}

// numbersIn reports that each number of the sentence stands in the quote.
func numbersIn(sentence, lang, quote string) bool {
	have := map[string]bool{}
	for _, t := range words.Tokens(quote, lang) {
		have[t.Stem] = true
	}
	for _, t := range words.Tokens(sentence, lang) {
		if t.Number && !have[t.Stem] {
			return false
		}
	}
	return true
}

// locate finds a quote in a hit's pages, in its own segments first.
func (f *found) locate(hit int, quote string) (located, bool) {
	h := f.hits[hit]
	for _, g := range h.Segments {
		p := f.pages[pageKey{h.Document, h.Version, g.Page}]
		if p == nil {
			continue
		}
		if start, end, ok := cite.FindNear(p.text, quote, g.Start, g.End); ok {
			return located{hit, g.Page, start, end, string(p.text[start:end])}, true
		}
	}
	return located{}, false
}

// visible passes a model's tokens on up to the line that begins the quotes.
type visible struct {
	emit func(string)
	line string // what has come of the current line and was not passed on
	mid  bool   // a part of the current line was passed on
	done bool
}

func newVisible(emit func(string)) *visible { return &visible{emit: emit} }

func (v *visible) add(token string) {
	if v.done {
		return
	}
	v.line += token
	for {
		i := strings.IndexByte(v.line, '\n')
		if i < 0 {
			break
		}
		if !v.mid && separator.MatchString(v.line[:i]) {
			v.done = true
			return
		}
		v.emit(v.line[:i+1])
		v.line, v.mid = v.line[i+1:], false
	}
	if v.line != "" && (v.mid || !mayBeSeparator(v.line)) {
		v.emit(v.line)
		v.line, v.mid = "", true
	}
}

// flush passes on the rest of the last line.
func (v *visible) flush() {
	if !v.done && v.line != "" && (v.mid || !separator.MatchString(v.line)) {
		v.emit(v.line)
	}
	v.line = ""
}

func mayBeSeparator(line string) bool {
	s := strings.ToLower(strings.Trim(line, " *\t"))
	return s == "" || strings.Trim(s, "-") == "" || strings.HasPrefix("quotes:", s)
}

package ask

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/quoted"
)

// answerTokens bounds what a model writes for one question.
const answerTokens = 900

// byModel lets a model write the answer, sentence by sentence into b. It returns
// a draft without provider when the built-in one shall answer, with a note that
// says why; b is empty then.
func (s *Service) byModel(ctx context.Context, t turn, question string, composed quoted.Answer, b *assembly) (draft, error) {
	f := b.f
	if !s.o.Models.Available() || composed.Confidence < hopeless && !f.WordsOnly {
		return draft{}, nil
	}
	data := prompts.AnswerData{Question: t.question, Passages: numbered(f)}
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
	w := newWriting(f, b.show, b.settle)
	reply, err := s.o.Models.Complete(ctx, llm.Request{
		Messages:  []llm.Message{{Role: llm.System, Text: system}, {Role: llm.User, Text: user}},
		MaxTokens: answerTokens,
	}, w.add)
	d := draft{provider: reply.Provider, model: reply.Model, status: statusDone, prompt: prompts.AnswerVersion,
		usage: Usage{reply.InputTokens, reply.OutputTokens}}
	switch {
	case ctx.Err() != nil && strings.TrimSpace(reply.Text) == "":
		return draft{}, ctx.Err()
	case ctx.Err() != nil:
		d.status, d.note = statusStopped, "Stopped. What is here was checked."
	case err != nil:
		b.restart()
		var failure *llm.Failure
		if errors.As(err, &failure) {
			return draft{note: "Quoted from your documents: " + failure.Words()}, nil
		}
		return draft{}, nil
	}
	if w.raw.String() != reply.Text { // another model began, and failed
		b.restart()
		w = newWriting(f, b.show, b.settle)
		w.add(reply.Text)
	}
	w.end()
	body, late := parseReply(reply.Text)
	if strings.TrimSpace(body) == "" || strings.Contains(strings.ToUpper(body), prompts.NotThere) {
		return d, nil // answered stays false: the nearest passages are shown
	}
	d.answered = true
	for i, sentence := range b.drafts { // quotes below the answer, as some models give them
		if len(late) > 0 && b.sentences[i].Support == Unsupported {
			quotes, floor := f.Prove(sentence.text, sentence.cited, late)
			b.improve(i, quotes, floor)
		}
	}
	if reply.Cut {
		d.note = "The answer was cut at its greatest length."
	}
	return d, nil
}

// numbered are the passages as a model reads them.
func numbered(f *evidence.Found) []prompts.Passage {
	var out []prompts.Passage
	for i, h := range f.Hits {
		p := prompts.Passage{N: i + 1, Title: h.Title, Where: strings.Join(h.HeadingPath, " > "), Text: h.Text}
		if pages := evidence.PagesOf(h); len(pages) > 0 {
			page := strconv.Itoa(pages[0])
			if labels := f.LabelsOf(h); labels != nil {
				page = cmp.Or(labels[0], page)
			}
			p.Where = strings.TrimSpace(p.Where + " page " + page)
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

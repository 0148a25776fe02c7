package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/prompts"
	"studyapp/internal/generation/quoted"
)

// firstWord is how long a model may take to its first word by the forecast, at
// its measured pace. Of the eight seconds that are promised half a one goes to
// what comes before, and every other reply takes longer than its forecast.
const firstWord = 6800 * time.Millisecond

// How much a model writes for one question, in tokens, and which share of its
// context that takes at most.
const (
	answerTokens = 900
	replyShare   = 4 // a quarter
)

// A model that can read fullTokens of passages in time is also asked for its
// quotes, and told how the conversation went.
const fullTokens = 1200

// overrules is the confidence from which quotes are shown where a model read the
// passages and found nothing, or wrote what has no source. A small model that was
// asked 42 questions did so where the answer was there (6 times; the quotes were
// sure to .83 once, from .91 to 1 else) and where it was not (9 times; from .02 to
// .90, .95 once).
const overrules = 0.9

// quotedSince begins the note of an answer that is quoted in a model's place.
const quotedSince = "Quoted from your documents: "

// briefTokens are the most of the passages that a small model reads, from briefHits
// of them at most: what comes after the best three or four draws it away from
// what answers, and takes its time.
const (
	briefTokens = 400
	briefHits   = 4
)

// leastTokens is what a model reads though it takes longer: less than the best
// sentences would be no evidence.
const leastTokens = 150

// byModel lets a model write the answer, sentence by sentence into b. It returns
// a draft without provider when the built-in one shall answer, with a note that
// says why; b is empty then. It shall where the model fails, and where the
// passages answer and nothing that the model wrote has a source in them.
func (s *Service) byModel(ctx context.Context, t turn, question string, composed quoted.Answer, b *assembly) (draft, error) {
	f := b.f
	if !s.o.Models.Available() || composed.Confidence < hopeless && !f.WordsOnly {
		return draft{}, nil
	}
	w := newWriting(f, b.show, b.settle)
	version := ""
	reply, err := s.o.Models.Write(ctx, llm.Writing{
		Within: firstWord,
		Prompt: func(room llm.Room) (req llm.Request, err error) {
			req, version, err = s.request(t, question, f, room)
			return req, err
		},
		Waiting: func(fc llm.Forecast) {
			b.emit(Event{EventWaiting, Waiting{Model: fc.Model, Due: s.o.Now().Add(fc.First), First: fc.First, Sure: fc.Sure}})
		},
		Word: w.add,
	})
	d := draft{provider: reply.Provider, model: reply.Model, status: statusDone, prompt: version,
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
			return draft{note: quotedSince + failure.Words()}, nil
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
	instead := overrule(composed, f)
	if strings.TrimSpace(body) == "" || strings.Contains(strings.ToUpper(body), prompts.NotThere) {
		if instead {
			b.restart()
			return draft{note: quotedSince + "the model found no answer in what it read."}, nil
		}
		return d, nil // answered stays false: the nearest passages are shown
	}
	d.answered = true
	for i, sentence := range b.drafts { // quotes below the answer, as some models give them
		if len(late) > 0 && b.sentences[i].Support == Unsupported {
			quotes, verdict := f.Prove(sentence.text, sentence.cited, late)
			b.improve(i, quotes, verdict)
		}
	}
	switch {
	case d.status == statusDone && !b.supported() && instead:
		b.restart()
		return draft{note: quotedSince + "what the model wrote has no source in them."}, nil
	case d.status == statusDone && !b.supported():
		d.note = "What the model wrote has no source in your documents and is left out."
	case reply.Cut:
		d.note = "The answer was cut at its greatest length."
	}
	return d, nil
}

// overrule reports that quotes are an answer although a model found none. Those
// that were found by words alone are never sure enough.
func overrule(a quoted.Answer, f *evidence.Found) bool {
	return a.Answered && a.Confidence >= overrules && !f.WordsOnly
}

// A follow-up question is rewritten by a model that does it while a student
// hardly waits.
const (
	rewriteTokens = 200
	usualRewrite  = 25 // tokens
	rewriteWithin = 2 * time.Second
)

// rewrite asks a model to make a follow-up question stand alone. The error is
// llm.ErrNone where none is quick enough.
func (s *Service) rewrite(ctx context.Context, t turn) (string, error) {
	data := prompts.RewriteData{Question: t.question}
	for _, p := range t.history {
		answer := p.said()
		if rs := []rune(answer); len(rs) > 600 {
			answer = string(rs[:600])
		}
		data.History = append(data.History, prompts.Turn{Question: p.question, Answer: answer})
	}
	system, user, err := prompts.Rewrite(data)
	if err != nil {
		return "", err
	}
	reply, err := s.o.Models.Write(ctx, llm.Writing{Prompt: func(room llm.Room) (llm.Request, error) {
		req := llm.Request{Messages: turns(system, user), MaxTokens: rewriteTokens}
		if room.Reply(req.Messages, usualRewrite) > rewriteWithin {
			return req, llm.ErrSlow
		}
		return req, nil
	}})
	if errors.Is(err, llm.ErrSlow) {
		return "", fmt.Errorf("%w for this: %w", llm.ErrNone, err)
	} else if err != nil {
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

func turns(system, user string) []llm.Message {
	return []llm.Message{{Role: llm.System, Text: system}, {Role: llm.User, Text: user}}
}

package ask

import (
	"strings"

	"studyapp/internal/generation/evidence"
	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/prompts"
)

// request is what a model is asked: as much of the evidence as it reads in time
// and as fits its context. It returns the version of the prompt too.
func (s *Service) request(t turn, question string, f *evidence.Found, room llm.Room) (llm.Request, string, error) {
	reply := min(answerTokens, room.Context()/replyShare)
	data := prompts.AnswerData{Question: question}
	// free is the room that a prompt leaves for passages.
	free := func(write func(prompts.AnswerData) (string, string, error)) (int, error) {
		bare := data
		bare.Mark = prompts.Draw()
		system, user, err := write(bare)
		return room.Behind(llm.Message{Role: llm.System, Text: system}, reply) - room.Count(user), err
	}
	write, version, hits := prompts.Answer, prompts.AnswerVersion, len(f.Hits)
	left, err := free(write)
	if err == nil && left < fullTokens {
		write, version, hits = prompts.Brief, prompts.BriefVersion, min(hits, briefHits)
		left, err = free(write)
	}
	if err != nil {
		return llm.Request{}, "", err
	}
	data.History = told(t, question, left/historyShare, room.Count)
	for _, h := range data.History {
		left -= room.Count(h.Question + h.Answer)
	}
	if version == prompts.BriefVersion {
		left = min(left, briefTokens)
	}
	data.Passages = pick(f, max(left, leastTokens), hits, room.Count)
	data.Mark = prompts.Draw(append(data.Texts(), question)...)
	system, user, err := write(data)
	return llm.Request{Messages: turns(system, user), MaxTokens: reply}, version, err
}

// historyShare is the share of the room that the turns before take at most.
const historyShare = 4 // a quarter

// longestTold is how much of an earlier answer is told again, in code points.
const longestTold = 600

// told are the turns before that a question leans on, the last ones that fit:
// none where it was rewritten to stand alone.
func told(t turn, question string, room int, count func(string) int) []prompts.Turn {
	if question != t.question {
		return nil
	}
	var out []prompts.Turn
	for i := len(t.history) - 1; i >= 0; i-- {
		p := t.history[i]
		answer := []rune(strings.Join(strings.Fields(p.said()), " "))
		turn := prompts.Turn{Question: p.question, Answer: string(answer[:min(longestTold, len(answer))])}
		if room -= count(turn.Question + turn.Answer); room < 0 {
			break
		}
		out = append([]prompts.Turn{turn}, out...)
	}
	return out
}

package llm

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"
)

// incoming is a reply while it comes.
type incoming struct {
	reply    Reply
	begun    time.Time
	onToken  func(string)
	text     strings.Builder
	first    time.Time // sign of life of the model: a word, or a thought that is told
	last     time.Time
	finished bool
}

func (in *incoming) take(chunk openai.ChatCompletionChunk) {
	if chunk.Model != "" {
		in.reply.Model = chunk.Model
	}
	in.usage(chunk)
	if len(chunk.Choices) == 0 {
		return
	}
	choice := chunk.Choices[0]
	if choice.FinishReason != "" {
		in.finished = true
		in.reply.Cut = choice.FinishReason == "length"
	}
	words := choice.Delta.Content
	if words != "" || thinks(choice.Delta) {
		in.last = time.Now()
		if in.first.IsZero() {
			in.first = in.last
		}
	}
	if words != "" {
		in.text.WriteString(words)
		if in.onToken != nil {
			in.onToken(words)
		}
	}
}

// usage takes the counts: those of the protocol, and what llama.cpp tells of
// tokens that it had read before.
func (in *incoming) usage(chunk openai.ChatCompletionChunk) {
	u := chunk.Usage
	if u.TotalTokens > 0 {
		in.reply.InputTokens, in.reply.OutputTokens = int(u.PromptTokens), int(u.CompletionTokens)
		in.reply.Thought = u.CompletionTokensDetails.ReasoningTokens > 0
	}
	if d := u.PromptTokensDetails; d.JSON.CachedTokens.Valid() {
		in.reply.Kept = int(d.CachedTokens)
	}
	if f, ok := chunk.JSON.ExtraFields["timings"]; ok {
		var t struct {
			Kept *int `json:"cache_n"`
		}
		if json.Unmarshal([]byte(f.Raw()), &t) == nil && t.Kept != nil {
			in.reply.Kept = *t.Kept
		}
	}
}

// thinks reports a piece of what a model thinks before it answers, which some
// servers tell.
func thinks(d openai.ChatCompletionChunkChoiceDelta) bool {
	for _, name := range []string{"reasoning_content", "reasoning"} {
		if f, ok := d.JSON.ExtraFields[name]; ok && f.Raw() != "null" && f.Raw() != `""` {
			return true
		}
	}
	return false
}

func (in *incoming) end() Reply {
	in.reply.Text = in.text.String()
	if !in.first.IsZero() {
		in.reply.First, in.reply.Took = in.first.Sub(in.begun), in.last.Sub(in.first)
	}
	return in.reply
}

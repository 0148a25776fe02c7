package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/shared"
)

// DefaultModel is asked for when OpenAI's own endpoint is used without a
// model's name.
const DefaultModel = "gpt-4o-mini"

// OpenAIOptions configure an OpenAI-compatible endpoint.
type OpenAIOptions struct {
	BaseURL string // empty: OpenAI's own
	APIKey  string // may be empty for a local server
	Model   string // empty: DefaultModel
	// Silence bounds what a request says how long the server may send nothing;
	// 0 = a request decides.
	Silence time.Duration
	HTTP    *http.Client
}

// OpenAI is a provider that speaks the chat-completions protocol: OpenAI,
// llama.cpp, vLLM, Groq, OpenRouter, Ollama and others.
type OpenAI struct {
	chat    openai.ChatCompletionService
	http    *http.Client
	base    string // without a slash at its end
	key     string
	name    string
	model   string
	silence time.Duration
}

// longestSilence is for a request that does not say how long.
const longestSilence = 2 * time.Minute

// NewOpenAI returns a provider for the endpoint. Nothing is called yet.
func NewOpenAI(o OpenAIOptions) *OpenAI {
	if o.Model == "" {
		o.Model = DefaultModel
	}
	if o.HTTP == nil {
		o.HTTP = http.DefaultClient
	}
	// The service is made without openai.NewClient, which would read the
	// environment; config alone does that.
	key := o.APIKey
	if key == "" {
		key = "none"
	}
	base := o.BaseURL
	if base == "" {
		base = "https://api.openai.com/v1"
	}
	base = strings.TrimRight(base, "/")
	chat := openai.NewChatCompletionService(option.WithAPIKey(key), option.WithBaseURL(base+"/"), option.WithMaxRetries(1), option.WithHTTPClient(o.HTTP))
	return &OpenAI{chat: chat, http: o.HTTP, base: base, key: key, name: nameOf(base), model: o.Model, silence: o.Silence}
}

// silenceOf is how long the server may send nothing.
func (p *OpenAI) silenceOf(r Request) time.Duration {
	silence := r.Silence
	if silence == 0 {
		silence = longestSilence
	}
	if p.silence > 0 {
		silence = min(silence, p.silence)
	}
	return silence
}

// nameOf is what the provider is called on pages.
func nameOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "The model"
	}
	switch host := u.Hostname(); {
	case strings.HasSuffix(host, "openai.com"):
		return "OpenAI"
	case strings.HasSuffix(host, "groq.com"):
		return "Groq"
	case strings.HasSuffix(host, "openrouter.ai"):
		return "OpenRouter"
	default:
		return u.Host
	}
}

// Name implements Provider.
func (p *OpenAI) Name() string { return p.name }

// Model implements Provider.
func (p *OpenAI) Model() string { return p.model }

// Complete implements Provider. It always streams: that is how silence is
// told from slowness. When ctx ends or the server is silent for too long, the
// connection is closed: that is how such servers learn to stop computing.
func (p *OpenAI) Complete(ctx context.Context, r Request, onToken func(string)) (Reply, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := p.silenceOf(r)
	var silent atomic.Bool
	timer := time.AfterFunc(silence, func() { silent.Store(true); cancel() })
	defer timer.Stop()

	in := incoming{reply: Reply{Provider: p.name, Model: p.model, Kept: -1}, begun: time.Now(), onToken: onToken}
	stream := p.chat.NewStreaming(inner, p.params(r))
	defer func() { _ = stream.Close() }()
	for stream.Next() {
		timer.Reset(silence)
		in.take(stream.Current())
	}
	reply := in.end()
	err := stream.Err()
	switch {
	case silent.Load() && ctx.Err() == nil:
		return reply, fmt.Errorf("%w: %s said nothing for %s", ErrSilent, p.name, silence)
	case err != nil:
		return reply, p.reason(ctx, err)
	case ctx.Err() != nil:
		return reply, ctx.Err()
	case !in.finished && reply.Text == "":
		return reply, fmt.Errorf("%w: the stream of %s ended without a word", ErrAway, p.name)
	}
	return reply, nil
}

func (p *OpenAI) params(r Request) openai.ChatCompletionNewParams {
	params := openai.ChatCompletionNewParams{
		Model:         p.model,
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)},
	}
	for _, m := range r.Messages {
		switch m.Role {
		case System:
			params.Messages = append(params.Messages, openai.SystemMessage(m.Text))
		case Assistant:
			params.Messages = append(params.Messages, openai.AssistantMessage(m.Text))
		default:
			params.Messages = append(params.Messages, openai.UserMessage(m.Text))
		}
	}
	if r.MaxTokens > 0 {
		params.MaxTokens = openai.Int(int64(r.MaxTokens))
	}
	switch r.Format {
	case JSONSchema:
		params.ResponseFormat.OfJSONSchema = &shared.ResponseFormatJSONSchemaParam{JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{
			Name: r.Schema.Name, Schema: r.Schema.JSON, Strict: openai.Bool(true),
		}}
	case JSONObject:
		params.ResponseFormat.OfJSONObject = &shared.ResponseFormatJSONObjectParam{}
	}
	return params
}

// reason maps the library's errors to ours.
func (p *OpenAI) reason(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var status *openai.Error
	if errors.As(err, &status) {
		kind := ErrAway
		switch status.StatusCode {
		case http.StatusUnauthorized, http.StatusForbidden:
			kind = ErrRefused
		case http.StatusTooManyRequests, http.StatusPaymentRequired:
			kind = ErrBusy
		case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusNotFound, http.StatusNotImplemented:
			kind = ErrRequest
		}
		return fmt.Errorf("%w: %s answered %d: %s", kind, p.name, status.StatusCode, status.Message)
	}
	return fmt.Errorf("%w: %s: %w", ErrAway, p.name, err)
}

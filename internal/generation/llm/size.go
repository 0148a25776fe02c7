package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Sizes of contexts where a server does not say, in tokens.
const (
	safeContext   = 4096
	ollamaContext = 2048   // its default up to 0.6, and it cuts without a word
	openAIContext = 16_385 // the smallest of OpenAI's own chat models that are still served
)

// Sized is a provider that can tell how much its model reads at once.
type Sized interface {
	// Context returns how many tokens prompt and reply may have together. It
	// asks the server, and returns a safe number where that does not say.
	Context(ctx context.Context) int
}

// askingSize is how long each question for the size may take: it comes before the
// first prompt, and a server that does not know it says so at once.
const askingSize = 2 * time.Second

// Context implements Sized: llama.cpp tells it under /props, Ollama under
// /api/ps (loaded) and /api/show (set), vLLM, OpenRouter, Groq and LM Studio
// beside the model's name.
func (p *OpenAI) Context(ctx context.Context) int {
	if p.name == "OpenAI" {
		return openAIContext
	}
	root := strings.TrimSuffix(p.base, "/v1")
	if n := contextOfProps(p.get(ctx, root+"/props")); n > 0 {
		return n
	}
	if n := contextOfModels(p.get(ctx, p.base+"/models"), p.model); n > 0 {
		return n
	}
	if p.get(ctx, root+"/api/version") == nil {
		return safeContext
	}
	if n := contextOfLoaded(p.get(ctx, root+"/api/ps"), p.model); n > 0 {
		return n
	}
	if n := contextOfShown(p.post(ctx, root+"/api/show", map[string]string{"model": p.model})); n > 0 {
		return n
	}
	return ollamaContext
}

func (p *OpenAI) get(ctx context.Context, url string) []byte {
	return p.fetch(ctx, http.MethodGet, url, nil)
}

func (p *OpenAI) post(ctx context.Context, url string, body any) []byte {
	b, err := json.Marshal(body)
	if err != nil {
		return nil
	}
	return p.fetch(ctx, http.MethodPost, url, b)
}

// fetch returns the JSON of an address, or nil where there is none.
func (p *OpenAI) fetch(ctx context.Context, method, url string, body []byte) []byte {
	ctx, cancel := context.WithTimeout(ctx, askingSize)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil
	}
	r.Header.Set("Authorization", "Bearer "+p.key)
	r.Header.Set("Content-Type", "application/json")
	res, err := p.http.Do(r)
	if err != nil {
		return nil
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, 4<<20))
	if err != nil || res.StatusCode != http.StatusOK || !json.Valid(b) {
		return nil
	}
	return b
}

func contextOfProps(b []byte) int {
	var v struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
	}
	return ifRead(b, &v, func() int { return v.Settings.Context })
}

func contextOfModels(b []byte, model string) int {
	var v struct {
		Data []struct {
			ID     string `json:"id"`
			VLLM   int    `json:"max_model_len"`
			Router int    `json:"context_length"`
			Groq   int    `json:"context_window"`
			Loaded int    `json:"loaded_context_length"`
		} `json:"data"`
	}
	return ifRead(b, &v, func() int {
		for _, m := range v.Data {
			if m.ID == model || len(v.Data) == 1 {
				for _, n := range []int{m.Loaded, m.VLLM, m.Router, m.Groq} {
					if n > 0 {
						return n
					}
				}
			}
		}
		return 0
	})
}

func contextOfLoaded(b []byte, model string) int {
	var v struct {
		Models []struct {
			Name    string `json:"name"`
			Context int    `json:"context_length"`
		} `json:"models"`
	}
	return ifRead(b, &v, func() int {
		for _, m := range v.Models {
			if m.Name == model || m.Name == model+":latest" {
				return m.Context
			}
		}
		return 0
	})
}

var numCtx = regexp.MustCompile(`(?m)^\s*num_ctx\s+(\d+)`)

func contextOfShown(b []byte) int {
	var v struct {
		Parameters string `json:"parameters"`
	}
	return ifRead(b, &v, func() int {
		m := numCtx.FindStringSubmatch(v.Parameters)
		if m == nil {
			return 0
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return 0
		}
		return n
	})
}

func ifRead(b []byte, into any, then func() int) int {
	if b == nil || json.Unmarshal(b, into) != nil {
		return 0
	}
	return then()
}

package llm_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"studyapp/internal/generation/llm"
)

func TestTheSizeOfAContextIsAskedFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pages map[string]string // by path
		want  int
	}{
		"llama.cpp":           {map[string]string{"/props": `{"default_generation_settings":{"n_ctx":8192}}`, "/v1/models": `{"data":[{"id":"m","meta":{"n_ctx_train":32768}}]}`}, 8192},
		"vLLM":                {map[string]string{"/v1/models": `{"data":[{"id":"other","max_model_len":1024},{"id":"m","max_model_len":16384}]}`}, 16384},
		"Groq":                {map[string]string{"/v1/models": `{"data":[{"id":"m","context_window":131072}]}`}, 131072},
		"one under a name":    {map[string]string{"/v1/models": `{"data":[{"id":"a/path/to/m.gguf","max_model_len":2048}]}`}, 2048},
		"Ollama, loaded":      {map[string]string{"/api/version": `{"version":"1"}`, "/api/ps": `{"models":[{"name":"m:latest","context_length":6000}]}`, "/v1/models": `{"data":[{"id":"m"}]}`}, 6000},
		"Ollama, set":         {map[string]string{"/api/version": `{"version":"1"}`, "/api/ps": `{"models":[]}`, "/api/show": `{"parameters":"stop \"x\"\nnum_ctx   16000\n"}`}, 16000},
		"Ollama, nothing set": {map[string]string{"/api/version": `{"version":"1"}`, "/api/show": `{"model_info":{"qwen2.context_length":32768}}`}, 2048},
		"it does not say":     {nil, 4096},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				page, ok := c.pages[r.URL.Path]
				if !ok || r.Header.Get("Authorization") != "Bearer k" {
					http.NotFound(w, r)
					return
				}
				if r.Method == http.MethodPost {
					var body struct{ Model string }
					if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.Model != "m" {
						http.Error(w, "which model?", http.StatusBadRequest)
						return
					}
				}
				w.Write([]byte(page))
			}))
			t.Cleanup(s.Close)
			p := llm.NewOpenAI(llm.OpenAIOptions{BaseURL: s.URL + "/v1/", APIKey: "k", Model: "m", HTTP: s.Client()})
			if got := p.Context(t.Context()); got != c.want {
				t.Errorf("%d tokens, want %d", got, c.want)
			}
		})
	}
}

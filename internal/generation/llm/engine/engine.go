// Package engine runs a real small language model on this machine, for tests
// and measurements: Qwen2.5-Coder-1.5B-Instruct behind the chat-completions
// protocol, on the two cores of a student's laptop. scripts/engine.sh fetches
// it; the program itself never does.
package engine

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed serve.mjs
var server []byte

// Context is how many tokens the model is given, prompt and reply together.
const Context = 4096

// ErrMissing says that the model is not on this machine.
var ErrMissing = errors.New("the small language model is not here; scripts/engine.sh fetches it")

// Engine is a running server.
type Engine struct {
	URL string // the base URL, with /v1

	root string
	cmd  *exec.Cmd
	dir  string
}

// Stats are what a server has done since it began.
type Stats struct {
	Busy    bool    `json:"busy"`
	Read    int     `json:"read"`    // tokens of prompts
	Written int     `json:"written"` // tokens of replies
	CPU     float64 `json:"cpu_s"`   // seconds of all its threads
}

// Start starts a server of so many threads and waits until it has loaded the
// model. It returns ErrMissing where the model is not here. Stop ends it.
func Start(ctx context.Context, threads int) (*Engine, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	home := filepath.Join(cache, "studyapp", "engine")
	model := filepath.Join(home, "model.gguf")
	if _, err := os.Stat(model); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	} else if err != nil {
		return nil, err
	}
	e := &Engine{}
	if e.dir, err = os.MkdirTemp("", "studyapp-engine-"); err != nil {
		return nil, err
	}
	script := filepath.Join(e.dir, "serve.mjs")
	if err := os.WriteFile(script, server, 0o600); err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	e.cmd = exec.CommandContext(context.WithoutCancel(ctx), "node", script, model, home, strconv.Itoa(Context), strconv.Itoa(threads))
	e.cmd.Stderr = os.Stderr
	out, err := e.cmd.StdoutPipe()
	if err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	if err := e.cmd.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("starting the model: %w", err), e.Stop())
	}
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the model's server ended before it was ready: %w", err), e.Stop())
	}
	e.root = "http://127.0.0.1:" + strings.TrimSpace(port)
	e.URL = e.root + "/v1"
	return e, nil
}

// Stats asks the server what it has done.
func (e *Engine) Stats(ctx context.Context) (s Stats, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, e.root+"/stats", nil)
	if err != nil {
		return s, err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return s, err
	}
	defer res.Body.Close()
	return s, json.NewDecoder(res.Body).Decode(&s)
}

// Stop ends the server.
func (e *Engine) Stop() error {
	if e.cmd != nil && e.cmd.Process != nil {
		_ = e.cmd.Process.Kill() // it may have ended
		_ = e.cmd.Wait()         // it says that it was killed
	}
	return os.RemoveAll(e.dir)
}

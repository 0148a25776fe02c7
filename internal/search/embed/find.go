package embed

import (
	"os"
	"path/filepath"
	"sync"
	"time"

	"studyapp/internal/platform/errs"
)

// The files of a model folder. The graph is written by Open; the others come
// with the package client (package fetch).
const (
	Name        = "multilingual-e5-small"
	Dimension   = 384
	weightsFile = "weights.bin"
	graphFile   = "model.v2.onnx" // the version is of the recipe in graph.go
	runtimeFile = "libonnxruntime.so"
)

// Find returns the folder of the default model. It looks in the given folder
// (STUDYAPP_MODELS) alone when one is given; otherwise beside the binary and
// in the user's cache. It returns errs.Unavailable when none is complete.
func Find(models string) (string, error) {
	for _, dir := range places(models) {
		if exists(filepath.Join(dir, weightsFile)) && exists(filepath.Join(dir, runtimeFile)) {
			return dir, nil
		}
	}
	return "", errs.New(errs.Unavailable, "The search model is not here yet. Fetch it with: studyapp model fetch")
}

func places(models string) []string {
	if models != "" {
		return []string{filepath.Join(models, Name), models}
	}
	var dirs []string
	if binary, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Join(filepath.Dir(binary), "models", Name))
	}
	if cache, err := os.UserCacheDir(); err == nil {
		dirs = append(dirs, filepath.Join(cache, "studyapp", "models", Name))
	}
	return append(dirs, filepath.Join("/usr/local/share/studyapp/models", Name))
}

// Root is the folder below which a fetch puts the model (package fetch), one of
// those that Find looks into.
func Root(models string) (string, error) {
	if models != "" {
		return models, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", errs.Wrap(errs.Unavailable, err, "There is no folder for the search model. Set STUDYAPP_MODELS to one.")
	}
	return filepath.Join(cache, "studyapp", "models"), nil
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Loader gives out the model as soon as its files are there, so that a server
// which started without them needs no restart.
type Loader struct {
	models  string
	options Options

	mu     sync.Mutex
	model  *Model
	err    error
	looked time.Time
}

// NewLoader returns a loader that looks where Find looks. Nothing is loaded
// until Get is called.
func NewLoader(models string, o Options) *Loader { return &Loader{models: models, options: o} }

// lookAgain is the least time between two looks for a missing model.
const lookAgain = 5 * time.Second

// Get returns the model, loading it at the first call (about half a second;
// some seconds the first time ever, when the graph is written). It returns
// errs.Unavailable while the files are missing, and the reason of the last
// failure for the next five seconds without trying again.
func (l *Loader) Get() (*Model, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.model != nil || time.Since(l.looked) < lookAgain {
		return l.model, l.err
	}
	l.looked = time.Now()
	dir, err := Find(l.models)
	if err == nil {
		l.model, err = Open(dir, l.options)
	}
	l.err = err
	return l.model, err
}

// Again makes the next Get look anew although the last look was just now.
func (l *Loader) Again() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.looked = time.Time{}
}

// Close frees the model, as Model.Close does.
func (l *Loader) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.model == nil {
		return nil
	}
	return l.model.Close()
}

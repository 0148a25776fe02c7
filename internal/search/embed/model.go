package embed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sync/errgroup"

	"studyapp/internal/platform/errs"
	"studyapp/internal/search/late"
)

// Options say how much of the machine a model may use.
type Options struct {
	// Parallel is the number of passages embedded at once, each on one thread.
	// Two texts on two threads are faster than any batch, which pads. 0 means
	// one for each processor.
	Parallel int
}

// The model's task prefixes.
const (
	queryPrefix   = "query: "
	passagePrefix = "passage: "
)

// Model embeds texts. It is safe for use by several goroutines.
type Model struct {
	weights   *weights // mapped for the reader, which looks rows up
	tokenizer *tokenizer
	code      *late.Code
	graph     string // path of the ONNX file
	session   *ort.DynamicAdvancedSession
	reader    *ort.DynamicAdvancedSession
	slots     chan struct{} // one for each passage in work; queries need none

	using  sync.RWMutex // held for reading while the model works
	closed bool
}

// Open loads the model in dir. The first time it writes the ONNX graph beside
// the weights, or into the user's cache when dir cannot be written.
func Open(dir string, o Options) (*Model, error) {
	w, err := openWeights(filepath.Join(dir, weightsFile))
	if err != nil {
		return nil, errs.Wrap(errs.Unavailable, err, "The search model's file is damaged. Fetch it again with: make setup")
	}
	m := &Model{weights: w, tokenizer: newTokenizer(w)}
	if err := m.load(dir); err != nil {
		return nil, errors.Join(err, w.close())
	}
	if o.Parallel <= 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	m.slots = make(chan struct{}, o.Parallel)
	return m, nil
}

// load starts what the model runs in, on the files of dir.
func (m *Model) load(dir string) (err error) {
	if m.code, err = newCode(); err != nil {
		return err
	}
	if m.graph, err = writeGraph(m.weights, dir); err != nil {
		return fmt.Errorf("writing the model's graph: %w", err)
	}
	if err := startRuntime(filepath.Join(dir, runtimeFile)); err != nil {
		return fmt.Errorf("starting ONNX Runtime: %w", err)
	}
	options, err := ort.NewSessionOptions()
	if err != nil {
		return fmt.Errorf("configuring ONNX Runtime: %w", err)
	}
	defer func() { _ = options.Destroy() }()
	// One thread a run: the callers bring the parallelism. No memory pattern:
	// every text has another length.
	err = errors.Join(options.SetIntraOpNumThreads(1), options.SetInterOpNumThreads(1), options.SetMemPattern(false))
	if err != nil {
		return fmt.Errorf("configuring ONNX Runtime: %w", err)
	}
	m.session, err = ort.NewDynamicAdvancedSession(m.graph, []string{"input_ids", "attention_mask"}, []string{"embedding", "tokens"}, options)
	if err != nil {
		return fmt.Errorf("loading %s: %w", m.graph, err)
	}
	if m.reader, err = newReader(m.weights, options); err != nil {
		return errors.Join(err, m.session.Destroy())
	}
	return nil
}

// writeGraph returns the path of the ONNX file of w, writing it when it is
// missing.
func writeGraph(w *weights, dir string) (string, error) {
	dirs := []string{dir}
	if cache, err := os.UserCacheDir(); err == nil {
		dirs = append(dirs, filepath.Join(cache, "studyapp", "models", Name))
	}
	for _, d := range dirs {
		if path := filepath.Join(d, graphFile); exists(path) {
			return path, nil
		}
	}
	defer debug.FreeOSMemory() // some hundred megabytes that are not needed again
	var err error
	for _, d := range dirs {
		path := filepath.Join(d, graphFile)
		if err = writeFile(path, func(to io.Writer) error { return buildGraph(w, to) }); err == nil {
			return path, nil
		}
	}
	return "", err
}

// writeFile writes all or nothing.
func writeFile(path string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".graph-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // does nothing after the rename
	if err = errors.Join(write(f), f.Sync(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Name returns the model's name as it stands in embedding_models.
func (m *Model) Name() string { return Name }

// Dimension returns the length of a vector.
func (m *Model) Dimension() int { return Dimension }

// Tokens returns how many tokens the text has for the model, at most 512, the
// two control tokens and the prefix not counted.
func (m *Model) Tokens(text string) int { return len(m.tokenizer.encode(text)) - 2 }

// IDs returns the token ids of a passage as the model sees them, for
// comparisons with other runtimes.
func (m *Model) IDs(passage string) []int64 {
	return m.tokenizer.encode(prefixed(passagePrefix, passage))
}

// Graph returns the path of the ONNX file that is run.
func (m *Model) Graph() string { return m.graph }

// Query returns the unit vector of what somebody looks for. It does not wait
// for passages in work.
func (m *Model) Query(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return m.run(m.tokenizer.encode(prefixed(queryPrefix, text)))
}

// Passages returns the unit vectors of texts that can be found, in their
// order. Text beyond 512 tokens is not seen by the model. It stops between two
// texts when the context ends.
func (m *Model) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	err := m.each(ctx, len(texts), func(i int) (err error) {
		vectors[i], err = m.run(m.tokenizer.encode(prefixed(passagePrefix, texts[i])))
		return err
	})
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// each works n texts, as many at once as the model has slots, and stops at the
// first error or when the context ends.
func (m *Model) each(ctx context.Context, n int, work func(i int) error) error {
	return m.aside(ctx, n, func(ctx context.Context, i int) error {
		select {
		case m.slots <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		defer func() { <-m.slots }()
		if err := ctx.Err(); err != nil {
			return err
		}
		return work(i)
	})
}

// aside is each without a slot: beside the passages that are embedded, because
// somebody waits.
func (m *Model) aside(ctx context.Context, n int, work func(ctx context.Context, i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cap(m.slots))
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return work(ctx, i)
		})
	}
	return group.Wait()
}

var errClosed = errs.New(errs.Unavailable, "The server is stopping. Try again in a moment.")

// use keeps the model from being freed until the function that it returns is
// called.
func (m *Model) use() (done func(), err error) {
	m.using.RLock()
	if m.closed {
		m.using.RUnlock()
		return nil, errClosed
	}
	return m.using.RUnlock, nil
}

// Close frees the model once what it works on is done. Calls that come later
// get errs.Unavailable.
func (m *Model) Close() error {
	m.using.Lock()
	defer m.using.Unlock()
	if m.closed {
		return nil
	}
	m.closed = true
	return errors.Join(m.reader.Destroy(), m.session.Destroy(), m.weights.close())
}

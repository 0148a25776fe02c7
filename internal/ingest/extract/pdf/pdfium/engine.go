package pdfium

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"syscall"
	"time"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/klippa-app/go-pdfium/webassembly/imports"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	wasmPage = 64 << 10
	// What one page may need beyond what the caller allows before it starts
	// the engine anew; two engines and their server stay below 1 GB.
	memoryLimit = 256 << 20
)

// Engine is one instance of the module. It serves one caller at a time.
type Engine struct {
	pool gopdfium.Pool
	inst gopdfium.Pdfium

	fn    func(name string) caller
	mem   memory
	host  host
	stack [16]uint64
	funcs map[string]caller
	out   uint32 // guest memory for results, outSize bytes
}

const outSize = 4096

type caller interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type memory interface {
	Size() uint32
	Read(offset, count uint32) ([]byte, bool)
	Write(offset uint32, b []byte) bool
}

// host is what we use of go-pdfium's implementation besides the functions.
type host interface {
	CreateFileAccessReader(size int64, r io.ReadSeeker) (*uint64, *uint32, error)
	Malloc(size uint64) (uint64, error)
	Free(pointer uint64) error
}

// New starts an engine. The compiled module is kept in cacheDir, where the
// first start takes seconds and every later one a tenth of a second; several
// processes may start at once. Without a folder that can be written, every
// start takes seconds.
func New(cacheDir string) (*Engine, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryLimit / wasmPage)
	if cache, unlock, err := openCache(cacheDir); err == nil {
		defer unlock()
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), // no files: documents come through a reader
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: config,
	})
	if err != nil {
		return nil, fmt.Errorf("pdfium: starting: %w", err)
	}
	inst, err := pool.GetInstance(time.Minute)
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("pdfium: instance: %w", err)
	}
	e := &Engine{pool: pool, inst: inst, funcs: map[string]caller{}}
	if err := e.bind(inst.GetImplementation()); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return e, nil
}

// openCache opens the folder of compiled modules and locks it, so that only
// one process compiles.
func openCache(dir string) (wazero.CompilationCache, func(), error) {
	if dir == "" {
		return nil, nil, errors.New("pdfium: no folder for the compiled module")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, err
	}
	unlock, err := lock(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, nil, err
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		unlock()
		return nil, nil, err
	}
	return cache, unlock, nil
}

// bind reaches the module behind go-pdfium's methods. Its types are internal
// there, so they are named through the public function that returns them.
func (e *Engine) bind(impl any) error {
	adapted := imports.NewModule(nil)
	field := reflect.ValueOf(impl).Elem().FieldByName("Module")
	if !field.IsValid() {
		return errors.New("pdfium: go-pdfium has changed: no Module")
	}
	module, ok := sameType(field.Interface(), adapted)
	if !ok {
		return errors.New("pdfium: go-pdfium has changed: another Module")
	}
	if e.host, ok = impl.(host); !ok {
		return errors.New("pdfium: go-pdfium has changed: no host functions")
	}
	e.mem = module.Memory()
	e.fn = func(name string) caller {
		if f := module.ExportedFunction(name); f != nil {
			return f
		}
		return nil
	}
	out, err := e.host.Malloc(outSize)
	if err != nil {
		return fmt.Errorf("pdfium: %w", err)
	}
	e.out = uint32(out)
	return nil
}

func sameType[T any](v any, _ T) (T, bool) { t, ok := v.(T); return t, ok }

// Close ends the instance.
func (e *Engine) Close() { _ = e.pool.Close() }

// Memory is the size of the guest's memory in bytes. It never shrinks.
func (e *Engine) Memory() int { return int(e.mem.Size()) }

// trap is the panic with which a failed call leaves the functions below; the
// exported ones turn it into an error. After one the engine must be closed.
type trap struct{ err error }

// ErrCrashed reports that the module failed inside a call. The engine that
// returned it is of no more use.
var ErrCrashed = errors.New("pdfium: the module crashed")

func catch(err *error) {
	switch v := recover().(type) {
	case nil:
	case trap:
		*err = fmt.Errorf("%w: %w", ErrCrashed, v.err)
	default:
		*err = fmt.Errorf("%w: %v", ErrCrashed, v)
	}
}

func (e *Engine) call(name string, args ...uint64) uint64 {
	return e.callFn(e.function(name), args...)
}

// function finds a function of the module. Each has a stack of its own, so that
// they are kept.
func (e *Engine) function(name string) caller {
	f, ok := e.funcs[name]
	if !ok {
		f = e.fn(name)
		if f == nil {
			panic(trap{fmt.Errorf("no function %s", name)})
		}
		e.funcs[name] = f
	}
	return f
}

func (e *Engine) callFn(f caller, args ...uint64) uint64 {
	e.stack[0] = 0
	copy(e.stack[:], args)
	if err := f.CallWithStack(context.Background(), e.stack[:]); err != nil {
		panic(trap{err})
	}
	return e.stack[0]
}

func (e *Engine) bytes(at uint32, n int) []byte {
	b, ok := e.mem.Read(at, uint32(n))
	if !ok {
		panic(trap{errors.New("read outside the guest's memory")})
	}
	return b
}

func (e *Engine) float(at uint32) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(e.bytes(at, 4))))
}

func (e *Engine) double(at uint32) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(e.bytes(at, 8)))
}

func (e *Engine) callFloat(name string, args ...uint64) float64 {
	return float64(math.Float32frombits(uint32(e.call(name, args...))))
}

func (e *Engine) callInt(name string, args ...uint64) int { return int(int32(e.call(name, args...))) }

// text asks a function of the form f(args…, buffer, length) for UTF-16 text.
func (e *Engine) text(name string, args ...uint64) string {
	n := e.callInt(name, append(args, uint64(e.out), outSize)...)
	if n <= 2 || n > outSize {
		return ""
	}
	return e.utf16(e.out, n)
}

// utf16 reads n bytes of UTF-16, the last two of which are zero.
func (e *Engine) utf16(at uint32, n int) string {
	if n <= 2 {
		return ""
	}
	b := e.bytes(at, n-2)
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(decoded(u))
}

func (e *Engine) word(at uint32) uint32 { return binary.LittleEndian.Uint32(e.bytes(at, 4)) }

func (e *Engine) cstring(s string) (uint64, func()) {
	p, err := e.host.Malloc(uint64(len(s) + 1))
	if err != nil {
		panic(trap{err})
	}
	e.mem.Write(uint32(p), append([]byte(s), 0))
	return p, func() { _ = e.host.Free(p) }
}

// lock takes the exclusive lock of a file, waiting for it.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

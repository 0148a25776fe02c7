package embed

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"syscall"
)

// blockSize is the number of weights that share one scale: 2 bytes of float16
// and 16 bytes of two 4-bit values each, w = (q - 8) * scale.
const (
	blockSize  = 32
	blockBytes = 2 + blockSize/2
)

// weights is a memory-mapped weights file: header, vocabulary, normaliser, a
// directory of tensors, then the tensors.
type weights struct {
	data                                    []byte
	hidden, layers, heads, inner, positions int
	epsilon                                 float32
	bos, eos, pad, unk                      int
	pieces                                  [][]byte  // by token id
	scores                                  []float32 // log probabilities by token id
	normal                                  map[rune][]rune
	directory                               map[string]tensorEntry
}

type tensorEntry struct{ offset, size, elements int }

// openWeights maps the file and reads everything but the tensors. The caller
// closes it; pieces are invalid afterwards.
func openWeights(path string) (*weights, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() < 72 {
		return nil, fmt.Errorf("%s: not a weights file", path)
	}
	data, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("mapping %s: %w", path, err)
	}
	w := &weights{data: data}
	if err := w.parse(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), w.close())
	}
	return w, nil
}

func (w *weights) close() error { return syscall.Munmap(w.data) }

// reader walks little-endian fields; a read past the end sets err once.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.data)-r.at {
		if r.err == nil {
			r.err = fmt.Errorf("torn at byte %d of %d", r.at, len(r.data))
		}
		return nil
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b
}

func (r *reader) u16() int {
	if b := r.take(2); b != nil {
		return int(binary.LittleEndian.Uint16(b))
	}
	return 0
}

func (r *reader) u32() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *reader) u64() int {
	if b := r.take(8); b != nil {
		return int(binary.LittleEndian.Uint64(b))
	}
	return 0
}

func (r *reader) f32() float32 { return math.Float32frombits(uint32(r.u32())) }

func (w *weights) parse() error {
	r := &reader{data: w.data}
	if magic := r.take(4); !bytes.Equal(magic, []byte("E5S1")) {
		return errors.New("not a weights file")
	}
	if v := r.u32(); v != 1 {
		return fmt.Errorf("weights of version %d, want 1", v)
	}
	w.hidden, w.layers, w.heads, w.inner = r.u32(), r.u32(), r.u32(), r.u32()
	r.u32() // vocabulary size, told again below
	w.positions = r.u32()
	r.u32() // token types
	w.epsilon = r.f32()
	r.take(4)
	n := r.u32()
	w.bos, w.eos, w.pad, w.unk = r.u32(), r.u32(), r.u32(), r.u32()
	blob := r.u64()
	offsets := r.take(4 * (n + 1))
	scores := r.take(4 * n)
	pieces := r.take(blob)
	if r.err != nil {
		return r.err
	}
	w.pieces, w.scores = make([][]byte, n), make([]float32, n)
	for i := range n {
		from, to := binary.LittleEndian.Uint32(offsets[4*i:]), binary.LittleEndian.Uint32(offsets[4*i+4:])
		if from > to || int(to) > len(pieces) {
			return fmt.Errorf("piece %d lies outside the vocabulary", i)
		}
		w.pieces[i] = pieces[from:to]
		w.scores[i] = math.Float32frombits(binary.LittleEndian.Uint32(scores[4*i:]))
	}
	count := r.u32()
	r.u32()
	w.normal = make(map[rune][]rune, count)
	for range count {
		point := rune(r.u32())
		length := r.take(1)
		if r.err != nil {
			return r.err
		}
		to := make([]rune, length[0])
		for i := range to {
			to[i] = rune(r.u32())
		}
		w.normal[point] = to
	}
	entries := r.u32()
	w.directory = make(map[string]tensorEntry, entries)
	for range entries {
		name := string(r.take(r.u16()))
		r.take(1) // element kind, known from the name
		e := tensorEntry{elements: r.u32(), offset: r.u64(), size: r.u64()}
		if r.err != nil {
			return r.err
		}
		if e.offset < 0 || e.size < 0 || e.offset+e.size > len(w.data) {
			return fmt.Errorf("tensor %s lies outside the file", name)
		}
		w.directory[name] = e
	}
	return r.err
}

// raw returns the bytes of a tensor of the given size.
func (w *weights) raw(name string, size int) ([]byte, error) {
	e, ok := w.directory[name]
	if !ok || e.size < size {
		return nil, fmt.Errorf("tensor %s is missing or too short", name)
	}
	return w.data[e.offset : e.offset+size], nil
}

// floats returns a float32 tensor of n elements.
func (w *weights) floats(name string, n int) ([]float32, error) {
	b, err := w.raw(name, 4*n)
	if err != nil {
		return nil, err
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out, nil
}

// packed returns a 4-bit matrix [rows, columns] with its values two a byte, the
// lower column in the lower half, and the raw float16 scales [rows, columns/32].
// In the file the two halves of a byte lie half a block apart.
func (w *weights) packed(name string, rows, columns int) (values, scales []byte, err error) {
	n := rows * columns / blockSize
	b, err := w.raw(name, n*blockBytes)
	if err != nil {
		return nil, nil, err
	}
	const half = blockSize / 4
	values, scales = make([]byte, n*blockSize/2), make([]byte, 2*n)
	for i := range n {
		block := b[i*blockBytes : (i+1)*blockBytes]
		copy(scales[2*i:], block[:2])
		out := values[i*blockSize/2:]
		for j := range half {
			low, high := block[2+2*j], block[3+2*j]
			out[j], out[half+j] = low&15|high<<4, low>>4|high&0xf0
		}
	}
	return values, scales, nil
}

// matrix returns a 4-bit matrix [rows, columns] as float32.
func (w *weights) matrix(name string, rows, columns int) ([]float32, error) {
	values, scales, err := w.packed(name, rows, columns)
	if err != nil {
		return nil, err
	}
	out := make([]float32, rows*columns)
	for i := range out {
		q := values[i/2] >> (4 * (i & 1)) & 15
		out[i] = (float32(q) - 8) * float16(binary.LittleEndian.Uint16(scales[2*(i/blockSize):]))
	}
	return out, nil
}

// row widens one row of a 4-bit matrix to float32; out has its length.
func (w *weights) row(name string, row int, out []float32) error {
	e, ok := w.directory[name]
	size := len(out) / blockSize * blockBytes
	if !ok || row < 0 || (row+1)*size > e.size {
		return fmt.Errorf("tensor %s has no row %d", name, row)
	}
	for i := range len(out) / blockSize {
		at := e.offset + row*size + i*blockBytes
		block, to := w.data[at:at+blockBytes], out[i*blockSize:(i+1)*blockSize]
		scale := float16(binary.LittleEndian.Uint16(block))
		for j, two := range block[2:] {
			to[j] = (float32(two&15) - 8) * scale
			to[blockSize/2+j] = (float32(two>>4) - 8) * scale
		}
	}
	return nil
}

// float16 widens an IEEE 754 half.
func float16(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10)&31, uint32(h)&1023
	switch exponent {
	case 0: // zero and subnormals
		v := float32(fraction) / (1 << 24)
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 31:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

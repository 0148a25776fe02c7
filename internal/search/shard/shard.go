package shard

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"log/slog"
	"sync"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
	"studyapp/internal/search/vector"
)

// Document is what a shard knows of a document.
type Document struct {
	ID       id.Document `json:"id"`
	Course   id.Course   `json:"course"`
	Title    string      `json:"title"`
	Language string      `json:"language"` // ISO 639-1; "" = unknown
}

// Chunk is a passage to be indexed.
type Chunk struct {
	ID       id.Chunk
	Document id.Document
	Headings []string
	Text     string
	// Print tells this text from any other the same id could ever have had.
	Print int32
	// Vector is nil while there is none.
	Vector []float32
}

// Engine makes vector indexes.
type Engine struct {
	New  func(dimension int) (vector.Index, error)
	Load func(path string, dimension int) (vector.Index, error)
	// Train makes an index in a form for very many vectors. It takes seconds.
	// It is used for indexes that are growers; other engines leave it nil.
	Train func(dimension int, ids []int64, vectors []float32) (vector.Index, error)
}

// grower is an index that knows when it has outgrown its form.
type grower interface {
	WantsTraining() bool
	Vectors() (ids []int64, vectors []float32, err error)
}

// Shard is one owner's index.
type Shard struct {
	engine    Engine
	dimension int
	analysers *lexical.Analysers
	log       *slog.Logger

	mu        sync.RWMutex
	documents []Document // by number, which is the group of their chunks
	numbers   map[id.Document]uint32
	words     *lexical.Index
	vectors   vector.Index
	chunks    map[id.Chunk]state
	changes   int // since the shard was made or saved

	growing bool     // an index in another form is being made
	replay  []change // of the vectors since growing began
	grown   sync.WaitGroup
	closed  bool
}

type state struct {
	print    int32
	embedded bool
}

// change is something to repeat on an index that is being made.
type change struct {
	ids     []int64
	vectors []float32 // nil = removed
}

// New returns an empty shard for vectors of the dimension.
func New(a *lexical.Analysers, e Engine, dimension int, log *slog.Logger) (*Shard, error) {
	vectors, err := e.New(dimension)
	if err != nil {
		return nil, fmt.Errorf("shard: %w", err)
	}
	return &Shard{
		engine: e, dimension: dimension, analysers: a, log: log,
		numbers: make(map[id.Document]uint32),
		words:   lexical.New(a), vectors: vectors,
		chunks: make(map[id.Chunk]state),
	}, nil
}

// Close frees the shard; it must not be used afterwards.
func (s *Shard) Close() {
	s.grown.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.closed = true
		s.vectors.Close()
	}
}

// Dimension is that of the vectors.
func (s *Shard) Dimension() int { return s.dimension }

// SetDocument puts a document in or changes it. It reports whether its chunks
// must be added anew, because the words of its title stand with theirs; until
// then their prints fit no text.
func (s *Shard) SetDocument(d Document) (stale bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.numbers[d.ID]
	if !ok {
		s.numbers[d.ID] = uint32(len(s.documents))
		s.documents = append(s.documents, d)
		s.changes++
		return false
	}
	old := s.documents[n]
	if old == d {
		return false
	}
	s.documents[n] = d
	s.changes++
	if old.Title == d.Title && old.Language == d.Language {
		return false
	}
	for _, c := range s.words.IDs(func(group uint32) bool { return group == n }) {
		now := s.chunks[id.Chunk(c)]
		now.print = ^now.print
		s.chunks[id.Chunk(c)] = now
	}
	return true
}

// Add puts chunks in as they are given, in place of those with the same ids.
// Their documents must be there.
func (s *Shard) Add(chunks []Chunk) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var fresh []Chunk // with vectors
	var stale []int64
	for _, c := range chunks {
		n, ok := s.numbers[c.Document]
		if !ok {
			return fmt.Errorf("shard: chunk %d of document %s, which is not there", c.ID, c.Document)
		}
		if s.chunks[c.ID].embedded {
			stale = append(stale, int64(c.ID))
		}
		if c.Vector != nil {
			fresh = append(fresh, c)
		}
		d := s.documents[n]
		s.words.Add(int64(c.ID), n, s.analysers.Language(c.Text, d.Language), Passage(d.Title, c.Headings, c.Text))
		s.chunks[c.ID] = state{print: c.Print}
		s.changes++
	}
	if err := s.removeVectors(stale); err != nil {
		return err
	}
	return s.embed(fresh)
}

// Embed gives chunks their vectors. Only ID and Vector are read; a chunk that
// is not there, or has a vector, stays as it is.
func (s *Shard) Embed(chunks []Chunk) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.embed(chunks)
}

func (s *Shard) embed(chunks []Chunk) error {
	var ids []int64
	var vectors []float32
	for _, c := range chunks {
		now, ok := s.chunks[c.ID]
		if !ok || now.embedded {
			continue
		}
		if len(c.Vector) != s.dimension {
			return fmt.Errorf("shard: vector of chunk %d has %d dimensions, not %d", c.ID, len(c.Vector), s.dimension)
		}
		now.embedded = true
		s.chunks[c.ID] = now
		ids = append(ids, int64(c.ID))
		vectors = append(vectors, c.Vector...)
		s.changes++
	}
	return s.addVectors(ids, vectors)
}

// Remove takes chunks out; those that are not there do not matter.
func (s *Shard) Remove(chunks []id.Chunk) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.remove(chunks)
}

// RemoveDocument takes a document out with its chunks.
func (s *Shard) RemoveDocument(d id.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.numbers[d]
	if !ok {
		return nil
	}
	delete(s.numbers, d)
	s.documents[n] = Document{} // numbers are not given twice
	s.changes++
	var chunks []id.Chunk
	for _, c := range s.words.IDs(func(group uint32) bool { return group == n }) {
		chunks = append(chunks, id.Chunk(c))
	}
	return s.remove(chunks)
}

func (s *Shard) remove(chunks []id.Chunk) error {
	var ids []int64
	for _, c := range chunks {
		old, ok := s.chunks[c]
		if !ok {
			continue
		}
		s.words.Remove(int64(c))
		if old.embedded {
			ids = append(ids, int64(c))
		}
		delete(s.chunks, c)
		s.changes++
	}
	return s.removeVectors(ids)
}

func (s *Shard) addVectors(ids []int64, vectors []float32) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.vectors.Add(ids, vectors); err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	if s.growing {
		s.replay = append(s.replay, change{ids, vectors})
	}
	s.grow()
	return nil
}

func (s *Shard) removeVectors(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := s.vectors.Remove(ids); err != nil {
		return fmt.Errorf("shard: %w", err)
	}
	if s.growing {
		s.replay = append(s.replay, change{ids: ids})
	}
	return nil
}

// Counts is what a shard holds, to be compared with the tables.
type Counts struct {
	Chunks, Vectors     int64
	ChunkSum, VectorSum int64 // of the ids
	PrintSum            int64
	Documents           int64
	DocumentSum         int64 // of their prints
}

// Print tells what a shard knows of the document from what it would know of
// another, or of the same one changed: the first four bytes of the SHA-256 of
// its fields, a line each.
func (d Document) Print() int32 {
	sum := sha256.Sum256([]byte(d.ID.String() + "\n" + d.Course.String() + "\n" + d.Title + "\n" + d.Language))
	return int32(binary.BigEndian.Uint32(sum[:]))
}

// Counts adds up all documents and chunks.
func (s *Shard) Counts() Counts {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var c Counts
	for chunk, now := range s.chunks {
		c.Chunks++
		c.ChunkSum += int64(chunk)
		c.PrintSum += int64(now.print)
		if now.embedded {
			c.Vectors++
			c.VectorSum += int64(chunk)
		}
	}
	for _, n := range s.numbers {
		c.Documents++
		c.DocumentSum += int64(s.documents[n].Print())
	}
	return c
}

// Known is what a shard knows of one chunk.
type Known struct {
	There, Embedded bool
	Print           int32
}

// Known tells what the shard knows of a chunk.
func (s *Shard) Known(c id.Chunk) Known {
	s.mu.RLock()
	defer s.mu.RUnlock()
	now, ok := s.chunks[c]
	return Known{ok, now.embedded, now.print}
}

// Chunks returns the chunks of a document, or, with the zero document, all.
func (s *Shard) Chunks(d id.Document) []id.Chunk {
	s.mu.RLock()
	defer s.mu.RUnlock()
	in := func(uint32) bool { return true }
	if !d.IsZero() {
		n, ok := s.numbers[d]
		if !ok {
			return nil
		}
		in = func(group uint32) bool { return group == n }
	}
	ids := s.words.IDs(in)
	chunks := make([]id.Chunk, len(ids))
	for i, n := range ids {
		chunks[i] = id.Chunk(n)
	}
	return chunks
}

// Document returns what the shard knows of a document.
func (s *Shard) Document(d id.Document) (Document, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, ok := s.numbers[d]
	if !ok {
		return Document{}, false
	}
	return s.documents[n], true
}

// Documents returns all documents, also those without chunks.
func (s *Shard) Documents() []Document {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make([]Document, 0, len(s.numbers))
	for _, n := range s.numbers {
		all = append(all, s.documents[n])
	}
	return all
}

// Changes counts what has changed since the shard was made or last saved.
func (s *Shard) Changes() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.changes
}

// Bytes estimates the memory of the shard.
func (s *Shard) Bytes() int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	const perChunk, perDocument = 40, 300
	return s.words.Bytes() + s.vectors.Bytes() + int64(len(s.chunks))*perChunk + int64(len(s.documents))*perDocument
}

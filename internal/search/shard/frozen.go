package shard

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"studyapp/internal/platform/id"
	"studyapp/internal/search/lexical"
)

// frozen is a shard as it was at a moment, to be written while it changes.
type frozen struct {
	documents []Document
	chunks    map[id.Chunk]state
	words     *lexical.Frozen
	vectors   *os.File // in memory
	embedded  int      // vectors
	changes   int      // of the shard until then
}

// freeze takes hold of the shard as it is. Changes wait as long as copying in
// memory takes, not for the disk. Release it.
func (s *Shard) freeze() (*frozen, error) {
	memory, err := unix.MemfdCreate("vectors", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("memory for the vectors: %w", err)
	}
	f := &frozen{vectors: os.NewFile(uintptr(memory), "vectors")}
	s.mu.RLock()
	defer s.mu.RUnlock()
	// An engine writes to paths alone; this one is of the memory.
	if err := s.vectors.Save(fmt.Sprintf("/proc/self/fd/%d", memory)); err != nil {
		f.release()
		return nil, err
	}
	f.documents, f.chunks, f.words = slices.Clone(s.documents), maps.Clone(s.chunks), s.words.Freeze()
	f.embedded, f.changes = s.vectors.Len(), s.changes
	return f, nil
}

// release gives the memory back.
func (f *frozen) release() { _ = f.vectors.Close() }

// writeWords writes documents, chunks and their words.
func (f *frozen) writeWords(to io.Writer) error {
	documents, err := json.Marshal(f.documents)
	if err != nil {
		return err
	}
	head := binary.AppendUvarint(nil, uint64(len(documents)))
	head = append(head, documents...)
	head = binary.AppendUvarint(head, uint64(len(f.chunks)))
	for chunk, now := range f.chunks {
		head = binary.AppendUvarint(head, uint64(chunk))
		head = binary.AppendVarint(head, int64(now.print))
		if now.embedded {
			head = append(head, 1)
		} else {
			head = append(head, 0)
		}
	}
	if _, err := to.Write(head); err != nil {
		return err
	}
	return f.words.Save(to)
}

func (f *frozen) writeVectors(to io.Writer) error {
	if _, err := f.vectors.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(to, f.vectors)
	return err
}

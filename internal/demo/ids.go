package demo

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// namer gives identifiers that are the same for the same seed and times: a
// card's id seeds what its intervals are moved by, so its dates follow from it.
type namer struct {
	random *rand.Rand
	now    func() time.Time
	last   int64
}

// next is a UUIDv7 of the time and of chance. Each is larger than the one
// before, since new cards are asked in the order of their ids.
func (n *namer) next() (out [16]byte) {
	n.last = max(n.last+1, n.now().UnixMilli())
	binary.BigEndian.PutUint64(out[:8], uint64(n.last)<<16|0x7000|n.random.Uint64()&0xfff) //nolint:gosec // times after 1970
	binary.BigEndian.PutUint64(out[8:], 0x8000<<48|n.random.Uint64()&^(uint64(0xc000)<<48))
	return out
}

// named makes notes with identifiers of the namer. It is cards.Notes.
type named struct {
	*learning.Service
	namer *namer
}

// CreateNotesTx implements cards.Notes.
func (s named) CreateNotesTx(ctx context.Context, tx pgx.Tx, owner id.User, notes []learning.NewNote) ([]id.Card, error) {
	for i := range notes {
		notes[i].ID = id.Note(s.namer.next())
	}
	return s.Service.CreateNotesTx(ctx, tx, owner, notes)
}

// noJobs takes no jobs in: what they would do is done at once, at the time of
// the story (runs.Engine.Work). It is runs.Jobs.
type noJobs struct{}

// InsertTx implements runs.Jobs.
func (noJobs) InsertTx(context.Context, pgx.Tx, river.JobArgs, *river.InsertOpts) (*rivertype.JobInsertResult, error) {
	return &rivertype.JobInsertResult{}, nil
}

// StatesTx implements runs.Jobs.
func (noJobs) StatesTx(context.Context, pgx.Tx, []int64) (map[int64]rivertype.JobState, error) {
	return nil, nil //nolint:nilnil // a nil map tells of no job
}

// sumOf keeps the ids of two accounts with the same seed and time apart.
func sumOf(email string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(email)))
	return h.Sum64()
}

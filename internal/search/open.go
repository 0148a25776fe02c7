package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/search/shard"
)

// entry is the place of one owner's shard in memory.
type entry struct {
	ready   chan struct{} // closed when live or err is set
	live    *live
	err     error
	users   int   // who are using it now
	used    int64 // Service.clock at the last use
	leaving bool  // it is saved to make room; who uses it meanwhile keeps it
	dropped bool  // no longer in Service.open: the last user closes it
}

// acquire returns the owner's shard, loaded and up to date, and a function to
// call when it is no longer used.
func (s *Service) acquire(ctx context.Context, owner id.User) (*live, func(), error) {
	for {
		s.mu.Lock()
		if s.alive.Err() != nil {
			s.mu.Unlock()
			return nil, nil, fmt.Errorf("search: closed")
		}
		e := s.open[owner]
		if e == nil {
			e = &entry{ready: make(chan struct{})}
			s.open[owner] = e
			// Loading serves whoever comes next, also when this caller leaves.
			s.tasks.Go(func() { s.load(owner, e) })
		}
		e.users++
		e.leaving = false
		s.clock++
		e.used = s.clock
		s.mu.Unlock()
		release := func() { s.release(e) }
		select {
		case <-e.ready:
		case <-ctx.Done():
			release()
			return nil, nil, ctx.Err()
		}
		if e.err != nil {
			err := e.err
			release()
			return nil, nil, err
		}
		wanted, err := s.wantedModel(ctx, e.live)
		if err == nil && wanted {
			err = e.live.follow(ctx)
		}
		if errors.Is(err, errRebuild) || err == nil && !wanted {
			s.log.InfoContext(ctx, "search index is of no more use, building it anew", "owner", owner)
			s.discard(owner, e)
			release()
			continue
		}
		if err != nil {
			release()
			return nil, nil, err
		}
		return e.live, release, nil
	}
}

// wantedModel reports whether the shard holds the vectors of today's model.
func (s *Service) wantedModel(ctx context.Context, l *live) (bool, error) {
	if e := s.embedder(); e != nil {
		return e.Name() == l.model.Name, nil
	}
	m, err := readModel(ctx, s.pool, nil)
	return m.ID == l.model.ID, err
}

// load fills the entry, from its snapshot if that is good.
func (s *Service) load(owner id.User, e *entry) {
	started := time.Now()
	l, from, err := s.loadShard(s.alive, owner)
	if err == nil {
		s.shards.Add(1)
		s.log.Info("search index loaded", "owner", owner, "from", from, "chunks", l.shard.Counts().Chunks, "took", time.Since(started))
	}
	s.mu.Lock()
	e.live, e.err = l, err
	if err != nil {
		e.dropped = true
		delete(s.open, owner)
	}
	s.mu.Unlock()
	close(e.ready)
	s.makeRoom()
}

func (s *Service) loadShard(ctx context.Context, owner id.User) (*live, string, error) {
	m, err := readModel(ctx, s.pool, s.embedder())
	if err != nil {
		return nil, "", err
	}
	l := &live{service: s, owner: owner, model: m}
	if s.options.Folder != "" {
		if err = l.loadSnapshot(ctx); err == nil {
			return l, "snapshot", nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			s.log.WarnContext(ctx, "search index cannot be loaded, building it anew", "owner", owner, "error", err)
		}
	}
	if l.shard, err = shard.New(s.analysers, s.options.Engine, m.Dimension, s.log); err != nil {
		return nil, "", err
	}
	if err := l.rebuild(ctx); err != nil {
		l.shard.Close()
		return nil, "", err
	}
	l.checked = time.Now()
	return l, "tables", nil
}

func (l *live) loadSnapshot(ctx context.Context) error {
	s := l.service
	loaded, origin, err := shard.Load(s.folder(l.owner), l.model.Name, l.model.Dimension, s.analysers, s.options.Engine, s.log)
	if err != nil {
		return err
	}
	l.shard = loaded
	if err = json.Unmarshal(origin.Cursor, &l.cursor); err == nil {
		err = l.verify(ctx)
	}
	if err != nil {
		loaded.Close()
		l.shard, l.cursor = nil, outbox.Cursor{}
	}
	return err
}

func (s *Service) folder(owner id.User) string {
	return filepath.Join(s.options.Folder, owner.String())
}

func (s *Service) release(e *entry) {
	s.leave(e)
	s.makeRoom()
}

// leave ends one use of a shard. The last one closes it if it was dropped.
func (s *Service) leave(e *entry) {
	s.mu.Lock()
	e.users--
	last := e.users == 0 && e.dropped && e.live != nil
	s.mu.Unlock()
	if last {
		e.live.shard.Close()
		s.shards.Done()
	}
}

// discard takes a shard out of use without saving it.
func (s *Service) discard(owner id.User, e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(owner, e)
}

// makeRoom saves and closes the shards that were not used for the longest
// time, until the rest fits. One that is used while it is saved stays.
func (s *Service) makeRoom() {
	for {
		s.mu.Lock()
		owner, oldest := s.tooMany()
		if oldest == nil {
			s.mu.Unlock()
			return
		}
		oldest.leaving = true
		oldest.users++
		s.mu.Unlock()
		s.save(oldest.live)
		s.mu.Lock()
		if oldest.leaving && s.open[owner] == oldest {
			s.drop(owner, oldest)
		}
		oldest.leaving = false
		s.mu.Unlock()
		s.leave(oldest)
	}
}

// drop takes a shard out of use. s.mu is held.
func (s *Service) drop(owner id.User, e *entry) {
	if s.open[owner] == e {
		delete(s.open, owner)
	}
	e.dropped = true
}

// tooMany returns the shard to drop next, or nil. s.mu is held.
func (s *Service) tooMany() (id.User, *entry) {
	var total int64
	var owner id.User
	var oldest *entry
	for o, e := range s.open {
		select {
		case <-e.ready:
		default:
			continue // still loading
		}
		if e.leaving || e.live == nil {
			continue
		}
		total += e.live.shard.Bytes()
		if e.users == 0 && (oldest == nil || e.used < oldest.used) {
			owner, oldest = o, e
		}
	}
	if total <= s.options.MemoryBytes {
		return id.User{}, nil
	}
	return owner, oldest
}

// save writes a snapshot if the shard has changed since the last. A failure
// costs the next start time, no data.
func (s *Service) save(l *live) {
	if s.options.Folder == "" || l.shard.Changes() == 0 {
		return
	}
	l.mu.Lock()
	cursor := l.cursor // what is applied while saving will be applied again
	l.mu.Unlock()
	body, err := json.Marshal(cursor)
	if err == nil {
		err = l.shard.Save(s.folder(l.owner), shard.Origin{Model: l.model.Name, Dimension: l.model.Dimension, Cursor: body})
	}
	if err != nil {
		s.log.Error("search index could not be saved", "owner", l.owner, "error", err)
	}
}

func (s *Service) saveNowAndThen() {
	tick := time.NewTicker(s.options.SnapshotEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.alive.Done():
			return
		case <-tick.C:
			s.saveAll()
		}
	}
}

func (s *Service) saveAll() {
	s.mu.Lock()
	var entries []*entry
	for _, e := range s.open {
		if e.live != nil {
			e.users++
			entries = append(entries, e)
		}
	}
	s.mu.Unlock()
	for _, e := range entries {
		s.save(e.live)
		s.release(e)
	}
}

// Close saves the shards and frees them. One that a search still uses is freed
// when that ends; Close waits for it as long as the context lets it. No search
// begins any more.
func (s *Service) Close(ctx context.Context) error {
	s.end()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.tasks.Wait()
		s.saveAll()
		s.mu.Lock()
		var entries []*entry
		for owner, e := range s.open {
			e.users++
			entries = append(entries, e)
			s.drop(owner, e)
		}
		s.mu.Unlock()
		for _, e := range entries {
			s.leave(e)
		}
		s.shards.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("closing the search index: %w", ctx.Err())
	}
}

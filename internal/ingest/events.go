package ingest

import (
	"context"
	"reflect"

	"studyapp/internal/platform/id"
)

// Events sends the document as it is now and again whenever it changes, and
// closes the channel once it is ready, failed or gone, or the context ends. A
// slow reader misses states in between, never the last one.
func (s *Service) Events(ctx context.Context, owner id.User, doc id.Document) (<-chan Document, error) {
	ctx, cancel := context.WithCancel(ctx)
	wakes := s.o.Bus.Subscribe(ctx, owner) // before the first look, so that nothing falls between
	d, err := s.Document(ctx, owner, doc)
	if err != nil {
		cancel()
		return nil, err
	}
	out := make(chan Document)
	go func() {
		defer cancel()
		defer close(out)
		for {
			select {
			case out <- d:
			case <-ctx.Done():
				return
			}
			if d.Status == Ready || d.Status == Failed {
				return
			}
			for last := d; reflect.DeepEqual(last, d); {
				if _, ok := <-wakes; !ok {
					return
				}
				if d, err = s.Document(ctx, owner, doc); err != nil {
					return // deleted, or the context ended
				}
			}
		}
	}()
	return out, nil
}

package shard

// grow makes an index in another form in the background, if that pays, and
// puts it in place with the changes made meanwhile. s.mu is held.
func (s *Shard) grow() {
	old, ok := s.vectors.(grower)
	if !ok || s.engine.Train == nil || s.growing || !old.WantsTraining() {
		return
	}
	s.growing = true
	s.grown.Go(func() {
		err := s.train(old)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.growing, s.replay = false, nil
		if err != nil {
			s.log.Error("search index keeps its form", "vectors", s.vectors.Len(), "error", err)
		}
	})
}

func (s *Shard) train(old grower) error {
	s.mu.RLock()
	ids, vectors, err := old.Vectors()
	s.mu.RUnlock()
	if err != nil {
		return err
	}
	next, err := s.engine.Train(s.dimension, ids, vectors)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.replay {
		// What came before the vectors were read is in already.
		if _, err := next.Remove(c.ids); err != nil {
			next.Close()
			return err
		}
		if c.vectors == nil {
			continue
		}
		if err := next.Add(c.ids, c.vectors); err != nil {
			next.Close()
			return err
		}
	}
	s.vectors.Close()
	s.vectors = next
	s.changes++
	return nil
}

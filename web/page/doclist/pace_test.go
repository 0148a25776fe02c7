package doclist

import (
	"testing"
	"time"

	"studyapp/internal/ingest"
)

func TestPace(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 5, 14, 9, 0, 0, 0, time.UTC)
	at := func(done int) ingest.Document {
		return ingest.Document{Status: ingest.Embedding, Progress: ingest.Progress{Done: done, Total: 100}}
	}
	var p pace
	if left := p.left(at(10), begin); left != 0 {
		t.Errorf("time left at the first look: %v", left)
	}
	if left := p.left(at(20), begin.Add(4*time.Second)); left != 0 {
		t.Errorf("time left before the pace is steady: %v", left)
	}
	if left := p.left(at(30), begin.Add(10*time.Second)); left != 35*time.Second {
		t.Errorf("20 in 10 s leave 70 for 35 s, not %v", left)
	}
	if left := p.left(at(90), begin.Add(12*time.Second)); left != 0 {
		t.Errorf("a pace that has just changed is not steady: %v", left)
	}
	if left := p.left(ingest.Document{Status: ingest.Ready}, begin.Add(20*time.Second)); left != 0 {
		t.Errorf("a new stage begins anew, not with %v", left)
	}
}

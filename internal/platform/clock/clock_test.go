package clock

import (
	"testing"
	"time"
)

func TestAClockStartsWhereItWasPutAndGoesOn(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 18, 9, 30, 0, 0, time.UTC)
	now := From(at)
	first := now()
	if d := first.Sub(at); d < 0 || d > time.Second {
		t.Errorf("it stands %v behind its start at once", d)
	}
	for end := time.Now().Add(5 * time.Second); !now().After(first); {
		if time.Now().After(end) {
			t.Fatal("it does not go on")
		}
	}
}

func TestAClockThatIsNotPutIsTheWallClock(t *testing.T) {
	t.Parallel()
	if d := time.Since(From(time.Time{})()); d < 0 || d > time.Minute {
		t.Errorf("it is %v off", d)
	}
}

func TestHandsStandStill(t *testing.T) {
	t.Parallel()
	var h Hands
	if !h.Now().IsZero() {
		t.Errorf("unset hands show %v", h.Now())
	}
	at := time.Date(2026, 2, 14, 19, 0, 0, 0, time.UTC)
	h.Set(at)
	for range 2 {
		if now := h.Now(); !now.Equal(at) {
			t.Errorf("hands set to %v show %v", at, now)
		}
	}
}

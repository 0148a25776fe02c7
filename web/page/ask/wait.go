package ask

import (
	"math"
	"time"

	"studyapp/internal/generation/ask"
)

// shortestWait is the least that is worth saying: less passes while it is read.
const shortestWait = 2 * time.Second

// wait is what the script counts down.
type wait struct {
	Seconds int `json:"seconds"` // until the first word, as forecast; 0 = not known, or now
}

// waitOf is the wait as it is from now on, for who comes later too.
func waitOf(w ask.Waiting) wait {
	left := min(time.Until(w.Due), w.First)
	if !w.Sure || left < shortestWait {
		return wait{}
	}
	return wait{int(math.Ceil(left.Seconds()))}
}

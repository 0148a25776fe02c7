package cardface

import (
	"time"

	"studyapp/internal/learning"
	"studyapp/web/words"
)

// State is a card's state in words: draft, due today, due Friday 12 June.
func State(c learning.Card, now time.Time, loc *time.Location) string {
	switch {
	case c.WrongAt != nil:
		return words.StateWrong
	case c.Status == learning.Draft:
		return words.StateDraft
	case c.Status == learning.Suspended:
		return words.StateSuspended
	case c.BuriedUntil != nil && c.BuriedUntil.After(now):
		return words.StateBuried
	case c.State.Reps == 0:
		return words.StateNew
	}
	return dueOn(c.State.Due, now, loc)
}

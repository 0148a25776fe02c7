package cardface

import (
	"time"

	"studyapp/web/words"
)

// dueOn says when a card is due.
func dueOn(t, now time.Time, loc *time.Location) string {
	if !t.After(now) {
		return "Due"
	}
	if words.DaysLeft(t, now, loc) == 0 {
		return "Due at " + t.In(loc).Format("15:04")
	}
	return "Due " + words.Day(t, now, loc)
}

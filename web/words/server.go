package words

import (
	"strings"
	"time"
)

// CheckFine is the state of a part that has nothing else to say.
const CheckFine = "running"

// CheckName writes the name of a checked part as it begins a line.
func CheckName(s string) string {
	switch s {
	case "":
		return ""
	case "redis":
		return "Redis"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// AnswersIn says how quickly a part answers.
func AnswersIn(d time.Duration) string {
	if d < time.Millisecond {
		return "below 1 ms"
	}
	return Number(int(d.Round(time.Millisecond)/time.Millisecond)) + " ms"
}

// Connections says how quickly the database answers and how many of its
// connections are in use.
func Connections(d time.Duration, now, most int) string {
	return AnswersIn(d) + ", " + Number(now) + " of " + Number(most) + " connections"
}

// IndexState says how much can be searched by meaning, and how much still
// waits for its vector.
func IndexState(passages, behind int) string {
	return Count(passages, "passage", "passages") + ", " + Number(behind) + " behind"
}

// Room says how full a disk is and what is left, in bytes.
func Room(free, size int64) string {
	full := 0
	if size > 0 {
		full = int((size - free) * 100 / size)
	}
	return Number(full) + "% full, " + Bytes(free) + " left"
}

package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Number writes n with commas between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Count writes a number with its noun: "1 card", "42 cards", "1,204 notes".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Cards, Pages, Parts, Passages, Documents and Sentences count their noun.
func Cards(n int) string     { return Count(n, "card", "cards") }
func Pages(n int) string     { return Count(n, "page", "pages") }
func Passages(n int) string  { return Count(n, "passage", "passages") }
func Documents(n int) string { return Count(n, "document", "documents") }

// numerals are written out where a sentence begins with them.
var numerals = [...]string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}

// Numeral writes a small number as a word that begins a sentence.
func Numeral(n int) string {
	if n >= 0 && n < len(numerals) {
		return numerals[n]
	}
	return Number(n)
}

// Bytes writes a size, in steps of 1,024: "812 KB", "2.1 MB".
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return Count(int(n), "byte", "bytes")
	case n < 1<<20:
		return strconv.FormatInt((n+512)/1024, 10) + " KB"
	case n < 1<<30:
		return trimZero(float64(n)/(1<<20)) + " MB"
	}
	return trimZero(float64(n)/(1<<30)) + " GB"
}

func trimZero(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// Date writes a day as "Friday 12 June", with the year when it is another one.
func Date(t, now time.Time, loc *time.Location) string {
	t, now = t.In(loc), now.In(loc)
	if t.Year() != now.Year() {
		return t.Format("Monday 2 January 2006")
	}
	return t.Format("Monday 2 January")
}

// Day is Date, relative within two days.
func Day(t, now time.Time, loc *time.Location) string {
	switch daysBetween(now, t, loc) {
	case -1:
		return "yesterday"
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	}
	return Date(t, now, loc)
}

// When is Day with the time of day when it is today.
func When(t, now time.Time, loc *time.Location) string {
	if daysBetween(now, t, loc) == 0 {
		return t.In(loc).Format("15:04")
	}
	return Day(t, now, loc)
}

// DaysLeft counts the days from now until t in the student's calendar.
func DaysLeft(t, now time.Time, loc *time.Location) int { return daysBetween(now, t, loc) }

func daysBetween(from, to time.Time, loc *time.Location) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.In(loc).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

// Interval writes the time until a card comes back, short: "10 min", "4 days",
// "3 weeks", "5 months", "2 years".
func Interval(d time.Duration) string {
	days := d.Hours() / 24
	round := func(f float64) int { return int(math.Max(1, math.Round(f))) }
	switch {
	case d < time.Minute:
		return "1 min"
	case d < 50*time.Minute:
		return fmt.Sprintf("%d min", round(d.Minutes()))
	case d < 20*time.Hour:
		return Count(round(d.Hours()), "hour", "hours")
	case days < 13.5:
		return Count(round(days), "day", "days")
	case days < 56:
		return Count(round(days/7), "week", "weeks")
	case days < 350:
		return Count(round(days/30.44), "month", "months")
	}
	years := days / 365.25
	if years < 10 && math.Abs(years-math.Round(years)) > .05 {
		return strconv.FormatFloat(years, 'f', 1, 64) + " years"
	}
	return Count(round(years), "year", "years")
}

// Left writes a time that remains: "30 s left" never, "1 min left", "2 h left".
func Left(d time.Duration) string {
	if d < time.Minute {
		return "less than 1 min left"
	}
	if d < 90*time.Minute {
		return fmt.Sprintf("%d min left", int(d.Round(time.Minute).Minutes()))
	}
	return fmt.Sprintf("%d h left", int(d.Round(time.Hour).Hours()))
}

// Minutes is a stretch of time, from 100 minutes on in half hours.
func Minutes(n int) string {
	if n < manyMinutes {
		return Count(n, "minute", "minutes")
	}
	return Number(halfHours(n)/2) + halfSign(n) + " hours"
}

// manyMinutes are better told in hours.
const manyMinutes = 100

func halfHours(minutes int) int { return (minutes + 15) / 30 }

func halfSign(minutes int) string {
	if halfHours(minutes)%2 == 1 {
		return "½"
	}
	return ""
}

// RoundMinutes is a duration in whole minutes, at least one when there is any.
func RoundMinutes(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return max(1, int(d.Round(time.Minute).Minutes()))
}

// MinutesLeft is about how long the rest of a review takes, after how far it is;
// static/js/words.ts says the same.
func MinutesLeft(n int) string {
	if n <= 0 {
		return ""
	}
	if n >= manyMinutes {
		return ", about " + Number(halfHours(n)/2) + halfSign(n) + " h left"
	}
	return fmt.Sprintf(", about %d min left", n)
}

// ShortDays is days left beside a course.
func ShortDays(n int) string { return strconv.Itoa(n) + " d" }

// Short cuts a text at a word, with an ellipsis, to at most n characters.
func Short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n - 1
	for i := cut; i > n*2/3; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	return string(r[:cut]) + "…"
}

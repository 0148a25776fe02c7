package words

import (
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -4210: "-4,210"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for d, want := range map[time.Duration]string{
		time.Second: "1 min", 10 * time.Minute: "10 min", time.Hour: "1 hour", 6 * time.Hour: "6 hours", day: "1 day", 4 * day: "4 days",
		11 * day: "11 days", 21 * day: "3 weeks", 152 * day: "5 months", 365 * day: "1 year", 548 * day: "1.5 years", 9000 * day: "25 years",
	} {
		if got := Interval(d); got != want {
			t.Errorf("Interval(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 6, 11, 23, 30, 0, 0, time.UTC) // 01:30 on the 12th in Berlin
	for _, c := range []struct {
		name string
		t    time.Time
		want string
	}{
		{"the same day of the student's calendar is today", time.Date(2026, 6, 12, 20, 0, 0, 0, time.UTC), "today"},
		{"the next one is tomorrow", time.Date(2026, 6, 13, 1, 0, 0, 0, time.UTC), "tomorrow"},
		{"the one before is yesterday", time.Date(2026, 6, 11, 21, 0, 0, 0, time.UTC), "yesterday"},
		{"later days have their date", time.Date(2026, 7, 3, 9, 0, 0, 0, time.UTC), "Friday 3 July"},
		{"and the year when it is another", time.Date(2027, 7, 3, 9, 0, 0, 0, time.UTC), "Saturday 3 July 2027"},
	} {
		if got := Day(c.t, now, berlin); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBytes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{12: "12 bytes", 8120: "8 KB", 2_200_000: "2.1 MB", 200 << 20: "200 MB", 1_610_612_736: "1.5 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFiguresOfTheServer(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		AnswersIn(400 * time.Microsecond):          "below 1 ms",
		Connections(2300*time.Microsecond, 11, 40): "2 ms, 11 of 40 connections",
		IndexState(48_210, 0):                      "48,210 passages, 0 behind",
		IndexState(1, 1):                           "1 passage, 1 behind",
		Room(39_000_000_000, 100_000_000_000):      "61% full, 36.3 GB left",
		Room(0, 0):                                 "0% full, 0 bytes left",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMinutesBecomeHours(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "1 minute", 99: "99 minutes", 100: "1½ hours", 120: "2 hours", 264: "4½ hours", 60_000: "1,000 hours"} {
		if got := Minutes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := MinutesLeft(264); got != ", about 4½ h left" {
		t.Error(got)
	}
}

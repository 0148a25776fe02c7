package review

import (
	"net/url"
	"strconv"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
	"studyapp/web/page/frame"
)

// session is a review as its address tells it: of what, how far it is, and how
// long it may be. The log knows everything else.
type session struct {
	Course  string // id, or empty for all courses
	Done    int    // cards answered in it
	Minutes int    // it ends after about so many; 0 is when nothing is left
	Of      int    // how many cards those minutes are, set when it begins
	More    bool   // it goes beyond the day's limits, and ahead of time
}

// maxSessionMinutes is the longest session that an address can ask for.
const maxSessionMinutes = 240

// readSession reads an address or a form. A number that is none counts as 0.
func readSession(v url.Values) session {
	number := func(name string, most int) int {
		n, err := strconv.Atoi(v.Get(name))
		if err != nil {
			return 0
		}
		return min(max(n, 0), most)
	}
	return session{Course: v.Get("course"), Done: number("done", 1e6), Minutes: number("minutes", maxSessionMinutes), Of: number("of", 1e5), More: number("more", 1) > 0}
}

// course is the course's id, zero for all.
func (s session) course() (id.Course, error) { return frame.OptionalID[id.Course](s.Course) }

// filter is what the session asks now.
func (s session) filter(now time.Time) (learning.DueFilter, error) {
	course, err := s.course()
	return learning.DueFilter{Course: course, More: s.More, Now: now}, err
}

// studyMore is the address of a session that goes beyond what the day asks.
func (s session) studyMore() string { return session{Course: s.Course, More: true}.address() }

// begun is the session with its number of cards, from what an answer takes.
func (s session) begun(pace time.Duration) session {
	if s.Minutes > 0 && s.Of == 0 {
		s.Of = max(1, int(time.Duration(s.Minutes)*time.Minute/pace))
	}
	return s
}

// over reports whether the session's minutes are up.
func (s session) over() bool { return s.Minutes > 0 && s.Of > 0 && s.Done >= s.Of }

// within is how many cards of those that wait belong to the session.
func (s session) within(n int) int {
	if s.Minutes > 0 && s.Of > 0 {
		return min(n, max(s.Of-s.Done, 0))
	}
	return n
}

// at is the session after done cards.
func (s session) at(done int) session {
	s.Done = max(done, 0)
	return s
}

// fields are the session's parts for a form or an address, without those that
// are empty.
func (s session) fields() [][2]string {
	var list [][2]string
	if s.Course != "" {
		list = append(list, [2]string{"course", s.Course})
	}
	for _, n := range []struct {
		name  string
		value int
	}{{"done", s.Done}, {"minutes", s.Minutes}, {"of", s.Of}} {
		if n.value > 0 {
			list = append(list, [2]string{n.name, strconv.Itoa(n.value)})
		}
	}
	if s.More {
		list = append(list, [2]string{"more", "1"})
	}
	return list
}

// address is the session's page, with more names and values where they are not
// empty.
func (s session) address(more ...string) string { return s.under("/review", more...) }

func (s session) under(path string, more ...string) string {
	q := url.Values{}
	for _, f := range s.fields() {
		q.Set(f[0], f[1])
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// minutesLeft is about how long the session's remaining cards take.
func (s session) minutesLeft(l learning.Left) int {
	all := l.Due + l.New
	if all == 0 {
		return 0
	}
	return max(1, l.Minutes*s.within(all)/all)
}

package ui

import (
	"context"
	"time"
)

// Frame is what surrounds a page: who looks at it and where they are.
type Frame struct {
	Title   string // of the browser's tab
	Current string // the navigation's entry: today, courses, ask, cards, settings, admin, or a course's id
	Theme   string // paper, ink, or empty to follow the system
	Text    string // s, l, xl, or empty
	Keys    bool   // single letters act
	Admin   bool
	Account string // id of who is signed in: names what is kept on the device
	Due     int    // cards due, beside Today
	Courses []NavCourse
	Course  string // the id of the course that dropped files go to
	Banner  *Banner
	Toast   *Toast
	Scripts []string // modules beside the shell's own, such as "page-review"
	First   []string // scripts that run before the page is drawn; they delay it
	Preview string   // extra text for the description; unused when empty
}

// NavCourse is a course in the sidebar.
type NavCourse struct {
	ID, Title string
	Note      string // days left, or empty
}

// Banner is the one line above a page.
type Banner struct {
	Icon, Text string
	Link, URL  string // optional
	Dialog     bool   // the link opens as a dialog
	Note       string // a number that changes, not read aloud
	Poll       string // where the banner as it is then can be had, and whether it is still needed; optional
}

// Toast is the answer to what the student did last.
type Toast struct {
	Text    string `json:"text"`
	Failed  bool   `json:"failed,omitempty"`
	Link    string `json:"link,omitempty"` // label of a link, with its address
	URL     string `json:"url,omitempty"`
	Undo    string `json:"undo,omitempty"`     // address to post to
	UndoKey string `json:"undo_key,omitempty"` // value of the field "id" of that post
}

type timeKey struct{}

// AtTime tells the pages that are drawn with the context what time it is. They
// write it into their first element, so that scripts go by the server's clock.
func AtTime(ctx context.Context, now time.Time) context.Context {
	return context.WithValue(ctx, timeKey{}, now)
}

// timeOf is the time of AtTime, RFC 3339 in UTC, or empty.
func timeOf(ctx context.Context) string {
	now, ok := ctx.Value(timeKey{}).(time.Time)
	if !ok {
		return ""
	}
	return now.UTC().Format("2006-01-02T15:04:05.000Z")
}

func (f Frame) current(name string) bool { return f.Current == name }

// inCourse reports whether the page belongs to one of the courses.
func (f Frame) inCourse() bool {
	if f.Current == "courses" {
		return true
	}
	for _, c := range f.Courses {
		if c.ID == f.Current {
			return true
		}
	}
	return false
}

func (f Frame) inMore() bool { return f.Current == "settings" || f.Current == "admin" }

package course

import (
	"net/http"

	"studyapp/web/page/frame"
	"studyapp/web/words"
)

// coursesView lists all courses, for phones.
type coursesView struct{ Rows []courseRow }

type courseRow struct{ Href, Title, State string }

func (p *pages) courses(w http.ResponseWriter, r *http.Request) error {
	f, err := p.Frame(r, words.NavCourses, "courses")
	if err != nil {
		return err
	}
	list, err := p.AllCourses(r.Context())
	if err != nil {
		return err
	}
	var v coursesView
	for _, c := range list {
		v.Rows = append(v.Rows, courseRow{"/courses/" + c.ID.String(), c.Title, courseState(c.Documents, c.Cards, c.Due)})
	}
	return frame.Show(w, r, coursesPage(f, v))
}

package course

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/page/sample"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// courseHead is the title of a course with what it holds and its buttons. The
// event stream sends it again when it changes.
type courseHead struct {
	ID, Title, Sentence string
	IsDefault           bool
	Empty               bool // no documents
	Due                 int
	AllDue              int    // in all courses, beside Today
	Study               bool   // there are cards to study although none is due
	MakeFrom            string // the dialog that makes the first cards, or empty
}

// courseView is a course with its documents.
type courseView struct {
	Head     courseHead
	Cards    int
	Rows     []doclist.Row
	More     string // where the documents after these are, or empty
	MoreNote string
	Newest   string // back to the beginning of the list, or empty
	MaxSize  string
	Stream   string       // "course", or empty on a page that does not change
	Sample   *sample.View // while it is in this course
}

// courseStep is how many documents a course lists at a time.
const courseStep = 50

func (p *pages) course(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	course, err := frame.PathID[id.Course](r)
	if err != nil {
		return err
	}
	c, err := p.OneCourse(ctx, course)
	if err != nil {
		return err
	}
	docs, next, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Course: course, Limit: courseStep, Cursor: r.URL.Query().Get("after")})
	if err != nil {
		return err
	}
	rows, err := p.Lists.Rows(ctx, a, docs)
	if err != nil {
		return err
	}
	f, err := p.Frame(r, c.Title, c.ID.String())
	if err != nil {
		return err
	}
	f.Course = c.ID.String()
	v := courseView{Stream: "course", Cards: c.Cards, Rows: rows, MaxSize: words.Bytes(p.MaxUploadBytes)}
	if v.Head, err = p.courseHead(ctx, a, c); err != nil {
		return err
	}
	here := "/courses/" + v.Head.ID
	if next != "" {
		v.More, v.MoreNote = here+"?after="+next, showMore(c.Documents)
	}
	if r.URL.Query().Has("after") {
		v.Newest = here
	}
	if v.Sample, err = p.Sample.Find(ctx, a); err != nil {
		return err
	}
	if v.Sample != nil && v.Sample.Course != v.Head.ID {
		v.Sample = nil
	}
	return frame.Show(w, r, coursePage(f, v))
}

func (p *pages) courseHead(ctx context.Context, a auth.Account, c learning.Course) (courseHead, error) {
	v := courseHead{ID: c.ID.String(), Title: c.Title, IsDefault: c.IsDefault, Empty: c.Documents == 0, Due: c.Due, Study: c.Cards > 0 && c.Due == 0, Sentence: courseState(c.Documents, c.Cards, c.Due)}
	if c.ExamAt != nil {
		v.Sentence += " " + examOn(*c.ExamAt, p.Now(), a.Location())
	}
	var err error
	if _, v.AllDue, err = p.CoursesDue(ctx); err != nil || c.Cards > 0 {
		return v, err
	}
	running, err := p.Generation.Running(ctx, a.ID)
	if err != nil {
		return v, err
	}
	ready, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Course: c.ID, Status: ingest.Ready, Limit: 1})
	if err != nil || len(ready) == 0 {
		return v, err
	}
	if _, making := running[ready[0].ID]; !making {
		v.MakeFrom = doclist.MakeCardsPath(ready[0].ID.String())
	}
	return v, nil
}

// courseForm is what a student types about a course.
type courseForm struct {
	Title, Exam, Minutes string
	MoveTo               string
}

func readCourseForm(r *http.Request) courseForm {
	return courseForm{Title: strings.TrimSpace(r.PostFormValue("title")), Exam: r.PostFormValue("exam"), Minutes: strings.TrimSpace(r.PostFormValue("minutes"))}
}

// exam is the day of the exam in the student's time zone, at noon.
func (f courseForm) exam(loc *time.Location) (*time.Time, error) {
	if f.Exam == "" {
		return nil, nil //nolint:nilnil // no exam is no error
	}
	t, err := time.ParseInLocation("2006-01-02", f.Exam, loc)
	if err != nil {
		return nil, errs.New(errs.Invalid, noSuchDate).At("exam")
	}
	t = t.Add(12 * time.Hour)
	return &t, nil
}

func (f courseForm) minutes() (*int, error) {
	if f.Minutes == "" {
		return nil, nil //nolint:nilnil // no limit is no error
	}
	n, err := strconv.Atoi(f.Minutes)
	if err != nil || n < 1 || n > 1440 {
		return nil, errs.New(errs.Invalid, minutesWrong).At("minutes")
	}
	return &n, nil
}

func (p *pages) newCourse(w http.ResponseWriter, r *http.Request) error {
	return p.showNewCourse(w, r, courseForm{}, nil)
}

func (p *pages) showNewCourse(w http.ResponseWriter, r *http.Request, form courseForm, failed error) error {
	return p.Dialog(w, r, ui.Dialog{Title: words.NewCourse, Submit: makeCourse, Action: "/courses", Back: "/courses"}, "courses", failed, courseFields(form, failed))
}

func (p *pages) createCourse(w http.ResponseWriter, r *http.Request) error {
	a, form := auth.User(r.Context()), readCourseForm(r)
	exam, err := form.exam(a.Location())
	if err != nil {
		return p.showNewCourse(w, r, form, err)
	}
	minutes, err := form.minutes()
	if err != nil {
		return p.showNewCourse(w, r, form, err)
	}
	c, err := p.Learning.CreateCourse(r.Context(), a.ID, learning.NewCourse{Title: form.Title, ExamAt: exam, MinutesPerDay: minutes})
	if err != nil {
		return p.showNewCourse(w, r, form, err)
	}
	return p.Done(w, r, "/courses/"+c.ID.String(), nil)
}

func (p *pages) editCourse(w http.ResponseWriter, r *http.Request) error {
	a := auth.User(r.Context())
	course, err := frame.PathID[id.Course](r)
	if err != nil {
		return err
	}
	c, err := p.OneCourse(r.Context(), course)
	if err != nil {
		return err
	}
	form := courseForm{Title: c.Title}
	if c.ExamAt != nil {
		form.Exam = c.ExamAt.In(a.Location()).Format("2006-01-02")
	}
	if c.MinutesPerDay != nil {
		form.Minutes = strconv.Itoa(*c.MinutesPerDay)
	}
	return p.showEditCourse(w, r, c.ID, form, nil)
}

func (p *pages) showEditCourse(w http.ResponseWriter, r *http.Request, course id.Course, form courseForm, failed error) error {
	to := "/courses/" + course.String()
	return p.Dialog(w, r, ui.Dialog{Title: editCourseTitle, Submit: words.Save, Action: to, Back: to}, course.String(), failed, courseFields(form, failed))
}

func (p *pages) updateCourse(w http.ResponseWriter, r *http.Request) error {
	a, form := auth.User(r.Context()), readCourseForm(r)
	course, err := frame.PathID[id.Course](r)
	if err != nil {
		return err
	}
	exam, err := form.exam(a.Location())
	if err != nil {
		return p.showEditCourse(w, r, course, form, err)
	}
	minutes, err := form.minutes()
	if err != nil {
		return p.showEditCourse(w, r, course, form, err)
	}
	patch := learning.CoursePatch{Title: &form.Title, ExamAt: exam, ClearExam: exam == nil, MinutesPerDay: minutes, ClearMinutes: minutes == nil}
	if _, err := p.Learning.UpdateCourse(r.Context(), a.ID, course, patch); err != nil {
		return p.showEditCourse(w, r, course, form, err)
	}
	return p.Done(w, r, "/courses/"+course.String(), &ui.Toast{Text: words.Saved})
}

func (p *pages) askDeleteCourse(w http.ResponseWriter, r *http.Request) error {
	course, err := frame.PathID[id.Course](r)
	if err != nil {
		return err
	}
	return p.showDeleteCourse(w, r, course, nil)
}

func (p *pages) showDeleteCourse(w http.ResponseWriter, r *http.Request, course id.Course, failed error) error {
	c, err := p.OneCourse(r.Context(), course)
	if err != nil {
		return err
	}
	choices, err := p.CourseChoices(r)
	if err != nil {
		return err
	}
	others := choices[:0]
	for _, o := range choices {
		if o.Value != course.String() {
			others = append(others, o)
		}
	}
	to := "/courses/" + course.String()
	return p.Dialog(w, r, ui.Dialog{Title: words.DeleteTitle(c.Title), Text: deleteCourseText(c.Documents, c.Cards), Submit: deleteCourseLabel, Danger: true,
		Action: to + "/delete", Back: to}, course.String(), failed, moveField(others))
}

func (p *pages) deleteCourse(w http.ResponseWriter, r *http.Request) error {
	course, err := frame.PathID[id.Course](r)
	if err != nil {
		return err
	}
	to, err := frame.OptionalID[id.Course](r.PostFormValue("move_to"))
	if err != nil {
		return err
	}
	if err := p.Learning.DeleteCourse(r.Context(), auth.User(r.Context()).ID, course, to); err != nil {
		return p.showDeleteCourse(w, r, course, err)
	}
	return p.Done(w, r, "/courses/"+to.String(), &ui.Toast{Text: courseDeleted})
}

package course

import (
	"fmt"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/doclist"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of a course and the list of courses.
func Specimens() []gallery.Specimen {
	page := func(name, title string, v courseView) gallery.Specimen {
		if v.Head.ID == "" {
			v.Head.ID = "genetics"
		}
		if v.Head.Title == "" {
			v.Head.Title = "Cell biology and genetics"
		}
		v.Head.AllDue, v.MaxSize = 42, "200 MB"
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, v.Head.Title, v.Head.ID)
			f.Course = v.Head.ID
			return coursePage(f, v)
		}}
	}
	list := func(n int) []doclist.Row {
		rows := make([]doclist.Row, n)
		for i := range rows {
			rows[i] = doclist.ReadySpecimen(fmt.Sprintf("d%d", i), fmt.Sprintf("Chapter %d, lecture notes", n-i), 40+i, 12*i, 0)
		}
		return rows
	}
	return []gallery.Specimen{
		page("course-empty", "No documents yet", courseView{Head: courseHead{Empty: true, Sentence: courseState(0, 0, 0)}}),
		page("course-no-cards", "Documents, no cards", courseView{Head: courseHead{MakeFrom: doclist.MakeCardsPath("d0"), Sentence: courseState(2, 0, 0)},
			Rows: []doclist.Row{doclist.ReadySpecimen("d0", "Photosynthesis: capturing light energy, storing it as sugar", 418, 0, 0), doclist.ReadySpecimen("d1", "Genetics, problem set 4 with solutions", 12, 0, 3)}}),
		page("course-rows", "Rows in every state", courseView{Cards: 157, Head: courseHead{Due: 24, Sentence: courseState(12, 157, 24) + " " + "29 days to the exam on Friday 12 June."}, Rows: doclist.StateSpecimens()}),
		page("course-none-due", "Nothing due", courseView{Cards: 157, Head: courseHead{Study: true, Sentence: courseState(12, 157, 0)}, Rows: doclist.StateSpecimens()[:2]}),
		page("course-many", "500 documents", courseView{Cards: 10000, Head: courseHead{Due: 60, Sentence: courseState(500, 10000, 60)},
			Rows: list(courseStep), More: "/dev/gallery/course-many", MoreNote: showMore(500)}),
		page("course-long", "Long titles", courseView{Cards: 3, Head: courseHead{ID: "long", Title: gallery.LongTitle, Due: 3, Sentence: courseState(2, 3, 3)},
			Rows: []doclist.Row{doclist.ReadySpecimen("l0", gallery.LongTitle, 1204, 3, 1204), doclist.FailedSpecimen("l1", gallery.LongName, "39 of 41 pages are pictures without text, so there are few words to read.", nil)}}),
		page("course-rtl", "Right to left", courseView{Cards: 8, Head: courseHead{ID: "arabic", Title: gallery.ArabicTitle, Due: 8, Sentence: courseState(2, 8, 8)},
			Rows: []doclist.Row{doclist.ReadySpecimen("r0", gallery.ArabicTitle, 310, 8, 12), doclist.ReadySpecimen("r1", gallery.HebrewTitle, 96, 0, 0)}}),
		page("course-cjk", "Chinese, Japanese and Korean", courseView{Cards: 8, Head: courseHead{ID: "japanese", Title: "日本近代文学史と夏目漱石", Due: 8, Sentence: courseState(3, 8, 8)},
			Rows: []doclist.Row{doclist.ReadySpecimen("j0", gallery.JapanTitle, 310, 8, 12), doclist.ReadySpecimen("j1", "현대 한국어 문법과 의미론 입문", 96, 0, 0), doclist.ReadySpecimen("j2", "细胞生物学与遗传学导论(第三版)", 544, 0, 0)}}),
		{Name: "course-list", Title: "The list of courses", Page: func(a auth.Account) templ.Component {
			return coursesPage(gallery.Frame(a, words.NavCourses, "courses"), coursesView{Rows: []courseRow{
				{"/courses/default", "My documents", courseState(0, 0, 0)}, {"/courses/genetics", "Cell biology and genetics", courseState(12, 157, 24)},
				{"/courses/long", gallery.LongTitle, courseState(500, 10000, 60)}, {"/courses/arabic", gallery.ArabicTitle, courseState(2, 8, 8)}, {"/courses/japanese", gallery.JapanTitle, courseState(1, 1, 0)},
			}})
		}},
		gallery.Dialog("dialog-course-new", "New course, with wrong fields", "courses", ui.Dialog{Title: words.NewCourse, Submit: makeCourse, Action: "/courses", Back: "/courses"},
			courseFields(courseForm{Title: "", Exam: "2026-06-12", Minutes: "0"}, gallery.FieldFailure("minutes", minutesWrong))),
		gallery.Dialog("dialog-course-delete", "Delete a course", "genetics", ui.Dialog{Title: words.DeleteTitle("Cell biology and genetics"), Text: deleteCourseText(12, 157), Submit: deleteCourseLabel, Danger: true, Action: "/courses/genetics/delete", Back: "/courses/genetics"},
			moveField([]ui.Choice{{Value: "default", Label: "My documents"}, {Value: "long", Label: gallery.LongTitle}})),
	}
}

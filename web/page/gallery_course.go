package page

import (
	"fmt"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Texts that pages must bear.
const (
	longTitle   = "Verfassungsgerichtsbarkeit und Verwaltungsverfahrensrecht im Vergleich europäischer Rechtsordnungen, dritte, vollständig neu bearbeitete und erweiterte Auflage mit einem Geleitwort"
	longName    = "Scan_Praktikumsmappe_Elektrodynamik_und_Optik_Sommersemester_2026_final_korrigiert_wirklich_final(2).pdf"
	arabicTitle = "تاريخ الأدب العربي من العصر الجاهلي إلى اليوم"
	hebrewTitle = "מבוא לביולוגיה של התא, מהדורה שנייה"
	japanTitle  = "日本近代文学史と夏目漱石の後期三部作における孤独の主題について"
)

// courseSpecimens are the states of a course and the list of courses.
func courseSpecimens() []specimen {
	page := func(name, title string, v courseView) specimen {
		if v.Head.ID == "" {
			v.Head.ID = "genetics"
		}
		if v.Head.Title == "" {
			v.Head.Title = "Cell biology and genetics"
		}
		v.Head.AllDue, v.MaxSize = 42, "200 MB"
		return specimen{name, title, func(a auth.Account) templ.Component {
			f := specimenFrame(a, v.Head.Title, v.Head.ID)
			f.Course = v.Head.ID
			return coursePage(f, v)
		}}
	}
	list := func(n int) []row {
		rows := make([]row, n)
		for i := range rows {
			rows[i] = readyRow(fmt.Sprintf("d%d", i), fmt.Sprintf("Chapter %d, lecture notes", n-i), 40+i, 12*i, 0)
		}
		return rows
	}
	return []specimen{
		page("course-empty", "No documents yet", courseView{Head: courseHead{Empty: true, Sentence: words.CourseState(0, 0, 0)}}),
		page("course-no-cards", "Documents, no cards", courseView{Head: courseHead{MakeFrom: makeCardsPath("d0"), Sentence: words.CourseState(2, 0, 0)},
			Rows: []row{readyRow("d0", "Photosynthesis: capturing light energy, storing it as sugar", 418, 0, 0), readyRow("d1", "Genetics, problem set 4 with solutions", 12, 0, 3)}}),
		page("course-rows", "Rows in every state", courseView{Cards: 157, Head: courseHead{Due: 24, Sentence: words.CourseState(12, 157, 24) + " " + "29 days to the exam on Friday 12 June."}, Rows: stateRows()}),
		page("course-many", "500 documents", courseView{Cards: 10000, Head: courseHead{Due: 60, Sentence: words.CourseState(500, 10000, 60)},
			Rows: list(courseStep), More: "/dev/gallery/course-many", MoreNote: words.ShowMore(500)}),
		page("course-long", "Long titles", courseView{Cards: 3, Head: courseHead{ID: "long", Title: longTitle, Due: 3, Sentence: words.CourseState(2, 3, 3)},
			Rows: []row{readyRow("l0", longTitle, 1204, 3, 1204), failedRow("l1", longName, "39 of 41 pages are pictures without text, so there are few words to read.", nil)}}),
		page("course-rtl", "Right to left", courseView{Cards: 8, Head: courseHead{ID: "arabic", Title: arabicTitle, Due: 8, Sentence: words.CourseState(2, 8, 8)},
			Rows: []row{readyRow("r0", arabicTitle, 310, 8, 12), readyRow("r1", hebrewTitle, 96, 0, 0)}}),
		page("course-cjk", "Chinese, Japanese and Korean", courseView{Cards: 8, Head: courseHead{ID: "japanese", Title: "日本近代文学史と夏目漱石", Due: 8, Sentence: words.CourseState(3, 8, 8)},
			Rows: []row{readyRow("j0", japanTitle, 310, 8, 12), readyRow("j1", "현대 한국어 문법과 의미론 입문", 96, 0, 0), readyRow("j2", "细胞生物学与遗传学导论(第三版)", 544, 0, 0)}}),
		{"course-list", "The list of courses", func(a auth.Account) templ.Component {
			return coursesPage(specimenFrame(a, words.NavCourses, "courses"), coursesView{Rows: []courseRow{
				{"/courses/default", "My documents", words.CourseState(0, 0, 0)}, {"/courses/genetics", "Cell biology and genetics", words.CourseState(12, 157, 24)},
				{"/courses/long", longTitle, words.CourseState(500, 10000, 60)}, {"/courses/arabic", arabicTitle, words.CourseState(2, 8, 8)}, {"/courses/japanese", japanTitle, words.CourseState(1, 1, 0)},
			}})
		}},
		dialogSpecimen("dialog-course-new", "New course, with wrong fields", "courses", ui.Dialog{Title: words.NewCourse, Submit: words.MakeCourse, Action: "/courses", Back: "/courses"},
			courseFields(courseForm{Title: "", Exam: "2026-06-12", Minutes: "0"}, fieldFailure("minutes", words.MinutesWrong))),
		dialogSpecimen("dialog-course-delete", "Delete a course", "genetics", ui.Dialog{Title: words.DeleteTitle("Cell biology and genetics"), Text: words.DeleteCourseText(12, 157), Submit: words.DeleteCourse, Danger: true, Action: "/courses/genetics/delete", Back: "/courses/genetics"},
			moveField([]ui.Choice{{Value: "default", Label: "My documents"}, {Value: "long", Label: longTitle}})),
		dialogSpecimen("dialog-document-password", "A locked document, wrong password", "genetics", ui.Dialog{Title: "Altklausur_2024_geschützt.pdf", Text: words.LockedText, Submit: words.ReadDocument, Action: "/documents/d0/retry", Back: "/courses/genetics"},
			passwordField(fieldFailure("password", "The password is wrong. Try another one."))),
		dialogSpecimen("dialog-document-delete", "Delete a document", "genetics", ui.Dialog{Title: words.DeleteTitle(longName), Text: words.DeleteDocumentText, Submit: words.DeleteDocument, Danger: true, Action: "/documents/d0/delete", Back: "/courses/genetics"}, nothing()),
	}
}

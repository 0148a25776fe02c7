package gallery

import (
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimen is one page in one state, drawn by the page's own template from
// texts that never change, so that states that no link leads to can be looked
// at and pictures of them stay equal.
type Specimen struct {
	Name  string // in the address: lower case with hyphens, its page first, as "course-empty"
	Title string
	Page  func(a auth.Account) templ.Component
}

// Time is now on the pages of the gallery.
var Time = time.Date(2026, time.May, 14, 9, 30, 0, 0, time.UTC)

// Frame surrounds a specimen as the account's own pages are; current
// is ui.Frame.Current. The sidebar's second course has the id "genetics".
func Frame(a auth.Account, title, current string) ui.Frame {
	f := frame.WithSettings(ui.Frame{Title: title, Current: current}, a)
	f.Due = 42
	f.Course = "default"
	f.Courses = []ui.NavCourse{
		{ID: "default", Title: "My documents"},
		{ID: "genetics", Title: "Cell biology and genetics", Note: words.ShortDays(29)},
		{ID: "long", Title: "Verfassungsgerichtsbarkeit und Verwaltungsverfahrensrecht im Vergleich europäischer Rechtsordnungen", Note: words.ShortDays(112)},
		{ID: "arabic", Title: "تاريخ الأدب العربي من العصر الجاهلي إلى اليوم"},
		{ID: "japanese", Title: "日本近代文学史と夏目漱石"},
	}
	return f
}

// Texts that pages must bear.
const (
	LongTitle   = "Verfassungsgerichtsbarkeit und Verwaltungsverfahrensrecht im Vergleich europäischer Rechtsordnungen, dritte, vollständig neu bearbeitete und erweiterte Auflage mit einem Geleitwort"
	LongName    = "Scan_Praktikumsmappe_Elektrodynamik_und_Optik_Sommersemester_2026_final_korrigiert_wirklich_final(2).pdf"
	ArabicTitle = "تاريخ الأدب العربي من العصر الجاهلي إلى اليوم"
	HebrewTitle = "מבוא לביולוגיה של התא, מהדורה שנייה"
	JapanTitle  = "日本近代文学史と夏目漱石の後期三部作における孤独の主題について"
)

// Dialog is a dialog as a page of its own.
func Dialog(name, title, current string, d ui.Dialog, content templ.Component) Specimen {
	return Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
		return frame.DialogPage(Frame(a, d.Title, current), d, content)
	}}
}

// FieldFailure is what a form answers about one field.
func FieldFailure(field, message string) error { return errs.New(errs.Invalid, message).At(field) }

package page

import (
	"bytes"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// specimen is one page in one state, drawn by the page's own template from
// texts that never change, so that states that no link leads to can be looked
// at and pictures of them stay equal.
type specimen struct {
	Name  string // in the address: lower case with hyphens, its page first, as "course-empty"
	Title string
	Page  func(a auth.Account) templ.Component
}

// specimens are all of them, page by page.
func specimens() []specimen {
	return slices.Concat(
		entrySpecimens(), todaySpecimens(), courseSpecimens(), readerSpecimens(), askSpecimens(),
		reviewSpecimens(), cardsSpecimens(), cardSpecimens(), lostSpecimens(), generateSpecimens(), settingsSpecimens(), adminSpecimens(),
	)
}

// specimenTime is now on the pages of the gallery.
var specimenTime = time.Date(2026, time.May, 14, 9, 30, 0, 0, time.UTC)

// specimenFrame surrounds a specimen as the account's own pages are; current
// is ui.Frame.Current. The sidebar's second course has the id "genetics".
func specimenFrame(a auth.Account, title, current string) ui.Frame {
	f := withSettings(ui.Frame{Title: title, Current: current}, a)
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

// mountGallery adds the gallery, for developers only.
func (p *pages) mountGallery(r chi.Router) {
	r.Get("/dev/gallery", p.do(p.gallery))
	r.Get("/dev/gallery/{name}", p.do(p.specimen))
}

// galleryGroup is the specimens of one page.
type galleryGroup struct {
	Name      string
	Specimens []specimen
}

func (p *pages) gallery(w http.ResponseWriter, r *http.Request) error {
	f, err := p.frame(r, words.Gallery, "")
	if err != nil {
		return err
	}
	var groups []galleryGroup
	for _, s := range specimens() {
		page, _, _ := strings.Cut(s.Name, "-")
		i := slices.IndexFunc(groups, func(g galleryGroup) bool { return g.Name == page })
		if i < 0 {
			i, groups = len(groups), append(groups, galleryGroup{Name: page})
		}
		groups[i].Specimens = append(groups[i].Specimens, s)
	}
	return show(w, r, galleryPage(f, groups))
}

// madeUp are the links of a specimen to what is not there: its courses,
// documents and cards. Who follows each link of a page finds none broken.
var madeUp = regexp.MustCompile(`href="/(courses|documents|cards|ask|review|search)[/?][^"]*"`)

func (p *pages) specimen(w http.ResponseWriter, r *http.Request) error {
	name := chi.URLParam(r, "name")
	for _, s := range specimens() {
		if s.Name == name {
			var b bytes.Buffer
			if err := s.Page(auth.User(r.Context())).Render(r.Context(), &b); err != nil {
				return err
			}
			return show(w, r, templ.Raw(madeUp.ReplaceAllString(b.String(), `href="#"`)))
		}
	}
	return errs.New(errs.NotFound, words.NoSuchPage)
}

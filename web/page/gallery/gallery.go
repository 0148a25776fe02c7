package gallery

import (
	"bytes"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/page/frame"
	"studyapp/web/words"
)

// Mount adds the gallery, for developers only.
func Mount(r chi.Router, f *frame.Pages, list []Specimen) {
	p := &pages{f, list}
	r.Get("/dev/gallery", frame.Do(p.gallery))
	r.Get("/dev/gallery/{name}", frame.Do(p.specimen))
}

type pages struct {
	*frame.Pages
	specimens []Specimen
}

// group is the specimens of one page.
type group struct {
	Name      string
	Specimens []Specimen
}

func (p *pages) gallery(w http.ResponseWriter, r *http.Request) error {
	f, err := p.Frame(r, galleryTitle, "")
	if err != nil {
		return err
	}
	var groups []group
	for _, s := range p.specimens {
		page, _, _ := strings.Cut(s.Name, "-")
		i := slices.IndexFunc(groups, func(g group) bool { return g.Name == page })
		if i < 0 {
			i, groups = len(groups), append(groups, group{Name: page})
		}
		groups[i].Specimens = append(groups[i].Specimens, s)
	}
	return frame.Show(w, r, galleryPage(f, groups))
}

// madeUp are the links of a specimen to what is not there: its courses,
// documents and cards. Who follows each link of a page finds none broken.
var madeUp = regexp.MustCompile(`href="/(courses|documents|cards|ask|review|search)[/?][^"]*"`)

func (p *pages) specimen(w http.ResponseWriter, r *http.Request) error {
	name := chi.URLParam(r, "name")
	for _, s := range p.specimens {
		if s.Name == name {
			var b bytes.Buffer
			if err := s.Page(auth.User(r.Context())).Render(r.Context(), &b); err != nil {
				return err
			}
			return frame.Show(w, r, templ.Raw(madeUp.ReplaceAllString(b.String(), `href="#"`)))
		}
	}
	return errs.New(errs.NotFound, words.NoSuchPage)
}

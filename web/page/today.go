package page

import (
	"cmp"
	"net/http"
	"slices"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/web/words"
)

// todayView is the page a student opens each day.
type todayView struct {
	Date     string
	Sentence string
	More     string // a second sentence, or empty
	Due      int
	First    bool // nothing is here yet
	Reading  []readingRow
	Prepared []row
	MaxSize  string
	Continue string // where to go on reading when nothing is due
	NewCard  bool
	Sample   *sampleView // while it is there
}

// readingRow is a document to go on reading.
type readingRow struct {
	Href, Title, Where, Icon string
}

func (p *pages) today(w http.ResponseWriter, r *http.Request) error {
	a, ctx, now := auth.User(r.Context()), r.Context(), p.Now()
	day, err := p.overview(ctx)
	if err != nil {
		return err
	}
	f, err := p.frame(r, words.NavToday, "today")
	if err != nil {
		return err
	}
	docs, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Limit: 200})
	if err != nil {
		return err
	}
	cards := 0
	courses, err := p.allCourses(ctx)
	if err != nil {
		return err
	}
	for _, c := range courses {
		cards += c.Cards
	}
	v := todayView{Date: words.DateLine(now, a.Location()), Due: day.Due + day.New, First: len(docs) == 0 && cards == 0, MaxSize: words.Bytes(p.Config.MaxUploadBytes)}
	v.Sample = sampleIn(docs)
	v.Reading = goOn(docs)
	if len(v.Reading) > 0 {
		v.Continue = v.Reading[0].Href
	}
	waiting := slices.DeleteFunc(slices.Clone(docs), func(d ingest.Document) bool { return d.Status == ingest.Ready })
	slices.SortStableFunc(waiting, func(x, y ingest.Document) int {
		return cmp.Compare(failedFirst(x), failedFirst(y))
	})
	if v.Prepared, err = p.rows(ctx, a, waiting); err != nil {
		return err
	}
	switch {
	case v.First:
		v.Sentence = words.PutIn
	case v.Due > 0:
		v.Sentence = words.DueSentence(v.Due, day.MinutesDue)
		if day.DoneToday > 0 {
			v.More = words.DoneSoFar(day.CardsToday, words.RoundMinutes(day.TimeToday))
		}
	case day.DoneToday > 0:
		v.Sentence = words.DoneForToday(day.CardsToday, words.RoundMinutes(day.TimeToday))
		v.More = words.Tomorrow(day.DueTomorrow)
	case cards > 0:
		v.Sentence = words.NothingDue
		v.More = words.Tomorrow(day.DueTomorrow)
	default:
		v.Sentence = words.NoCards
		v.More = words.NoCardsHow
	}
	return show(w, r, todayPage(f, v))
}

func failedFirst(d ingest.Document) int {
	if d.Status == ingest.Failed {
		return 0
	}
	return 1
}

// goOn is the three documents read last, else those that are ready and unread.
func goOn(docs []ingest.Document) []readingRow {
	ready := slices.DeleteFunc(slices.Clone(docs), func(d ingest.Document) bool { return d.Status != ingest.Ready })
	slices.SortStableFunc(ready, func(a, b ingest.Document) int {
		switch {
		case a.ReadAt == nil && b.ReadAt == nil:
			return b.CreatedAt.Compare(a.CreatedAt)
		case a.ReadAt == nil:
			return 1
		case b.ReadAt == nil:
			return -1
		}
		return b.ReadAt.Compare(*a.ReadAt)
	})
	list := make([]readingRow, 0, 3)
	for _, d := range ready[:min(3, len(ready))] {
		list = append(list, readingRow{Href: readHref(d), Title: d.Title, Where: words.Where(string(d.Kind), d.ReadPage, d.Pages), Icon: kindIcon(d.Kind)})
	}
	return list
}

// readHref opens the document where the student stopped.
func readHref(d ingest.Document) string {
	href := "/documents/" + d.ID.String()
	if d.ReadPage > 1 {
		href += "?page=" + words.Plain(d.ReadPage)
	}
	return href
}

// coursesView lists all courses, for phones.
type coursesView struct{ Rows []courseRow }

type courseRow struct{ Href, Title, State string }

func (p *pages) courses(w http.ResponseWriter, r *http.Request) error {
	f, err := p.frame(r, words.NavCourses, "courses")
	if err != nil {
		return err
	}
	list, err := p.allCourses(r.Context())
	if err != nil {
		return err
	}
	var v coursesView
	for _, c := range list {
		v.Rows = append(v.Rows, courseRow{"/courses/" + c.ID.String(), c.Title, words.CourseState(c.Documents, c.Cards, c.Due)})
	}
	return show(w, r, coursesPage(f, v))
}

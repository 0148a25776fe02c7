package today

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"studyapp/internal/ingest"
	"studyapp/internal/learning"
	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/id"
	"studyapp/web/page/doclist"
	"studyapp/web/page/frame"
	"studyapp/web/page/sample"
	"studyapp/web/words"
)

// todayHead is the sentence of the day with what to do about it. The event
// stream sends it again when it changes.
type todayHead struct {
	Date     string
	Sentence string
	More     string // a second sentence, or empty
	How      string // on the first day: what can be put in
	Due      int
	Short    bool   // a short session is less than all that is due
	First    bool   // nothing is here yet
	Continue string // where to go on reading when nothing is due
	Study    bool   // there are cards to study although nothing is due
	MakeFrom string // the dialog that makes the first cards
	Course   string // where added documents go
}

// todayView is the page a student opens each day.
type todayView struct {
	Head     todayHead
	Exams    []examRow
	Reading  []readingRow
	Prepared []doclist.Row
	Stream   string       // "today", or empty on a page that does not change
	Behind   string       // says how many more are being prepared, or empty
	Sample   *sample.View // while it is there
}

// examRow is a course whose exam is to come.
type examRow struct{ Href, Title, Days, Rest string }

// readingRow is a document to go on reading.
type readingRow struct {
	Href, Title, Where, Icon string
}

// shortMinutes is how long the short review is that Today offers when all that
// is due takes longer.
const shortMinutes = 10

// mostPrepared is how many documents in preparation Today lists.
const mostPrepared = 20

func (p *pages) today(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	head, courses, err := p.todayHead(ctx, a)
	if err != nil {
		return err
	}
	f, err := p.Frame(r, words.NavToday, "today")
	if err != nil {
		return err
	}
	if a.IsAdmin() { // who can fetch it is told before the first question
		f.Banner = p.Models.Banner(ctx)
	}
	v := todayView{Stream: "today", Head: head, Exams: exams(courses, p.Now(), a.Location())}
	read, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Order: ingest.LastReadFirst, Limit: 3})
	if err != nil {
		return err
	}
	ids := make([]id.Document, len(read))
	for i, d := range read {
		ids[i] = d.ID
	}
	headings, err := p.Ingest.ReadHeadings(ctx, a.ID, ids)
	if err != nil {
		return err
	}
	for _, d := range read {
		v.Reading = append(v.Reading, readingRow{Href: readHref(d), Title: d.Title, Where: whereRead(string(d.Kind), d.ReadPage, d.ReadLabel, d.Pages, headings[d.ID]), Icon: doclist.KindIcon(d.Kind)})
	}
	unfinished, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Order: ingest.UnfinishedFirst, Limit: mostPrepared})
	if err != nil {
		return err
	}
	if v.Prepared, err = p.Lists.Rows(ctx, a, unfinished); err != nil {
		return err
	}
	if len(unfinished) == mostPrepared {
		counts, err := p.Ingest.Counts(ctx, a.ID)
		if err != nil {
			return err
		}
		if n := counts[ingest.Failed] + inPreparation(counts) - mostPrepared; n > 0 {
			v.Behind = moreWaiting(n)
		}
	}
	if v.Sample, err = p.Sample.Find(ctx, a); err != nil {
		return err
	}
	return frame.Show(w, r, todayPage(f, v))
}

// inPreparation is how many documents are on their way to ready.
func inPreparation(counts map[ingest.Status]int) int {
	return counts[ingest.Queued] + counts[ingest.Extracting] + counts[ingest.Embedding]
}

// todayHead counts what the sentence says, and reads the courses with it.
func (p *pages) todayHead(ctx context.Context, a auth.Account) (todayHead, []learning.Course, error) {
	day, courses, err := p.Overview(ctx)
	if err != nil {
		return todayHead{}, nil, err
	}
	v := todayHead{Date: dateLine(p.Now(), a.Location()), Due: day.Due + day.New}
	cards := 0
	for _, c := range courses {
		cards += c.Cards
		if c.IsDefault {
			v.Course = c.ID.String()
		}
	}
	done := ""
	if day.DoneToday > 0 {
		done = doneSoFar(day.CardsToday, words.RoundMinutes(day.TimeToday))
	}
	switch {
	case v.Due > 0:
		v.Sentence, v.More = dueSentence(v.Due, day.MinutesDue), done
		v.Short = day.MinutesDue > shortMinutes
		return v, courses, nil
	case cards == 0 && day.DoneToday == 0:
		err = p.firstSteps(ctx, a, &v)
		return v, courses, err
	case day.DoneToday > 0:
		v.Sentence = doneForToday(day.CardsToday, words.RoundMinutes(day.TimeToday))
		v.More = words.Tomorrow(day.DueTomorrow)
		if day.NextDue != nil { // a learning step is not done
			v.More = comesBack(day.NextDue.Sub(p.Now())) + " " + v.More
		}
	default:
		v.Sentence, v.More = nothingDueNow(day.DueTomorrow)
	}
	v.Study = cards > 0
	last, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Order: ingest.LastReadFirst, Limit: 1})
	if err == nil && len(last) > 0 {
		v.Continue = readHref(last[0])
	}
	return v, courses, err
}

// firstSteps is the head while there are no cards.
func (p *pages) firstSteps(ctx context.Context, a auth.Account, v *todayHead) error {
	counts, err := p.Ingest.Counts(ctx, a.ID)
	if err != nil {
		return err
	}
	running, err := p.Generation.Running(ctx, a.ID)
	if err != nil {
		return err
	}
	coming := inPreparation(counts)
	switch {
	case len(counts) == 0:
		v.First, v.Sentence, v.How = true, words.PutIn, words.PutInHow(words.Bytes(p.MaxUploadBytes))
	case len(running) > 0:
		v.Sentence, v.More = cardsComing, cardsComingHow
	case counts[ingest.Ready] > 0:
		newest, _, err := p.Ingest.Documents(ctx, a.ID, ingest.Filter{Status: ingest.Ready, Limit: 1})
		if err != nil {
			return err
		}
		v.Sentence, v.More = words.NoCards, words.NoCardsHow
		if len(newest) > 0 {
			v.MakeFrom = doclist.MakeCardsPath(newest[0].ID.String())
		}
	case coming > 0:
		v.Sentence, v.More = beingRead(coming), beingReadHow(coming)
	default:
		v.Sentence, v.More = noneRead(counts[ingest.Failed]), noneReadHow
	}
	return nil
}

// exams are the courses whose exam is today or later, the next one first.
func exams(courses []learning.Course, now time.Time, loc *time.Location) []examRow {
	coming := slices.DeleteFunc(slices.Clone(courses), func(c learning.Course) bool {
		return c.ExamAt == nil || words.DaysLeft(*c.ExamAt, now, loc) < 0
	})
	slices.SortStableFunc(coming, func(x, y learning.Course) int { return x.ExamAt.Compare(*y.ExamAt) })
	list := make([]examRow, 0, len(coming))
	for _, c := range coming {
		days, rest := examLine(*c.ExamAt, now, loc, c.Due, c.Documents)
		list = append(list, examRow{"/courses/" + c.ID.String(), c.Title, days, rest})
	}
	return list
}

// readHref opens the document where the student stopped.
func readHref(d ingest.Document) string {
	href := "/documents/" + d.ID.String()
	if d.ReadPage > 1 {
		href += "?page=" + strconv.Itoa(d.ReadPage)
	}
	return href
}

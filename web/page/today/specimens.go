package today

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/doclist"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of Today and of document rows.
func Specimens() []gallery.Specimen {
	page := func(name, title string, v todayView) gallery.Specimen {
		v.Head.Date, v.Head.Course = dateLine(gallery.Time, time.UTC), "default"
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, words.NavToday, "today")
			f.Due = v.Head.Due
			return todayPage(f, v)
		}}
	}
	nothing := todayHead{Study: true, Continue: "/documents/d0?page=214"}
	nothing.Sentence, nothing.More = nothingDueNow(31)
	idle := todayHead{Study: true, Continue: "/documents/d0?page=214"}
	idle.Sentence, idle.More = nothingDueNow(0)
	return []gallery.Specimen{
		page("today-first", "First day", todayView{Head: todayHead{First: true, Sentence: words.PutIn, How: words.PutInHow("200 MB")}}),
		page("today-being-read", "The first document is being read", todayView{Head: todayHead{Sentence: beingRead(1), More: beingReadHow(1)}, Prepared: doclist.StateSpecimens()[5:6]}),
		page("today-unread", "No document could be read", todayView{Head: todayHead{Sentence: noneRead(1), More: noneReadHow}, Prepared: doclist.StateSpecimens()[10:11]}),
		page("today-no-cards", "A document and no cards", todayView{Head: todayHead{Sentence: words.NoCards, More: words.NoCardsHow, MakeFrom: doclist.MakeCardsPath("d0")}, Reading: specimenReading()[1:]}),
		page("today-cards-coming", "The first cards are being made", todayView{Head: todayHead{Sentence: cardsComing, More: cardsComingHow}, Reading: specimenReading()[1:]}),
		page("today-due", "Cards due", todayView{Head: dueHead(42, 18), Exams: specimenExams(), Reading: specimenReading(), Prepared: []doclist.Row{doclist.StateSpecimens()[10], doclist.StateSpecimens()[5]}}),
		page("today-one", "One card due, others done", todayView{Head: todayHead{Due: 1, Sentence: dueSentence(1, 1), More: doneSoFar(41, 17)}, Reading: specimenReading()}),
		page("today-done", "Done for today", todayView{Head: todayHead{Study: true, Sentence: doneForToday(42, 17), More: comesBack(6*time.Minute) + " " + words.Tomorrow(31), Continue: "/documents/d0?page=214"}, Exams: specimenExams(), Reading: specimenReading()}),
		page("today-nothing", "Nothing due until tomorrow", todayView{Head: nothing, Reading: specimenReading()}),
		page("today-idle", "Nothing due, tomorrow neither", todayView{Head: idle, Reading: specimenReading()}),
		page("today-many", "500 documents being prepared", todayView{Head: dueHead(1318, 264), Exams: specimenExams(), Reading: specimenReading(), Prepared: slices.Concat(doclist.StateSpecimens()[9:], doclist.StateSpecimens()[4:9]), Behind: moreWaiting(492)}),
		page("today-long", "Long titles, right to left, Japanese", todayView{Head: dueHead(42, 18), Exams: []examRow{
			examOn("long", gallery.LongTitle, 112, 8, 500), examOn("arabic", gallery.ArabicTitle, 1, 0, 1), examOn("japanese", gallery.JapanTitle, 0, 12, 3)},
			Reading:  []readingRow{{"/documents/l0", gallery.LongName, whereRead("pdf", 12, "", 1204, gallery.LongName), "file-text"}, {"/documents/r0", gallery.ArabicTitle, whereRead("pdf", 0, "", 310, ""), "file-text"}, {"/documents/j0", gallery.JapanTitle, whereRead("markdown", 1, "", 0, ""), "file-code"}},
			Prepared: []doclist.Row{doclist.FailedSpecimen("l1", gallery.LongName, "39 of 41 pages are pictures without text, so there are few words to read.", nil)}}),
		{Name: "today-offline", Title: "The server cannot be reached", Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, words.NavToday, "today")
			f.Banner = &ui.Banner{Icon: "triangle-alert", Text: unreachable(8)}
			head := dueHead(42, 18)
			head.Date = dateLine(gallery.Time, time.UTC)
			return todayPage(f, todayView{Head: head, Exams: specimenExams(), Reading: specimenReading()})
		}},
	}
}

func dueHead(n, minutes int) todayHead {
	return todayHead{Due: n, Short: minutes > shortMinutes, Sentence: dueSentence(n, minutes)}
}

func examOn(id, title string, in, due, documents int) examRow {
	days, rest := examLine(gallery.Time.AddDate(0, 0, in), gallery.Time, time.UTC, due, documents)
	return examRow{"/courses/" + id, title, days, rest}
}

func specimenExams() []examRow {
	return []examRow{examOn("genetics", "Cell biology and genetics", 29, 24, 12), examOn("long", "Experimentalphysik II: Elektrodynamik und Optik", 50, 18, 5)}
}

func specimenReading() []readingRow {
	return []readingRow{
		{"/documents/d0?page=214", "Photosynthesis: capturing light energy, storing it as sugar", whereRead("pdf", 214, "", 418, "8.3 The Calvin cycle"), "file-text"},
		{"/documents/d1", "Lecture 11: C4 and CAM plants", whereRead("markdown", 0, "", 0, ""), "file-code"},
	}
}

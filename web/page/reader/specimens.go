package reader

import (
	"strings"

	"github.com/a-h/templ"

	"studyapp/internal/generation/ask"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/answerview"
	"studyapp/web/page/cardface"
	"studyapp/web/page/gallery"
	"studyapp/web/render"
	"studyapp/web/words"
)

// specimenLeaf is a page of a text: a heading, a paragraph, a list and a quote.
func specimenLeaf(texts ...string) string {
	var text strings.Builder
	var spans []extract.Span
	kinds := []extract.SpanKind{extract.Heading, extract.Paragraph, extract.Paragraph, extract.Quote}
	for i, t := range texts {
		start := len([]rune(text.String()))
		text.WriteString(t)
		s := extract.Span{Kind: kinds[min(i, len(kinds)-1)], Start: start, End: start + len([]rune(t))}
		if i == 0 {
			s.Level = 1
		}
		spans = append(spans, s)
		text.WriteString("\n")
	}
	from := len([]rune(texts[0])) + 1
	marks := []render.Mark{{Start: from, End: from + len([]rune(texts[1])), On: true, ID: "mark-1", N: 1}}
	if len(texts) > 2 {
		next := from + len([]rune(texts[1])) + 1
		marks = append(marks, render.Mark{Start: next, End: next + len([]rune(texts[2])), ID: "mark-2", N: 2})
	}
	return render.Page(text.String(), spans, marks, &render.Outline{})
}

// Specimens are the states of a document that is open. The pages of a PDF
// need its file and are looked at in the demo.
func Specimens() []gallery.Specimen {
	page := func(name, title string, v readerView) gallery.Specimen {
		v.ID, v.Back, v.BackTo = answerview.SpecimenDocument.String(), "/courses/genetics", "Cell biology and genetics"
		if v.Title == "" {
			v.Title = "Photosynthesis: capturing light energy, storing it as sugar"
		}
		if v.Tab == "" {
			v.Tab = "ask"
		}
		if v.Dir == "" {
			v.Dir = "auto"
		}
		v.Page, v.Pages = max(v.Page, 1), max(v.Pages, 1)
		v.Data = readerData{ID: v.ID, Page: v.Page, Pages: v.Pages, Marks: []answerview.Mark{}, Reading: !v.Ready && v.Blocked == nil}
		v.Theme = "system"
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, v.Title, "")
			f.Scripts, f.First = []string{"page-reader"}, []string{"page-early"}
			return readerPage(f, v)
		}}
	}
	text := func(html string) []partView { return []partView{{Page: 1, HTML: html}} }
	english := specimenLeaf("8.3 The Calvin cycle", "Rubisco binds oxygen in place of carbon dioxide, and the product has two carbon atoms and is of no use to the cycle.", "The salvage pathway consumes ATP and releases carbon dioxide, undoing part of what was fixed.", "C4 plants hand it on to the bundle sheath.")
	answer := func() *answerview.Answer {
		return answerview.Specimen(func(a *ask.Answer) { a.Sentences = a.Sentences[:4] })
	}
	failed := func(kind, message string) readerView {
		var v readerView
		v.ID = answerview.SpecimenDocument.String()
		v.PDF = true
		v.failed(ingest.Failure{Kind: kind, Message: message})
		return v
	}
	cards := []cardRow{
		{ID: "a", Front: cardface.Line("By how much does $K_M = \\frac{k_{-1} + k_2}{k_1}$ rise when Rubisco binds oxygen in place of carbon dioxide?"), State: "Due today", Source: "page 214", Href: "/cards/a"},
		{ID: "b", Front: cardface.Line(gallery.LongTitle), State: "New", Source: "page 1,204", Href: "/cards/b"},
		{ID: "c", Front: cardface.Line(gallery.ArabicTitle), State: "In 3 weeks", Source: "page 12", Href: "/cards/c"},
	}
	return []gallery.Specimen{
		page("reader-text", "A text with an answer beside it", readerView{Ready: true, Parts: text(english), Answer: answer(), Headings: []headingLink{{Title: "8.3 The Calvin cycle", Level: 1, Part: 1, Href: "?page=1"}, {Title: "8.4 C4 plants", Level: 2, Part: 1, N: 1, Href: "?page=1"}}}),
		page("reader-cards", "Its cards", readerView{Ready: true, Parts: text(english), Tab: "cards", Cards: cards, CardCount: 3}),
		page("reader-no-cards", "No cards yet", readerView{Ready: true, Parts: text(english), Tab: "cards"}),
		page("reader-being-read", "Still being read", readerView{Pages: 418, Paged: true, Parts: text(english), Notes: []noteView{{Icon: "hourglass", Text: readerNote("extracting", 120, 418, true)}}}),
		page("reader-locked", "Locked", failed(extract.FailedLocked, "The file is locked. Enter its password to read it.")),
		page("reader-damaged", "Failed", failed(extract.FailedDamaged, "The file is damaged, so it cannot be read. Save it anew in the program it comes from, then upload it again.")),
		page("reader-file-gone", "The file is gone", readerView{Ready: true, Paged: true, Pages: 12, Parts: []partView{{Page: 1, HTML: english, Label: words.PageNumber(1, "")}}, Notes: []noteView{{Icon: "triangle-alert", Text: fileIsGone}}}),
		page("reader-page-without-text", "A page without text", readerView{Ready: true, Paged: true, Pages: 2, Parts: []partView{{Page: 1, Label: words.PageNumber(1, ""), Problem: "This page is a picture without text."}, {Page: 2, HTML: english, Label: words.PageNumber(2, "")}}}),
		page("reader-portfolio", "Only the cover of a portfolio was read", readerView{Ready: true, Paged: true, Pages: 2, Parts: text(english), Notes: []noteView{{Icon: "triangle-alert", Text: "This is a PDF portfolio: a cover around 12 other files (“01 Introduction.pdf”, “02 Cells.pdf”, “03 Tissues.pdf” and 9 more). Save them from Adobe Reader or another PDF program, and upload them one by one."}}}),
		page("reader-replaced", "Replaced by another version", readerView{Ready: true, Parts: text(english), Notes: []noteView{{Icon: "history", Text: "Replaced on 3 April. 4 cards lost their quote.", Link: words.LookAtThem, URL: "/cards"}}}),
		page("reader-long", "A long title", readerView{Ready: true, Title: gallery.LongTitle, Parts: text(english), Pages: 1204, Page: 1}),
		page("reader-rtl", "Right to left", readerView{Ready: true, Title: gallery.ArabicTitle, Lang: "ar", Dir: "rtl", Parts: text(specimenLeaf("الإنزيمات", "الإنزيم بروتين يسرّع تفاعلاً كيميائياً في الخلية دون أن يُستهلك فيه.", "وهو ضروري لكل خلية حيّة."))}),
		page("reader-cjk", "Chinese, Japanese and Korean", readerView{Ready: true, Title: gallery.JapanTitle, Lang: "ja", Dir: "ltr", Parts: text(specimenLeaf("こころ", "私は死ぬ前にたった一人で好いから、他を信用して死にたいと思っている。", "あなたはそのたった一人になれますか。"))}),
		{Name: "reader-deleted", Title: "In the bin", Page: func(a auth.Account) templ.Component {
			f := gallery.Frame(a, "Lecture 1", "")
			f.Scripts, f.First = []string{"page-reader"}, []string{"page-early"}
			return readerPage(f, deletedView(answerview.SpecimenDocument.String(), "Lecture 1", "en"))
		}},
	}
}

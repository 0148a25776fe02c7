package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

// annotate adds annotations for the next page and gives its /Annots; fields
// are entered into the document's form.
func (f *file) annotate(annots ...string) string {
	var all, fields []string
	for _, a := range annots {
		ref := fmt.Sprintf("%d 0 R", f.add("<< /Type /Annot "+a+" >>"))
		all = append(all, ref)
		if strings.Contains(a, "/FT") {
			fields = append(fields, ref)
		}
	}
	if len(fields) > 0 {
		f.catalog += " /AcroForm << /Fields [" + strings.Join(fields, " ") + "] >>"
	}
	return " /Annots [" + strings.Join(all, " ") + "]"
}

type note struct{ Kind, Text string }

func notes(p extract.Page) []note {
	var out []note
	r := []rune(p.Text)
	for _, s := range p.Spans {
		if s.Kind == extract.Note {
			out = append(out, note{s.Text, string(r[s.Start:s.End])})
		}
	}
	return out
}

func TestWhatIsPutOnAPageIsReadBehindIt(t *testing.T) {
	t.Parallel()
	const widget = "/Subtype /Widget /F 4 /Rect [200 500 400 520] "
	body := text{x: 72, y: 700, s: "Basalt cools in columns."}
	for _, c := range []struct {
		rule   string
		annots []string
		want   []note
	}{
		{"a field's value with what the field is called", []string{widget + "/FT /Tx /T (tutor) /V (Wilhelmina Quartz)"}, []note{{"field", "tutor: Wilhelmina Quartz"}}},
		{"the name for people first", []string{widget + "/FT /Tx /T (f1\\1370) /TU (Name of the tutor:) /V (Wilhelmina)"}, []note{{"field", "Name of the tutor: Wilhelmina"}}},
		{"names that programs give say nothing", []string{widget + "/FT /Tx /T (Text 12) /V (Wilhelmina)"}, []note{{"field", "Wilhelmina"}}},
		{"a value of several lines in UTF-16", []string{widget + "/FT /Tx /Ff 4096 /T (q1) /V " + utf16Hex("Erster Satz.\rZweiter Satz über 𝑥.")}, []note{{"field", "Erster Satz.\nZweiter Satz über 𝑥."}}},
		{"a password is none", []string{widget + "/FT /Tx /Ff 8192 /T (secret) /V (hunter2)"}, nil},
		{"an empty field", []string{widget + "/FT /Tx /T (tutor) /V ()"}, nil},
		{"a choice by what it shows", []string{widget + "/FT /Ch /Ff 131072 /T (rock) /V (b) /Opt [[(a) (Granite)] [(b) (Basalt)]]"}, []note{{"field", "rock: Basalt"}}},
		{"a checked box by its name", []string{
			widget + "/FT /Btn /T (I have read the rules) /V /Yes /AS /Yes /AP << /N << /Yes 7 0 R /Off 7 0 R >> >>",
			widget + "/FT /Btn /T (I am late) /V /Off /AS /Off /AP << /N << /Yes 7 0 R /Off 7 0 R >> >>",
		}, []note{{"field", "✓ I have read the rules"}}},
		{"typed on top of the page", []string{"/Subtype /FreeText /Rect [72 300 400 340] /Contents (The exam asks for Wenlock.)"}, []note{{"text", "The exam asks for Wenlock."}}},
		{"a sticky note without its popup and the answers to it", []string{
			"/Subtype /Text /Rect [72 200 92 220] /Contents (Remember Ludlow.)",
			"/Subtype /Popup /Rect [72 100 300 200] /Contents (Remember Ludlow.)",
			"/Subtype /Text /Rect [72 200 92 220] /IRT 8 0 R /Contents (I do.)",
			"/Subtype /Link /Rect [72 200 92 220] /Contents (Go there.)",
		}, []note{{"note", "Remember Ludlow."}}},
		{"a marking's comment", []string{"/Subtype /Highlight /Rect [72 697 210 712] /QuadPoints [72 712 210 712 72 697 210 697] /Contents (see page 3)"}, []note{{"note", "see page 3"}}},
		{"not a copy of the words it marks", []string{"/Subtype /Highlight /Rect [72 697 210 712] /QuadPoints [72 712 210 712 72 697 210 697] /Contents (Basalt cools in\ncolumns.)"}, nil},
		{"typed with its look alone", []string{"/Subtype /FreeText /Rect [72 300 400 340] /RC (<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>a &lt; b</p><p>and <b>c</b></p></body>)"}, []note{{"text", "a < b\nand c"}}},
		{"a stamp", []string{"/Subtype /Stamp /Rect [300 300 400 340] /Name /NotApproved", "/Subtype /Stamp /Rect [300 200 400 240] /Name /x12"}, []note{{"note", "Not approved"}}},
		{"hidden ones are not", []string{"/Subtype /FreeText /F 2 /Rect [72 300 400 340] /Contents (Hidden)", "/Subtype /Text /F 32 /Rect [72 300 400 340] /Contents (Hidden)"}, nil},
		{"from top to bottom", []string{
			"/Subtype /FreeText /Rect [72 300 400 340] /Contents (Third)",
			"/Subtype /FreeText /Rect [300 500 400 540] /Contents (Second)",
			"/Subtype /FreeText /Rect [72 501 200 541] /Contents (First)",
		}, []note{{"text", "First"}, {"text", "Second"}, {"text", "Third"}}},
	} {
		f := newFile()
		f.page(f.annotate(c.annots...), body)
		p := read(t, f)
		if diff := cmp.Diff(c.want, notes(p)); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
		if !strings.HasPrefix(p.Text, body.s) {
			t.Errorf("%s: text is %q", c.rule, p.Text)
		}
	}
}

func TestAFieldThatThePageShowsIsReadOnce(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.page(f.annotate("/Subtype /Widget /Rect [200 500 400 520] /FT /Tx /T (tutor) /V (Wilhelmina Quartz)"), text{x: 202, y: 505, s: "Wilhelmina Quartz"})
	if p := read(t, f); strings.Count(p.Text, "Quartz") != 1 || len(notes(p)) != 0 {
		t.Errorf("text is %q", p.Text)
	}
}

func TestNotesHaveTheBoxOfTheirAnnotation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		extra string
		want  extract.Rect
	}{
		{"", extract.Rect{X0: 200, X1: 400, Y0: 272, Y1: 292}},
		{"/Rotate 90", extract.Rect{X0: 500, X1: 520, Y0: 200, Y1: 400}},
		{"/Rotate 180", extract.Rect{X0: 212, X1: 412, Y0: 500, Y1: 520}},
		{"/MediaBox [50 100 450 800]", extract.Rect{X0: 150, X1: 350, Y0: 280, Y1: 300}},
	} {
		f := newFile()
		f.page(c.extra+f.annotate("/Subtype /Widget /Rect [200 500 400 520] /FT /Tx /T (tutor) /V (Wilhelmina Quartz)"), text{x: 72, y: 700, s: "Basalt"})
		p := read(t, f)
		start, end := find(t, p, "Wilhelmina")
		if diff := cmp.Diff([]extract.Rect{c.want}, p.Glyphs.Rects(start, end)); diff != "" {
			t.Errorf("%s: %s", c.extra, diff)
		}
		start, end = find(t, p, "tutor")
		if r := p.Glyphs.Rects(start, end); r != nil {
			t.Errorf("%s: the name, which the page does not show, stands at %v", c.extra, r)
		}
	}
}

func TestAFormWithoutOtherTextIsRead(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.page(f.annotate("/Subtype /Widget /Rect [200 500 400 520] /FT /Tx /T (tutor) /V (Wilhelmina Quartz)"))
	if p := read(t, f); p.Text != "tutor: Wilhelmina Quartz" || p.Problem != "" {
		t.Errorf("page is %q, problem %q", p.Text, p.Problem)
	}
}

// Some programs write fields and forget to list them.
func TestAFieldThatNoFormListsIsRead(t *testing.T) {
	t.Parallel()
	f := newFile()
	extra := f.annotate("/Subtype /Widget /Rect [200 500 400 520] /FT /Tx /T (tutor) /V (Wilhelmina Quartz)")
	for _, form := range []string{"", " /AcroForm << /Fields [] >>"} {
		f.catalog = form
		f.pages = nil
		f.page(extra, text{x: 72, y: 700, s: "Basalt"})
		if p := read(t, f); !strings.HasSuffix(p.Text, "Wilhelmina Quartz") {
			t.Errorf("with the form %q the page reads %q", form, p.Text)
		}
	}
}

// The comment on a marking is not to be seen on the page, and its box would
// cover the marked words.
func TestCommentsOnWordsHaveNoBox(t *testing.T) {
	t.Parallel()
	f := newFile()
	f.page(f.annotate(
		"/Subtype /Highlight /Rect [72 697 210 712] /QuadPoints [72 712 210 712 72 697 210 697] /Contents (see page 3)",
		"/Subtype /Text /Rect [572 697 592 717] /Contents (Remember Ludlow.)"), text{x: 72, y: 700, s: "Basalt cools in columns."})
	p := read(t, f)
	start, end := find(t, p, "see page 3")
	if r := p.Glyphs.Rects(start, end); r != nil {
		t.Errorf("the comment stands at %v", r)
	}
	start, end = find(t, p, "Remember")
	if r := p.Glyphs.Rects(start, end); len(r) != 1 {
		t.Errorf("the sticky note beside the text stands at %v", r)
	}
}

package pdfium

import (
	"encoding/binary"
	"html"
	"regexp"
	"strings"
	"unicode"

	"studyapp/internal/ingest/extract/pdf/remark"
)

// Kinds of annotations (fpdf_annot.h) and of fields (fpdf_formfill.h).
const (
	annotText, annotFreeText, annotWidget  = 1, 3, 20
	annotLine, annotStamp, annotInk        = 4, 13, 15
	annotFile, annotRedact                 = 17, 28
	fieldCheckBox, fieldRadio, fieldChoice = 2, 3, 4
	fieldList, fieldText                   = 5, 6

	annotHidden, annotNoView = 1 << 1, 1 << 5 // flags
	fieldPassword            = 1 << 13        // flag of a text field
)

const (
	maxAnnots   = 5000   // of a page
	maxNote     = 20_000 // letters of one
	maxOptions  = 500
	longestName = 80
)

// notes gives what people put on a page beside its content: the values of a
// form's fields, texts typed on top, comments, stamps. Links, popups, answers
// to comments and what is hidden are none.
func (d *Document) notes(page uint64, place placement) []remark.Note {
	e := d.e
	var out []remark.Note
	for i := range min(e.callInt("FPDFPage_GetAnnotCount", page), maxAnnots) {
		a := e.call("FPDFPage_GetAnnot", page, uint64(i))
		if a == 0 {
			continue
		}
		if n, ok := d.annotation(a); ok && e.flag("FPDFAnnot_GetRect", a, uint64(e.out)) { // FS_RECTF: left, top, right, bottom
			x0, y0 := place.point(e.float(e.out), e.float(e.out+4))
			x1, y1 := place.point(e.float(e.out+8), e.float(e.out+12))
			n.X0, n.Y0, n.X1, n.Y1 = float32(min(x0, x1)), float32(min(y0, y1)), float32(max(x0, x1)), float32(max(y0, y1))
			out = append(out, n)
		}
		e.call("FPDFPage_CloseAnnot", a)
	}
	return out
}

func (d *Document) annotation(a uint64) (n remark.Note, ok bool) {
	e := d.e
	kind := e.callInt("FPDFAnnot_GetSubtype", a)
	switch {
	case kind == annotText, kind == annotFreeText, kind >= annotLine && kind <= annotInk, kind == annotFile, kind == annotWidget, kind == annotRedact:
	default:
		return n, false
	}
	if e.callInt("FPDFAnnot_GetFlags", a)&(annotHidden|annotNoView) != 0 {
		return n, false
	}
	switch kind {
	case annotWidget:
		n = d.field(a)
	case annotFreeText:
		n.Kind, n.Text = remark.Text, d.contents(a)
	default:
		if d.annotHas(a, "IRT") {
			return n, false
		}
		n.Kind, n.Text = remark.Comment, d.contents(a)
		if n.Text == "" && kind == annotStamp {
			n.Text = stamped(d.annotString(a, "Name"))
		}
	}
	return n, n.Text != ""
}

// contents is the text of an annotation. Some programs give it with its look
// alone, as XHTML (PDF 32000-1, 12.7.3.4).
func (d *Document) contents(a uint64) string {
	if plain := d.annotString(a, "Contents"); plain != "" {
		return plain
	}
	rich := lineEnds.ReplaceAllString(d.annotString(a, "RC"), "\n")
	return strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(rich, "")))
}

var (
	lineEnds = regexp.MustCompile(`(?i)</p>|<br[^>]*>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
)

// stamped is what a standard stamp says, from its name: "#SBNotApproved" or
// "NotApproved" says "Not approved".
func stamped(name string) string {
	name = strings.TrimPrefix(name, "#")
	for _, by := range []string{"SB", "SH"} { // Acrobat's own
		if rest, ok := strings.CutPrefix(name, by); ok && rest != "" && unicode.IsUpper(rune(rest[0])) {
			name = rest
		}
	}
	var b strings.Builder
	for i, r := range name {
		if !unicode.IsLetter(r) {
			return "" // the name of a picture
		}
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// field reads the value of a form's field at one of its places.
func (d *Document) field(a uint64) remark.Note {
	e, form := d.e, d.formHandle()
	n := remark.Note{Kind: remark.Field}
	kind := 0
	if form != 0 {
		kind = e.callInt("FPDFAnnot_GetFormFieldType", form, a)
	}
	if kind <= 0 { // a field that the document's form does not list
		if t := d.annotString(a, "FT"); t == "Tx" || t == "Ch" {
			n.Text = d.annotString(a, "V")
		}
		return n
	}
	name := d.fieldName(form, a)
	switch kind {
	case fieldText:
		if e.callInt("FPDFAnnot_GetFormFieldFlags", form, a)&fieldPassword == 0 {
			n.Name, n.Text = name, e.longText(maxNote, "FPDFAnnot_GetFormFieldValue", form, a)
		}
	case fieldChoice, fieldList:
		n.Name, n.Text = name, d.chosen(form, a)
	case fieldCheckBox, fieldRadio:
		value := d.annotString(a, "AS") // the state it is drawn in: Off, or the value it stands for
		if value == "" || value == "Off" {
			break
		}
		switch means := spoken(value); {
		case means && name != "" && !strings.EqualFold(name, value):
			n.Name, n.Text = name, "✓ "+value
		case means:
			n.Text = "✓ " + value
		case name != "":
			n.Text = "✓ " + name
		}
	}
	return n
}

// chosen is what is picked from a list.
func (d *Document) chosen(form, a uint64) string {
	e := d.e
	var picked []string
	for i := range min(e.callInt("FPDFAnnot_GetOptionCount", form, a), maxOptions) {
		if e.flag("FPDFAnnot_IsOptionSelected", form, a, uint64(i)) {
			picked = append(picked, e.longText(maxNote, "FPDFAnnot_GetOptionLabel", form, a, uint64(i)))
		}
	}
	if len(picked) > 0 {
		return strings.Join(picked, ", ")
	}
	return e.longText(maxNote, "FPDFAnnot_GetFormFieldValue", form, a)
}

// fieldName is what a field is called for people: what shows above it, else
// the last part of its name if that is made of words.
func (d *Document) fieldName(form, a uint64) string {
	e := d.e
	name := strings.Join(strings.Fields(e.longText(4*longestName, "FPDFAnnot_GetFormFieldAlternateName", form, a)), " ")
	if spoken(name) {
		return strings.TrimRight(name, ": ")
	}
	name = e.longText(4*longestName, "FPDFAnnot_GetFormFieldName", form, a)
	name = strings.TrimSpace(strings.ReplaceAll(name[strings.LastIndexByte(name, '.')+1:], "_", " "))
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M) && r != ' ' && r != '-' && r != '\'' }) || !spoken(name) {
		return ""
	}
	return name
}

// unspoken are names and values that programs give, in any case.
var unspoken = map[string]bool{
	"text": true, "textfield": true, "text field": true, "field": true, "input": true, "fill": true, "untitled": true, "undefined": true,
	"checkbox": true, "check box": true, "check": true, "radiobutton": true, "radio button": true, "radio": true, "button": true, "group": true,
	"choice": true, "combobox": true, "combo box": true, "dropdown": true, "listbox": true, "list box": true, "option": true, "options": true,
	"on": true, "off": true, "yes": true, "true": true, "ja": true, "oui": true, "si": true,
}

// spoken reports whether a name or value tells a person something.
func spoken(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3 && len([]rune(s)) <= longestName && !unspoken[strings.ToLower(strings.TrimRight(s, " 0123456789"))]
}

// formHandle is the document's form, 0 if it has none. pdfium reads it when it
// is asked for first.
func (d *Document) formHandle() uint64 {
	if d.formSought {
		return d.form
	}
	d.formSought = true
	e := d.e
	if Form(e.callInt("FPDF_GetFormType", d.handle)) == NoForm {
		return 0
	}
	// A table of functions to call back, none of which we have.
	size := e.callInt("FPDF_FORMFILLINFO_Size")
	p, err := e.host.Malloc(uint64(size))
	if err != nil {
		return 0
	}
	d.formInfo = p
	for version := uint32(1); version <= 2 && d.form == 0; version++ { // 2 where the module knows XFA
		info := make([]byte, size)
		binary.LittleEndian.PutUint32(info, version)
		e.mem.Write(uint32(p), info)
		d.form = e.call("FPDFDOC_InitFormFillEnvironment", d.handle, p)
	}
	return d.form
}

func (d *Document) closeForm() {
	if d.form != 0 {
		d.e.call("FPDFDOC_ExitFormFillEnvironment", d.form)
	}
	if d.formInfo != 0 {
		_ = d.e.host.Free(d.formInfo)
	}
	d.form, d.formInfo = 0, 0
}

func (d *Document) annotString(a uint64, key string) string {
	p, free := d.e.cstring(key)
	defer free()
	return strings.TrimSpace(d.e.longText(maxNote, "FPDFAnnot_GetStringValue", a, p))
}

func (d *Document) annotHas(a uint64, key string) bool {
	p, free := d.e.cstring(key)
	defer free()
	return d.e.flag("FPDFAnnot_HasKey", a, p)
}

// longText is text for what may be longer than a line, up to so many letters;
// what is longer is cut.
func (e *Engine) longText(most int, name string, args ...uint64) string {
	args = args[:len(args):len(args)]
	n := e.callInt(name, append(args, 0, 0)...)
	if n <= 2 || n > 1<<26 {
		return ""
	}
	p, err := e.host.Malloc(uint64(n))
	if err != nil {
		return ""
	}
	defer func() { _ = e.host.Free(p) }()
	if e.callInt(name, append(args, p, uint64(n))...) != n {
		return ""
	}
	b := e.bytes(uint32(p), n-2)
	u := make([]uint16, min(len(b)/2, most))
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(decoded(u))
}

package learning

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"studyapp/internal/platform/errs"
)

// LeechLapses is how often a known card is forgotten before it counts as a
// leech, which wants to be written anew rather than asked again.
const LeechLapses = 8

// The conditions of is:.
const (
	IsDue       = "due"       // could be asked now
	IsNew       = "new"       // never answered
	IsDraft     = "draft"     // waits to be accepted
	IsActive    = "active"    // asked when due
	IsSuspended = "suspended" // not asked
	IsBuried    = "buried"    // out of sight until the next day
	IsWrong     = "wrong"     // marked wrong
	IsStale     = "stale"     // its quote is gone from the document; not suspended, unless that is asked for as well
	IsLeech     = "leech"     // forgotten LeechLapses times or more
)

// Conditions are the words that is: knows, in the order of a menu.
func Conditions() []string {
	return []string{IsDue, IsNew, IsActive, IsDraft, IsSuspended, IsBuried, IsWrong, IsStale, IsLeech}
}

// filterKeys are what may stand before a colon.
var filterKeys = [...]string{"course", "document", "is", "due", "tag", "kind"}

// Filter is a filter of cards as a student writes it:
//
//	course:biology document:"Lecture 11" is:stale due:7d tag:exam -kind:cloze words
//
// All of it must hold, and nothing that has a minus before its key; course, document, tag and each word are part of what
// they are compared with, as package fold compares them.
type Filter struct {
	Course   string   // part of the course's title
	Document string   // part of the document's title
	Is       []string // of Conditions
	Due      *int     // due within so many days; 0 = today
	Tags     []string
	Kind     Kind // empty = any
	Words    []string
	Without  []Filter // each of one key: what must not hold
}

// ParseFilter reads a filter. It returns errs.Invalid at the field q for what
// it does not know, with what it knows.
func ParseFilter(s string) (Filter, error) {
	var f Filter
	for _, w := range filterWords(s) {
		text, without := strings.CutPrefix(w.text, "-")
		key, value, ok := strings.Cut(text, ":")
		key = strings.ToLower(key)
		if !ok || w.quoted == 0 || !isKey(key) || strings.HasPrefix(value, "//") {
			f.Words = append(f.Words, w.text)
			continue
		}
		if !slices.Contains(filterKeys[:], key) {
			return Filter{}, errs.Newf(errs.Invalid, "There is no filter %q. Known are %s.", key+":", orList(filterKeys[:], ":")).At("q")
		}
		if value == "" {
			return Filter{}, errs.Newf(errs.Invalid, "%q is empty. Write what it should be, as in %s.", key+":", filterExample(key)).At("q")
		}
		into := &f
		if without {
			f.Without = append(f.Without, Filter{})
			into = &f.Without[len(f.Without)-1]
		}
		if err := into.set(key, value); err != nil {
			return Filter{}, err
		}
	}
	return f, nil
}

func (f *Filter) set(key, value string) error {
	switch key {
	case "course":
		f.Course = value
	case "document":
		f.Document = value
	case "tag":
		if !slices.Contains(f.Tags, value) {
			f.Tags = append(f.Tags, value)
		}
	case "is":
		value = strings.ToLower(value)
		if !slices.Contains(Conditions(), value) {
			return errs.Newf(errs.Invalid, "A card cannot be %q. It can be %s.", value, orList(Conditions(), "")).At("q")
		}
		if !slices.Contains(f.Is, value) {
			f.Is = append(f.Is, value)
		}
	case "kind":
		f.Kind = Kind(strings.ToLower(value))
		if f.Kind != Basic && f.Kind != Cloze {
			return errs.Newf(errs.Invalid, "There is no kind %q. A card is basic or cloze.", value).At("q")
		}
	case "due":
		days, ok := dueDays(value)
		if !ok {
			return errs.Newf(errs.Invalid, "%q is no time. Write due:today, due:7d or due:2w.", "due:"+value).At("q")
		}
		f.Due = &days
	}
	return nil
}

// dueDays reads today, tomorrow, 7d, 2w or 7; at most ten years.
func dueDays(s string) (int, bool) {
	s = strings.ToLower(s)
	switch s {
	case "today":
		return 0, true
	case "tomorrow":
		return 1, true
	}
	times := 1
	if n, ok := strings.CutSuffix(s, "w"); ok {
		s, times = n, 7
	} else {
		s = strings.TrimSuffix(s, "d")
	}
	n, err := strconv.Atoi(s)
	return n * times, err == nil && n >= 0 && n <= 3650/times && s[0] != '+'
}

// String is the filter in the order of its keys; ParseFilter reads it back.
func (f Filter) String() string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+":"+quoteValue(value))
		}
	}
	add("course", f.Course)
	add("document", f.Document)
	for _, x := range f.Is {
		add("is", x)
	}
	if f.Due != nil {
		switch *f.Due {
		case 0:
			add("due", "today")
		default:
			add("due", strconv.Itoa(*f.Due)+"d")
		}
	}
	for _, x := range f.Tags {
		add("tag", x)
	}
	add("kind", string(f.Kind))
	for _, not := range f.Without {
		parts = append(parts, "-"+not.String())
	}
	for _, w := range f.Words {
		if key, _, ok := strings.Cut(strings.TrimPrefix(w, "-"), ":"); ok && isKey(strings.ToLower(key)) || strings.ContainsFunc(w, unicode.IsSpace) {
			w = `"` + w + `"`
		}
		parts = append(parts, w)
	}
	return strings.Join(parts, " ")
}

// IsZero reports whether nothing is filtered.
func (f Filter) IsZero() bool { return f.String() == "" }

func quoteValue(s string) string {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return `"` + s + `"`
	}
	return s
}

// filterWord is one word; quoted is where its first quotation mark stood, in
// bytes of text, or past the text when there is none: what begins quoted is a
// word whatever it holds.
type filterWord struct {
	text   string
	quoted int
}

// filterWords splits at spaces outside quotation marks and takes the marks
// away. What cannot stand in a column of text is dropped.
func filterWords(s string) []filterWord {
	var out []filterWord
	var b strings.Builder
	in, quoted := false, -1
	flush := func() {
		if b.Len() > 0 {
			w := filterWord{b.String(), quoted}
			if quoted < 0 {
				w.quoted = b.Len() + 1
			}
			out = append(out, w)
		}
		b.Reset()
		quoted = -1
	}
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '"' || r == '“' || r == '”' || r == '„':
			if quoted < 0 {
				quoted = b.Len()
			}
			in = !in
		case unicode.IsSpace(r) && !in:
			flush()
		case r == 0:
		default:
			b.WriteRune(r)
		}
	}
	flush()
	return out
}

// isKey reports whether a word before a colon looks like a key: only Latin
// letters, so that times and ratios are words.
func isKey(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

func filterExample(key string) string {
	switch key {
	case "is":
		return "is:stale"
	case "due":
		return "due:7d"
	case "kind":
		return "kind:cloze"
	}
	return key + ":biology"
}

// orList is "a, b or c", each with a suffix.
func orList(list []string, suffix string) string {
	var b strings.Builder
	for i, s := range list {
		switch {
		case i > 0 && i == len(list)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(s + suffix)
	}
	return b.String()
}

package reader

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/web/page/answerview"
)

// hit is a place where the words stand that a student looks for.
type hit struct {
	Page   int          `json:"page"`
	From   int          `json:"from"`
	To     int          `json:"to"`
	Before string       `json:"before"`
	Text   string       `json:"text"`
	After  string       `json:"after"`
	Boxes  [][4]float64 `json:"boxes,omitempty"`
}

// mostHits is where find stops.
const mostHits = 300

// find looks for words in the document, whatever their case and spacing.
func (p *pages) find(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	query := foldText([]rune(r.URL.Query().Get("q"))).runes
	hits := []hit{}
	if len(query) > 0 {
		texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{})
		if err != nil {
			return err
		}
		for _, t := range texts {
			text := []rune(t.Text)
			for _, at := range foldText(text).find(query, mostHits-len(hits)) {
				h := hit{Page: t.Page, From: at[0], To: at[1], Before: snippet(text, at[0]-40, at[0]), Text: string(text[at[0]:at[1]]), After: snippet(text, at[1], at[1]+60)}
				h.Boxes = answerview.BoxesOn(d, t, h.From, h.To)
				hits = append(hits, h)
			}
			if len(hits) >= mostHits {
				break
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{"hits": hits, "words": placesFound(len(hits), len(hits) >= mostHits)})
}

// folded is text for comparing: what looks the same to a reader is the same.
type folded struct {
	runes []rune
	at    []int // where in the text each of them comes from
	text  []rune
}

// foldText takes case, accents, vowel signs, ligatures, forms of letters and the
// kind of space out of a text, hyphens at the end of a line, and the line
// breaks of scripts without spaces.
func foldText(text []rune) folded {
	f := folded{text: text, runes: make([]rune, 0, len(text)), at: make([]int, 0, len(text))}
	space, before := -1, rune(0)
	for i := 0; i < len(text); i++ {
		r := text[i]
		switch {
		case unicode.IsSpace(r):
			if len(f.runes) > 0 && space < 0 {
				space = i
			}
			continue
		case invisible(r):
			continue
		case (r == '-' || r == '\u2010') && i+2 < len(text) && text[i+1] == '\n' && unicode.IsLetter(before) && unicode.IsLower(text[i+2]):
			i++ // the word goes on in the next line
			continue
		}
		if space >= 0 && !(dense(before) && dense(r)) {
			f.runes, f.at = append(f.runes, ' '), append(f.at, space)
		}
		space, before = -1, r
		if r < 0x80 {
			f.runes, f.at = append(f.runes, unicode.ToLower(r)), append(f.at, i)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if !invisible(d) {
				f.runes, f.at = append(f.runes, unicode.ToLower(d)), append(f.at, i)
			}
		}
	}
	return f
}

// invisible are accents and vowel signs, soft hyphens, the Arabic stroke that
// only stretches, and marks of direction and width.
func invisible(r rune) bool {
	return r >= 0x80 && (unicode.Is(unicode.Mn, r) || r == '\u00ad' || r == '\u0640' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' || r == '\ufeff')
}

// dense says that a letter's script is written without spaces.
func dense(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// find returns where query stands in the text, at most n stretches [from, to).
func (f folded) find(query []rune, n int) [][2]int {
	var out [][2]int
	for i := 0; i+len(query) <= len(f.runes) && len(out) < n; i++ {
		j := 0
		for j < len(query) && f.runes[i+j] == query[j] {
			j++
		}
		if j < len(query) {
			continue
		}
		end := f.at[i+j-1] + 1
		for end < len(f.text) && unicode.Is(unicode.Mn, f.text[end]) { // its accents
			end++
		}
		out = append(out, [2]int{f.at[i], end})
		i += j - 1
	}
	return out
}

// snippet is a stretch of text on one line.
func snippet(text []rune, from, to int) string {
	from, to = max(from, 0), min(to, len(text))
	if from >= to {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, string(text[from:to]))
}

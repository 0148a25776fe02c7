package page

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode"

	"studyapp/internal/ingest"
	"studyapp/internal/platform/auth"
	"studyapp/web/words"
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
	d, err := p.document(r)
	if err != nil {
		return err
	}
	query := fold([]rune(strings.Join(strings.Fields(r.URL.Query().Get("q")), " ")))
	hits := []hit{}
	if len(query) > 0 {
		texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{})
		if err != nil {
			return err
		}
		for _, t := range texts {
			text := []rune(t.Text)
			for _, at := range findAll(fold(text), query, mostHits-len(hits)) {
				h := hit{Page: t.Page, From: at, To: at + len(query), Before: snippet(text, at-40, at), Text: string(text[at : at+len(query)]), After: snippet(text, at+len(query), at+len(query)+60)}
				h.Boxes = boxesOn(d, t, h.From, h.To)
				hits = append(hits, h)
			}
			if len(hits) >= mostHits {
				break
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{"hits": hits, "words": words.Found(len(hits), len(hits) >= mostHits)})
}

// fold is text for comparing, one rune for one: lower case, any space a blank.
func fold(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		if unicode.IsSpace(r) {
			r = ' '
		}
		out[i] = unicode.ToLower(r)
	}
	return out
}

// findAll returns where query begins in text, at most n places.
func findAll(text, query []rune, n int) []int {
	var out []int
	for i := 0; i+len(query) <= len(text) && len(out) < n; i++ {
		j := 0
		for j < len(query) && text[i+j] == query[j] {
			j++
		}
		if j == len(query) {
			out = append(out, i)
			i += len(query) - 1
		}
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

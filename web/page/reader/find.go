package reader

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode"

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

// find looks for words in the document, as package fold compares them and
// whatever their spacing.
func (p *pages) find(w http.ResponseWriter, r *http.Request) error {
	a, ctx := auth.User(r.Context()), r.Context()
	d, err := p.Lists.Document(r)
	if err != nil {
		return err
	}
	looked := sought([]rune(r.URL.Query().Get("q")))
	hits := []hit{}
	if len(looked) > 0 {
		texts, err := p.Ingest.Pages(ctx, a.ID, d.ID, ingest.PageRange{})
		if err != nil {
			return err
		}
		for _, t := range texts {
			text := []rune(t.Text)
			for _, at := range looked.in(text, mostHits-len(hits)) {
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

package evidence

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/passage"
	"studyapp/internal/platform/id"
	"studyapp/internal/search"
)

// BenchmarkAnswer measures what an answer costs beside search and what the
// database does: cutting passages into sentences, ranking them, choosing, and
// looking for what contradicts. The passages are of two to a page, as long as
// the chunker cuts them.
func BenchmarkAnswer(b *testing.B) {
	vocabulary := strings.Fields(`the of and a to in is that it was for on are as with they at be this from have or by not but
		what all were when there can each about how up out many some these other into more could no than first been its now over
		water long little after words called just most know energy cell light force number wave system process theory example
		result memory function value reaction structure measure surface pressure temperature electron molecule language history
		society market price demand supply growth policy state law court evidence argument nature species evolution protein
		membrane current voltage field charge mass motion velocity albedo conterra ingrament obloti nasorun waverti`)
	const passages, perPage = 14, 2
	r := rand.New(rand.NewPCG(3, 3))
	text := func() string {
		var t strings.Builder
		for i := range 130 {
			w := vocabulary[r.IntN(len(vocabulary))]
			if i%14 == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			t.WriteString(w)
			if i%14 == 13 || i == 129 {
				t.WriteByte('.')
			}
			if i < 129 {
				t.WriteByte(' ')
			}
		}
		return t.String()
	}
	var hits []search.Hit
	pages := map[passage.PageKey]*passage.Page{}
	for i := range passages {
		var all []string
		var spans []extract.Span
		at := 0
		for range perPage {
			t := text()
			spans = append(spans, extract.Span{Kind: extract.Paragraph, Start: at, End: at + len(t)})
			all, at = append(all, t), at+len(t)+2
		}
		h := search.Hit{Document: id.New[id.Document](), Version: 1, Title: fmt.Sprintf("Lecture %d", i+1), Text: all[0], Segments: At(1, 0, len(all[0]))}
		pages[passage.PageKey{Document: h.Document, Version: 1, Page: 1}] = &passage.Page{Text: []rune(strings.Join(all, "\n\n")), Spans: spans}
		hits = append(hits, h)
	}
	for name, q := range map[string]string{
		"definition": "What does it mean that pressure of energy Nature growth memory?",
		"reason":     "Why does the temperature of water change the velocity of a wave?",
		"list":       "Which steps are there in the evolution of a species?",
		"anything":   "Tell me something of the electron in the voltage field.",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f := &Found{Hits: hits, First: len(hits), Pages: pages, question: quoted.Read(q, "")}
				list := make([]quoted.Passage, len(hits))
				for i, h := range hits {
					key := passage.PageKey{Document: h.Document, Version: 1, Page: 1}
					units := quoted.AllUnits(quoted.NewPage(1, pages[key].Text, pages[key].Spans))
					list[i] = quoted.Passage{
						Document: h.Document.String(), Title: h.Title, Text: h.Text, Cosine: .85, Lang: "en",
						Pages: map[int][]quoted.Unit{1: units}, Units: quoted.Within(units, 0, h.Segments[0].End),
					}
					list[i].Said = make([]float64, len(list[i].Units))
					for k := range list[i].Said {
						list[i].Said[k] = .5 + float64((i*7+k*3)%20)/100
					}
				}
				f.Ranking = quoted.NewRanking(f.question, list)
				f.Ranking.Rank(quoted.Background{Mean: .8, Deviation: .02, Near: .4, Top: .9, Rest: .83, Ahead: .1})
				for _, q := range f.Compose().Quotes {
					f.Against(locatedUnit(q.Passage, q.Unit))
				}
			}
		})
	}
}

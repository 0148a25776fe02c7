package ask

import (
	"fmt"

	"studyapp/internal/generation/quoted"
)

// theseComeNearest is the text of an answer that is none, above the nearest
// passages.
const theseComeNearest = "These passages come nearest."

// outcomeOf is what comes of a question. What is certain is an answer; of what
// a model wrote and no quote supports at all, only what was stopped is kept.
// "Nothing" is said where no passage comes near.
func outcomeOf(b *assembly, d draft) Outcome {
	switch {
	case d.answered && (d.status != statusDone || b.supported()):
		return Answered
	case b.f.Ranking != nil && b.f.Ranking.ComesNear():
		return Nearest
	}
	return Nothing
}

// showNearest drops what was written and cites the passages that come nearest
// in its place.
func (b *assembly) showNearest(d draft) {
	b.drop()
	nearest := d.nearest
	if nearest == nil {
		nearest = quote(b.f, quoted.Answer{Nearest: b.f.Ranking.Nearest()}).nearest
	}
	for _, l := range nearest {
		b.number(l, false)
	}
}

// nothingAbout says that nothing comes near, and where it was looked for.
func nothingAbout(documents int) string {
	switch documents {
	case 0:
		return "There is no document to answer from yet. Add one, then ask again."
	case 1:
		return "Nothing about this in your document. Ask in other words, or add a document."
	}
	return fmt.Sprintf("Nothing about this in your %d documents. Ask in other words, or add a document.", documents)
}

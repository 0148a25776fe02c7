package cards

import (
	"net/http"

	"studyapp/internal/learning"
	"studyapp/web/page/cardface"
	"studyapp/web/page/frame"
)

// mostFronts is how many questions of one note its preview shows.
const mostFronts = 4

// previewView is a note as its cards will look.
type previewView struct {
	Fronts  []string // HTML, one for each card
	Back    string   // HTML
	More    int      // cards whose fronts are left out
	Missing string   // what the note still lacks to make a card, or empty
}

func (v previewView) empty() bool { return len(v.Fronts) == 0 && v.Back == "" }

// previewOf draws what was typed. Nothing is yellow in it: whether a gap's words
// stand in a quote is known only of a card that is kept.
func previewOf(f noteForm) previewView {
	if f.Kind != string(learning.Cloze) {
		front, back := cardface.Sides(learning.Card{Kind: learning.Basic, Front: f.Front, Back: f.Back})
		if front == "" {
			return previewView{Back: back}
		}
		return previewView{Fronts: []string{front}, Back: back}
	}
	var v previewView
	gaps := learning.Gaps(f.Front)
	for _, n := range gaps[:min(mostFronts, len(gaps))] {
		var front string
		front, v.Back = cardface.Sides(learning.Card{Kind: learning.Cloze, Text: f.Front, Extra: f.Back, Ordinal: n})
		v.Fronts = append(v.Fronts, front)
	}
	if v.More = len(gaps) - len(v.Fronts); len(gaps) > 1 { // the answer to all of them
		_, v.Back = cardface.Sides(learning.Card{Kind: learning.Cloze, Text: f.Front, Extra: f.Back})
	}
	if len(gaps) == 0 && f.Front != "" {
		front, _ := cardface.Sides(learning.Card{Kind: learning.Basic, Front: f.Front})
		v.Fronts, v.Missing = []string{front}, noGap
	}
	return v
}

// preview draws a note while it is written.
func (p *pages) preview(w http.ResponseWriter, r *http.Request) error {
	return frame.Show(w, r, faces(previewOf(readNoteForm(r))))
}

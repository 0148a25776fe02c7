package cite

import "studyapp/internal/generation/words"

// How far a word of direction reaches, in content words: over what follows it
// ("reduces the risk of a stroke"), and back over what it is said of ("the risk
// of a stroke fell"). Punctuation within a sentence counts as pause words.
const (
	reachOn   = 6
	reachBack = 4
	pause     = 2
)

// bearing is what the words around a word say of it: in "prevents the loss of
// bone" bone is kept, for two words turn it.
type bearing struct {
	before, after float64 // above 0 it goes up, below it goes down; ±.5 where it is only denied
	denials       int
	level         int
}

// bearings are those of a text's words, in their order.
func bearings(text []word) []bearing {
	out := make([]bearing, len(text))
	for i := range text {
		out[i].lookBack(text, i)
		out[i].lookOn(text, i)
	}
	return out
}

// lookBack goes from a word to the beginning of its clause and multiplies the
// directions on the way.
func (b *bearing) lookBack(text []word, at int) {
	turned, gap := 1.0, 0
	for i := at - 1; i >= 0 && gap <= reachOn && !text[i+1].parts; i-- {
		if text[i+1].Clause {
			gap += pause
		}
		switch w := text[i]; {
		case w.sign != 0:
			turned *= w.sign
			b.before, gap = turned, 0
		case w.denies:
			turned = -turned
			b.denials++
			if b.before != 0 {
				b.before = turned
			} else {
				b.before = -0.5
			}
			gap = 0
		case w.Content():
			gap++
		}
		if text[i].way == words.Level {
			b.level++
		}
	}
}

// lookOn goes from a word to the first direction behind it.
func (b *bearing) lookOn(text []word, at int) {
	turned, gap := 1.0, 0
	for i := at + 1; i < len(text) && gap <= reachBack && !text[i].parts; i++ {
		w := text[i]
		if w.Clause {
			gap += pause
		}
		if w.sign != 0 {
			b.after = turned * w.sign
			return
		}
		if w.denies {
			turned = -turned
			b.denials++
		}
		if w.way == words.Level {
			b.level++
		}
		if w.Content() {
			gap++
		}
	}
}

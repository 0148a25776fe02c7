package cite

import (
	"math"

	"studyapp/internal/generation/words"
	"studyapp/internal/search/late"
)

// Text is a text with the vectors of its tokens, as the search model reads it.
type Text struct {
	Words  string
	Tokens []late.Token
}

// word is a word of a Text.
type word struct {
	words.Token
	way    words.Direction
	sign   float64 // of the direction: 1 up, −1 down
	denies bool
	parts  bool // begins something that the words before it say nothing of
	vector []float32
	weight float64 // how much it says: that of its rarest token, and a half
}

// wordsOf reads texts one behind the other, as one.
func wordsOf(lang string, texts []Text) []word {
	var out []word
	for _, t := range texts {
		next, from := 0, markRunes(t.Words, lang)
		for _, token := range words.Tokens(t.Words, lang) {
			if token.Start < from {
				continue
			}
			w := word{Token: token, way: token.Direction(lang), weight: 0.5}
			switch w.way {
			case words.Up:
				w.sign = 1
			case words.Down:
				w.sign = -1
			}
			w.denies = token.Guard == words.Negation || w.way == words.Denial
			w.parts = token.First || w.way == words.Contrast
			for next < len(t.Tokens) && t.Tokens[next].End <= token.Start {
				next++
			}
			w.take(t.Tokens[next:])
			out = append(out, w)
		}
	}
	return out
}

// take gives a word the mean vector of its tokens, the first of a text's.
func (w *word) take(tokens []late.Token) {
	for _, k := range tokens {
		if k.Start >= w.End {
			break
		}
		if w.vector == nil {
			w.vector = make([]float32, len(k.Vector))
		}
		for i, x := range k.Vector {
			w.vector[i] += x
		}
		w.weight = max(w.weight, k.Weight+0.5)
	}
	unit(w.vector)
}

// unit makes a vector's length 1.
func unit(v []float32) {
	var square float64
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	if square == 0 {
		return
	}
	by := float32(1 / math.Sqrt(square))
	for i := range v {
		v[i] *= by
	}
}

// cosine of two words; 0 where the model did not see one of them.
func cosine(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}

// meaning is the direction of all of a text's tokens together.
func meaning(texts []Text) []float32 {
	var out []float32
	for _, t := range texts {
		for _, k := range t.Tokens {
			if out == nil {
				out = make([]float32, len(k.Vector))
			}
			for i, x := range k.Vector {
				out[i] += x
			}
		}
	}
	unit(out)
	return out
}

package llm

import "unicode"

// What a character costs a tokenizer, in tokens: the mean of byte-pair encodings
// of 150,000 pieces over English, German, Dutch, Russian, Chinese and Japanese
// prose and Markdown, rounded to the dear side. A Pace corrects it for its model.
const (
	tokensOfLatin  = 0.26 // a to z: a word of five letters is 1.3 tokens
	tokensOfLetter = 0.6  // another letter or accent
	tokensOfCJK    = 0.8  // a Chinese, Japanese or Korean character
	tokensOfOther  = 1    // a digit or a mark
)

// Tokens estimates how many tokens a text has, for a model whose tokenizer is
// not at hand.
func Tokens(text string) float64 {
	var n float64
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			n += tokensOfLatin
		case r == ' ':
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += tokensOfCJK
		case unicode.IsLetter(r) || unicode.IsMark(r):
			n += tokensOfLetter
		default:
			n += tokensOfOther
		}
	}
	return n
}

// tokensOfTurn is what a chat template adds to a message.
const tokensOfTurn = 5

// promptTokens estimates the tokens of a whole prompt.
func promptTokens(messages []Message) float64 {
	var n float64
	for _, m := range messages {
		n += Tokens(m.Text) + tokensOfTurn
	}
	return n
}

// alike estimates the tokens that two prompts begin with alike: what a server
// that keeps the last prompt need not read again.
func alike(a, b []Message) float64 {
	var n float64
	for i := 0; i < min(len(a), len(b)); i++ {
		if a[i].Role != b[i].Role {
			return n
		}
		if a[i].Text == b[i].Text {
			n += Tokens(a[i].Text) + tokensOfTurn
			continue
		}
		x, y := []rune(a[i].Text), []rune(b[i].Text)
		same := 0
		for same < min(len(x), len(y)) && x[same] == y[same] {
			same++
		}
		return n + Tokens(string(x[:same]))
	}
	return n
}

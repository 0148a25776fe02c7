package embed

import (
	_ "embed"

	"studyapp/internal/search/late"
	"studyapp/internal/search/vector"
)

// narrow is how many numbers a token's vector has where questions and texts are
// compared.
const narrow = 128

// room is little-endian float32: the matrix of questions, that of texts (Dimension
// rows of narrow), the vector that tells what a token of a question weighs, and
// what each weighs more.
//
// It was learned from 11,500 questions with the sentences that answer them, in
// nine languages and between them, so that of four passages of an article the
// sentence that answers comes nearest: XQuAD's 24 articles of 48, translations of
// SQuAD's questions about the same into Spanish and Italian, DRCD and CMRC
// (Chinese), TQuAD (Turkish), ARCD (Arabic). Over XQuAD's other articles the
// share of questions whose sentence comes nearest grows from .83 to .87 (English),
// .78 to .80 (German question, English text), .66 to .73 (Chinese, English), .73
// to .79 (English, German), .80 to .84 (Chinese); Vietnamese, whose texts are
// in it only in translation, .83 to .84.
//
//go:embed room.bin
var room []byte

// newCode is the code of the model's tokens. A change of it has to change the
// form of what is kept, so that no tokens of two rooms are compared.
func newCode() (*late.Code, error) {
	v := vector.Decode(room)
	const size = Dimension * narrow
	return late.NewCode(v[:size], v[size:2*size], v[2*size:2*size+Dimension], float64(v[2*size+Dimension]))
}

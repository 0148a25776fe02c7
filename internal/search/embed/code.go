package embed

import (
	_ "embed"

	"studyapp/internal/search/late"
	"studyapp/internal/search/vector"
)

// manner is how the model's tokens lie: three vectors of little-endian float32,
// the mean over texts, the deviation of each number, the mean over questions. It
// was taken from 55,000 tokens of texts in twelve languages and from 5,300 of
// questions in three. Over 140 other texts in five, two of them new, what a
// text says of a question then differs by .003 ± .005, and of the sentences that
// come nearest .93 stay it.
//
//go:embed manner.bin
var manner []byte

// newCode is the code of the model's tokens. A change of it has to drop the
// tokens that are stored.
func newCode() *late.Code {
	v := vector.Decode(manner)
	return late.NewCode(v[:Dimension], v[Dimension:2*Dimension], v[2*Dimension:])
}

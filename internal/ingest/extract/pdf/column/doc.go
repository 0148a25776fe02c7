// Package column puts the pieces of lines on a page into rows, and rows into the
// columns and frames that they are read in.
package column

// Piece is where a stretch of letters stands that follow each other on a line, in
// the frame of their direction: u runs along the line, v from line to line.
type Piece struct {
	U0, V0, U1, V1 float32
	Size           float32 // of its largest part
	Order          int     // place in the content
}

func (p *Piece) middle() float32 { return (p.V0 + p.V1) / 2 }

// Placed is a piece with its letters.
type Placed interface {
	At() *Piece
	Count() Content
	Spaced() string // its letters, with the spaces between them
}

// Content is what the letters of a piece are.
type Content struct {
	Chars       int // those as wide as two count twice
	Digits      int
	Right, Left int // letters of writing to the left, and others
}

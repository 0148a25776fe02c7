package layout

import (
	"studyapp/internal/ingest/extract/pdf/formula"
	"studyapp/internal/ingest/extract/pdf/remark"
	"studyapp/internal/ingest/extract/pdf/ruled"
	"studyapp/internal/ingest/extract/pdf/shape"
)

// Raw is a page as its file draws it: characters in the order of the content,
// each with a box in points, origin top left, after the page's rotation.
type Raw struct {
	Number        int
	Width, Height float64
	Chars         []Char
	Styles        []Style
	Rules         []Rule          // level lines; only looked for where there is mathematics
	Boxes         []ruled.Box     // drawn: lines and frames
	Label         string          // printed number of the page, if the file has one
	Pictures      int             // image objects; only counted where there are no characters
	Notes         []remark.Note   // what was put on the page beside its content
	Cells         []Cell          // of tables that the file itself names as such
	CellOf        map[int32]int32 // which of them a Char.Run stands in
	Parts         map[int32]Part  // headings and items of lists that the file itself names as such, by Char.Run
}

// Char is one code point and its box.
type Char = shape.Char

// Cell is a cell of a table.
type Cell struct {
	Table          int     // of the page's, from 1
	Row, Column    int     // from 0
	Columns        int     // that it takes; 0 where that is not said
	Head           bool    // it names what its row or column holds
	X0, Y0, X1, Y1 float32 // around its text, or what is drawn around that
	drawn          bool    // it is known by what is drawn around it
}

// Part is a heading, a caption or an item of a list, or what stands in a formula.
type Part struct {
	Element          int // a number of its own on its page, from 1; 0 in running text
	Heading          int // level, 0 for an item
	Depth            int // of the list, from 1; 0 for a heading
	Formula, Caption bool
}

// Style is how a run of characters is drawn.
type Style struct {
	Size   float32 // of the font as it appears, in points
	Angle  int16   // direction of writing in degrees, clockwise from rightwards, 0–359
	Bold   bool
	Italic bool
	Mono   bool
	Symbol bool // a font of pictures, whose letters are not letters
	Math   bool // a font of mathematics
}

// Rule is a thin level line on the page, such as the bar of a fraction.
type Rule = formula.Rule

// Mark is an entry of the document's outline that points at a page.
type Mark struct {
	Level int // from 1
	Title string
	Page  int     // from 1
	Y     float64 // from the top of the page, in points; below 0 when not said
}

package layout

import (
	"slices"

	"studyapp/internal/ingest/extract/pdf/character"
)

// withoutEchoes drops text that is not drawn where other text is: a layer of
// recognised words that somebody put over a page that had its text already.
// Where only a picture is drawn, such a layer is the page's text and stays.
//
// It goes by words: the letters of the layer do not stand exactly where those
// that are drawn do.
func withoutEchoes(raw *Raw) []Char {
	if !slices.ContainsFunc(raw.Chars, func(c Char) bool { return c.Unseen }) {
		return raw.Chars
	}
	drawn := inkAt{}
	for i := range raw.Chars {
		if c := &raw.Chars[i]; !c.Unseen {
			drawn.add(raw, c)
		}
	}
	if len(drawn) == 0 {
		return raw.Chars
	}
	out := make([]Char, 0, len(raw.Chars))
	for i := 0; i < len(raw.Chars); {
		if !raw.Chars[i].Unseen {
			out = append(out, raw.Chars[i])
			i++
			continue
		}
		end, letters, covered := i, 0, 0
		for end < len(raw.Chars) && raw.Chars[end].Unseen {
			c := &raw.Chars[end]
			if _, _, kind := character.Clean(c.R, false); kind == character.Space || end > i && !raw.goesOn(&raw.Chars[end-1], c) {
				break
			}
			letters++
			if drawn.at((c.X0+c.X1)/2, (c.Y0+c.Y1)/2) {
				covered++
			}
			end++
		}
		end = max(end, i+1) // a space
		if covered*2 <= letters {
			out = append(out, raw.Chars[i:end]...)
		}
		i = end
	}
	return out
}

// goesOn reports whether c stands beside b, as the letters of a word do.
func (raw *Raw) goesOn(b, c *Char) bool {
	near := raw.Styles[c.Style].Size
	return max(b.X0, c.X0)-min(b.X1, c.X1) < near && max(b.Y0, c.Y0)-min(b.Y1, c.Y1) < near
}

// inkAt is where letters are drawn, in squares of inkSquare points.
type inkAt map[[2]int32][][4]float32

const inkSquare = 16

// add enters a letter that can be read, with the gaps beside it.
func (d inkAt) add(raw *Raw, c *Char) {
	if _, _, kind := character.Clean(c.R, raw.Styles[c.Style].Symbol); kind != character.Ink || c.R == 0xfffd {
		return
	}
	gap := raw.Styles[c.Style].Size / 3
	box := [4]float32{c.X0 - gap, c.Y0, c.X1 + gap, c.Y1}
	if raw.Styles[c.Style].Angle%180 == 90 {
		box = [4]float32{c.X0, c.Y0 - gap, c.X1, c.Y1 + gap}
	}
	const most = 64 // squares of one letter: larger ones are pictures
	if (box[2]-box[0])*(box[3]-box[1]) > most*inkSquare*inkSquare {
		return
	}
	for x := square(box[0]); x <= square(box[2]); x++ {
		for y := square(box[1]); y <= square(box[3]); y++ {
			d[[2]int32{x, y}] = append(d[[2]int32{x, y}], box)
		}
	}
}

func (d inkAt) at(x, y float32) bool {
	return slices.ContainsFunc(d[[2]int32{square(x), square(y)}], func(b [4]float32) bool {
		return x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3]
	})
}

func square(v float32) int32 { return int32(max(min(v, 1e6), -1e6)+1e6) / inkSquare }

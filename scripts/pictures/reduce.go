package main

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"slices"
)

// reduce writes a picture anew with a palette of at most 256 colours, the most
// frequent ones kept as they are: a page has few colours and many shades at
// the edges of its letters, which the eye does not tell apart.
func reduce(shot []byte) ([]byte, error) {
	full, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return nil, err
	}
	size := full.Bounds()
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(full.At(x, y)).(color.RGBA) }
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	palette, nearest := choose(count)
	out := image.NewPaletted(size, palette)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			out.SetColorIndex(x, y, nearest[at(x, y)])
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, out)
	return b.Bytes(), err
}

const (
	tooNear = 240  // squared distance in RGB at which a shade needs no place of its own
	surface = 2000 // pixels from which on a colour is that of a surface and kept in any case
)

// choose picks the palette, most frequent first and none near another, and
// finds for each colour its place.
func choose(count map[color.RGBA]int) (color.Palette, map[color.RGBA]uint8) {
	colours := make([]color.RGBA, 0, len(count))
	for c := range count {
		colours = append(colours, c)
	}
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var kept []color.RGBA
	for _, c := range colours {
		if len(kept) == 256 {
			break
		}
		if count[c] >= surface || !slices.ContainsFunc(kept, func(k color.RGBA) bool { return distance(c, k) < tooNear }) {
			kept = append(kept, c)
		}
	}
	palette := make(color.Palette, len(kept))
	for i, c := range kept {
		palette[i] = c
	}
	nearest := make(map[color.RGBA]uint8, len(colours))
	for _, c := range colours {
		best := 0
		for i, k := range kept {
			if distance(c, k) < distance(c, kept[best]) {
				best = i
			}
		}
		nearest[c] = uint8(best) //nolint:gosec // below 256
	}
	return palette, nearest
}

func distance(a, b color.RGBA) int {
	r, g, l := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + l*l
}

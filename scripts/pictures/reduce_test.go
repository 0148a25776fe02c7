package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// Two surfaces that differ by a shade, and a rare colour beside one of them.
func TestReduceKeepsSurfacesAsTheyAre(t *testing.T) {
	t.Parallel()
	white, grey, tint := color.RGBA{255, 255, 255, 255}, color.RGBA{246, 247, 250, 255}, color.RGBA{253, 244, 244, 255}
	in := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for y := range 100 {
		for x := range 200 {
			in.SetRGBA(x, y, white)
			if x >= 150 {
				in.SetRGBA(x, y, grey)
			}
		}
	}
	in.SetRGBA(10, 10, tint)
	var b bytes.Buffer
	if err := png.Encode(&b, in); err != nil {
		t.Fatal(err)
	}
	small, err := reduce(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	out, err := png.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		x    int
		want color.RGBA
	}{{0, white}, {199, grey}} {
		if got := color.RGBAModel.Convert(out.At(c.x, 0)); got != c.want {
			t.Errorf("at %d stands %v, not %v", c.x, got, c.want)
		}
	}
}

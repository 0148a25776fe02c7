package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// Golden pictures stand at half the size of the page. They are compared by the
// mean colour of blocks, so that a hint of a font or another way to smooth an
// edge is no difference, and a line of text that moved, a missing box or a
// wrong colour is.
const (
	goldenShrink    = 2     // pixels of the page for one of the golden picture
	goldenBlock     = 8     // pixels of the golden picture along a block
	goldenTolerance = 14.0  // how far a block's mean may lie off, of 255
	goldenDiffering = 0.012 // share of blocks that may lie further off
)

// shrink is the picture at half its size, each pixel the mean of four in one of
// 16 shades.
func shrink(in image.Image) *image.RGBA {
	page, b := rgba(in), in.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/goldenShrink, b.Dy()/goldenShrink))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [3]uint32
			for dy := range goldenShrink {
				for dx := range goldenShrink {
					c := page.RGBAAt(x*goldenShrink+dx, y*goldenShrink+dy)
					sum[0], sum[1], sum[2] = sum[0]+uint32(c.R), sum[1]+uint32(c.G), sum[2]+uint32(c.B)
				}
			}
			const n = goldenShrink * goldenShrink
			for c := range sum { // 16 shades compress well
				sum[c] = (sum[c]/n + 8) / 17 * 17
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0]), uint8(sum[1]), uint8(sum[2]), 255})
		}
	}
	return out
}

// differing is the share of blocks whose mean colour lies off by more than the
// tolerance in any channel. Pictures of different sizes differ wholly.
func differing(a, b *image.RGBA) float64 {
	if a.Rect.Size() != b.Rect.Size() {
		return 1
	}
	var off, all int
	for y := 0; y < a.Rect.Dy(); y += goldenBlock {
		for x := 0; x < a.Rect.Dx(); x += goldenBlock {
			all++
			block := image.Rect(x, y, x+goldenBlock, y+goldenBlock).Intersect(a.Rect)
			m, n := mean(a, block), mean(b, block)
			for c := range m {
				if d := m[c] - n[c]; d > goldenTolerance || d < -goldenTolerance {
					off++
					break
				}
			}
		}
	}
	return float64(off) / float64(all)
}

func mean(p *image.RGBA, block image.Rectangle) [3]float64 {
	var sum [3]float64
	for y := block.Min.Y; y < block.Max.Y; y++ {
		for x := block.Min.X; x < block.Max.X; x++ {
			c := p.RGBAAt(x, y)
			sum[0], sum[1], sum[2] = sum[0]+float64(c.R), sum[1]+float64(c.G), sum[2]+float64(c.B)
		}
	}
	n := float64(block.Dx() * block.Dy())
	return [3]float64{sum[0] / n, sum[1] / n, sum[2] / n}
}

// matchGolden compares a screenshot with the golden picture of the name, or
// writes it with -update. It returns what is wrong, and leaves the new picture
// beside the system's temporary files.
func matchGolden(t *testing.T, name string, screenshot []byte) string {
	t.Helper()
	whole, err := png.Decode(bytes.NewReader(screenshot))
	if err != nil {
		t.Fatal(err)
	}
	got := shrink(whole)
	path := filepath.Join("testdata", "golden", name+".png")
	if *update {
		if err := os.WriteFile(path, encode(t, got), 0o644); err != nil { //nolint:gosec // a picture for everyone
			t.Fatal(err)
		}
		return ""
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Sprintf("there is no golden picture (write it with -update): %v", err)
	}
	golden, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	share := differing(rgba(golden), got)
	if share <= goldenDiffering {
		return ""
	}
	now := filepath.Join(os.TempDir(), "studyapp-golden-"+name+".png")
	if err := os.WriteFile(now, encode(t, got), 0o600); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%.1f%% of the page differs from %s; it is now %s", 100*share, path, now)
}

func rgba(in image.Image) *image.RGBA {
	b := in.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, in, b.Min, draw.Src)
	return out
}

func encode(t *testing.T, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A page in miniature: lines of text as dark dashes, a box and a button.
func sketch(shift, jitter int, button color.RGBA) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, 640, 400))
	fill := func(r image.Rectangle, c color.RGBA) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				p.SetRGBA(x, y, c)
			}
		}
	}
	fill(p.Rect, color.RGBA{255, 255, 255, 255})
	for line := range 14 {
		for word := range 20 {
			x, y := 130+word*22+jitter, 40+line*20+shift
			fill(image.Rect(x, y, x+16, y+4), color.RGBA{40, 40, 60, 255})
		}
	}
	fill(image.Rect(130, 340+shift, 270, 372+shift), button)
	return p
}

func TestGoldenPicturesSeeALayoutAndNotAHint(t *testing.T) {
	t.Parallel()
	blue := color.RGBA{30, 60, 140, 255}
	page := sketch(0, 0, blue)
	if share := differing(page, page); share != 0 {
		t.Errorf("a picture differs from itself by %v", share)
	}
	lighter := sketch(0, 0, blue)
	for i := range lighter.Pix { // as another way to smooth edges does
		if i%4 != 3 && lighter.Pix[i] < 250 {
			lighter.Pix[i] += 6
		}
	}
	for name, same := range map[string]*image.RGBA{"text smoothed otherwise": lighter} {
		if share := differing(page, same); share > goldenDiffering {
			t.Errorf("%s: %.3f differ", name, share)
		}
	}
	for name, other := range map[string]*image.RGBA{
		"everything 12 px lower":   sketch(6, 0, blue),
		"a button without colour":  sketch(0, 0, color.RGBA{255, 255, 255, 255}),
		"text one word further":    sketch(0, 11, blue),
		"a page of another height": image.NewRGBA(image.Rect(0, 0, 640, 420)),
	} {
		if share := differing(page, other); share <= goldenDiffering {
			t.Errorf("%s: only %.4f differ", name, share)
		}
	}
}

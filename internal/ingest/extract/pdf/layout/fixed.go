package layout

import "strings"

// marks of a page are larger than its text by this.
const watermarkSize = 1.8

// fixed gives the lines that stand at one place on most pages without being in
// a head or foot: watermarks, which run aslant or are large, and what stands
// beside the text, as the sections of a talk do. A stamp along the outer edge
// is one on its own.
func (s *Sheet) fixed(near []*Sheet, look *Look) []int {
	var found []int
	for i := range s.lines {
		l := &s.lines[i]
		switch {
		case l.angle%90 != 0, l.size > watermarkSize*look.Body(), s.aside(l):
		case l.angle != 0 && s.stamp(l):
			found = append(found, i)
			continue
		default:
			continue
		}
		there := 0
		for _, o := range near {
			for k := range o.lines {
				if m := &o.lines[k]; m.angle == l.angle && abs(m.u0-l.u0) < 3 && abs(m.v1-l.v1) < 3 && m.text() == l.text() {
					there++
					break
				}
			}
		}
		if there >= 2 && there*3 >= len(near)*2 {
			found = append(found, i)
		}
	}
	return found
}

// aside reports whether a line of a slide stands left or right of all that is
// in the middle of it.
func (s *Sheet) aside(l *line) bool {
	if !s.slide() || l.angle != 0 {
		return false
	}
	const strip = .3
	w := float32(s.Width)
	return l.u1 < strip*w || l.u0 > (1-strip)*w
}

// stamp reports whether an upright line stands in the outer margin beside text
// that runs across the page, as the number that an archive gives a paper does.
func (s *Sheet) stamp(l *line) bool {
	const margin = .08
	x0, _, x1, _ := s.device(l.angle, l.u0, l.v0, l.u1, l.v1)
	x0, x1 = min(x0, x1), max(x0, x1)
	w := float32(s.Width)
	if x1 > margin*w && x0 < (1-margin)*w || !strings.ContainsFunc(l.text(), letter) {
		return false
	}
	across, all := 0, 0
	for i := range s.lines {
		all += s.lines[i].letters
		if s.lines[i].angle == 0 {
			across += s.lines[i].letters
		}
	}
	return across*4 > all*3
}

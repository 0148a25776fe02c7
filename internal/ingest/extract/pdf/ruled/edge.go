package ruled

import (
	"cmp"
	"slices"
)

// Box is something drawn, from the upper left of the page.
type Box struct{ X0, Y0, X1, Y1 float32 }

const (
	thick  = 2.5 // a line at most, in points
	near   = 3   // lines that touch, or are one, at most so far apart
	least  = 6   // a row or column at least
	longer = 3   // a line is so many times as long as thick, at least
)

// edge is a line from one place to another, or the side of a box: level ones at a
// height, upright ones at a place of the width.
type edge struct {
	at, from, to float32
	upright      bool
}

// edges gives the lines among boxes, and the sides of the others.
func edges(boxes []Box) []edge {
	var all []edge
	for _, b := range boxes {
		w, h := b.X1-b.X0, b.Y1-b.Y0
		switch {
		case h <= thick && w > longer*h && w > least:
			all = append(all, edge{at: (b.Y0 + b.Y1) / 2, from: b.X0, to: b.X1})
		case w <= thick && h > longer*w && h > least:
			all = append(all, edge{at: (b.X0 + b.X1) / 2, from: b.Y0, to: b.Y1, upright: true})
		case w > least && h > least:
			all = append(all, edge{at: b.Y0, from: b.X0, to: b.X1}, edge{at: b.Y1, from: b.X0, to: b.X1},
				edge{at: b.X0, from: b.Y0, to: b.Y1, upright: true}, edge{at: b.X1, from: b.Y0, to: b.Y1, upright: true})
		}
	}
	return all
}

// touches reports whether two edges meet.
func (e *edge) touches(o *edge) bool {
	if e.upright == o.upright {
		return apart(e.at, o.at) <= near && e.from <= o.to+near && o.from <= e.to+near
	}
	return o.at >= e.from-near && o.at <= e.to+near && e.at >= o.from-near && e.at <= o.to+near
}

func apart(a, b float32) float32 { return max(a-b, b-a) }

// figure is edges that hang together.
type figure struct {
	edges          []edge
	x0, y0, x1, y1 float32
}

func (f *figure) add(e edge) {
	x0, y0, x1, y1 := e.from, e.at, e.to, e.at
	if e.upright {
		x0, y0, x1, y1 = e.at, e.from, e.at, e.to
	}
	if len(f.edges) == 0 {
		f.x0, f.y0, f.x1, f.y1 = x0, y0, x1, y1
	}
	f.x0, f.y0, f.x1, f.y1 = min(f.x0, x0), min(f.y0, y0), max(f.x1, x1), max(f.y1, y1)
	f.edges = append(f.edges, e)
}

// figures puts edges together that touch.
func figures(all []edge) []*figure {
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	byTop := make([]int, len(all))
	for i := range byTop {
		byTop[i] = i
	}
	top := func(e *edge) float32 {
		if e.upright {
			return e.from
		}
		return e.at
	}
	slices.SortStableFunc(byTop, func(a, b int) int { return cmp.Compare(top(&all[a]), top(&all[b])) })
	for n, i := range byTop {
		foot := all[i].at
		if all[i].upright {
			foot = all[i].to
		}
		for _, k := range byTop[n+1:] {
			if top(&all[k]) > foot+near {
				break
			}
			if all[i].touches(&all[k]) {
				parent[root(k)] = root(i)
			}
		}
	}
	of := map[int]*figure{}
	var found []*figure
	for _, i := range byTop {
		r := root(i)
		if of[r] == nil {
			of[r] = &figure{}
			found = append(found, of[r])
		}
		of[r].add(all[i])
	}
	for _, f := range found {
		slices.SortFunc(f.edges, func(a, b edge) int { return cmp.Compare(a.from, b.from) })
	}
	return found
}

// covers gives which part of a stretch edges run along.
func (f *figure) covers(upright bool, at, from, to float32) float32 {
	sum, reach := float32(0), from
	for i := range f.edges { // from top to bottom, or left to right
		e := &f.edges[i]
		if e.upright != upright || apart(e.at, at) > near || e.to < reach || e.from > to {
			continue
		}
		if end := min(e.to, to); end > reach {
			sum += end - max(reach, e.from-near)
			reach = end
		}
	}
	return sum / (to - from)
}

// levels gives the places that values stand at, those near each other as one.
func levels(all []float32) []float32 {
	slices.Sort(all)
	var out []float32
	for i := 0; i < len(all); {
		j, sum := i, float32(0)
		for j < len(all) && all[j]-all[i] <= near {
			sum += all[j]
			j++
		}
		out = append(out, sum/float32(j-i))
		i = j
	}
	return out
}

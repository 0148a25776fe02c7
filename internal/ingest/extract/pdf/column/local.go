package column

// fewBeside rows stand beside a gutter of their own, at least.
const fewBeside = 4

// locals gives the middles of gutters that only some rows leave free, one below the
// other: two columns under a text as wide as the page.
func locals[S Placed](segs []S) []float32 {
	enough := leastGutter(segs)
	var mids []float32
	var open []gutter
	for _, row := range Rows(segs) {
		var next []gutter
		for i := 1; i < len(row); i++ {
			end := row[i-1].At().U1
			for _, s := range row[:i-1] {
				end = max(end, s.At().U1)
			}
			free := gutter{end, row[i].At().U0, 1}
			if free.u1-free.u0 < enough {
				continue
			}
			for _, g := range open {
				if both := (gutter{max(free.u0, g.u0), min(free.u1, g.u1), g.rows + 1}); both.u1-both.u0 >= enough && both.rows > free.rows {
					free = both
				}
			}
			next = append(next, free)
			if free.rows == fewBeside {
				mids = append(mids, (free.u0+free.u1)/2)
			}
		}
		for _, g := range open { // a line on one side alone does not end it
			if alone(row, g) {
				next = append(next, g)
			}
		}
		open = next
	}
	return mids
}

// gutter is what rows that follow each other leave free.
type gutter struct {
	u0, u1 float32
	rows   int // that have something on both sides
}

// alone reports whether all of a row stands on one side of a gutter.
func alone[S Placed](row []S, g gutter) bool {
	left, right := true, true
	for _, s := range row {
		left = left && s.At().U1 <= g.u0
		right = right && s.At().U0 >= g.u1
	}
	return left || right
}

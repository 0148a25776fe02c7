package late

// dot is the scalar product of two vectors of one length: the largest part of
// what a comparison costs.
func dot(a, b []float32) float32 {
	n, sum := 0, float32(0)
	if wide && len(a) >= lanes {
		n = len(a) - len(a)%lanes
		b = b[:len(a)]
		sum = dotWide(&a[0], &b[0], n)
	}
	return sum + dotPlain(a[n:], b[n:])
}

// dotPlain adds four sums side by side: they do not wait for each other.
func dotPlain(a, b []float32) float32 {
	var w, x, y, z float32
	n := len(a) &^ 3
	b = b[:len(a)]
	for i := 0; i < n; i += 4 {
		w += a[i] * b[i]
		x += a[i+1] * b[i+1]
		y += a[i+2] * b[i+2]
		z += a[i+3] * b[i+3]
	}
	for i := n; i < len(a); i++ {
		w += a[i] * b[i]
	}
	return w + x + (y + z)
}

package formula

// class is what kinds of signs a character is of.
type class uint8

const (
	sum class = 1 << iota
	relation
	operation
	opener
	closer
	arrow
)

// classes holds the class of each sign; all of them are below U+2C00. It is asked
// for every character of a page.
var classes = func() (of [0x2c00]class) {
	for _, k := range []struct {
		signs string
		class class
	}{{operators, sum}, {relations, relation}, {binary, operation}, {openers, opener}, {closers, closer}, {arrowed, arrow}} {
		for _, r := range k.signs {
			of[r] |= k.class
		}
	}
	return of
}()

// is reports whether a character is a sign of one of some classes.
func is(r rune, of class) bool { return uint32(r) < uint32(len(classes)) && classes[r]&of != 0 }

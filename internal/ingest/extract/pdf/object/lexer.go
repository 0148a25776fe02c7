package object

import (
	"bytes"
	"errors"
	"strconv"
)

var (
	// errShort reports that a value goes on behind the bytes at hand.
	errShort = errors.New("object: cut off")
	errTorn  = errors.New("object: not a value")
)

const (
	maxDepth = 40
	maxItems = 1 << 20 // of one array or dictionary
)

// lexer reads values (PDF 32000-1, 7.3) from bytes.
type lexer struct {
	b     []byte
	i     int
	depth int
}

func white(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case white(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// word reads up to the next white space or delimiter.
func (l *lexer) word() ([]byte, error) {
	from := l.i
	for l.i < len(l.b) && !white(l.b[l.i]) && !delimiter(l.b[l.i]) {
		l.i++
	}
	if l.i == len(l.b) {
		return nil, errShort
	}
	return l.b[from:l.i], nil
}

// keyword passes over one, and reports whether it stood there.
func (l *lexer) keyword(s string) (bool, error) {
	l.skip()
	if !bytes.HasPrefix(l.b[l.i:], []byte(s)) {
		if len(l.b)-l.i < len(s) && bytes.HasPrefix([]byte(s), l.b[l.i:]) {
			return false, errShort
		}
		return false, nil
	}
	l.i += len(s)
	return true, nil
}

// whole reads a whole number that is not negative.
func (l *lexer) whole() (int64, error) {
	l.skip()
	w, err := l.word()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(string(w), 10, 64)
	if err != nil || n < 0 {
		return 0, errTorn
	}
	return n, nil
}

func (l *lexer) value() (any, error) {
	l.skip()
	if l.i >= len(l.b) {
		return nil, errShort
	}
	switch c := l.b[l.i]; c {
	case '/':
		return l.name()
	case '(':
		return l.literal()
	case '[':
		return l.array()
	case '<':
		if l.i+1 >= len(l.b) {
			return nil, errShort
		}
		if l.b[l.i+1] == '<' {
			return l.dict()
		}
		return l.hex()
	default:
		return l.plain()
	}
}

// plain reads a number, a reference or a keyword.
func (l *lexer) plain() (any, error) {
	w, err := l.word()
	if err != nil {
		return nil, err
	}
	switch string(w) {
	case "null":
		return nil, nil //nolint:nilnil // null is a value
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	v, err := decimal(w)
	if err != nil {
		return nil, err
	}
	if v < 0 || v != float64(int(v)) || w[0] == '+' {
		return v, nil
	}
	back := l.i
	l.skip()
	if l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '9' {
		g, err := l.whole()
		if err == nil {
			l.skip()
			if l.i+1 >= len(l.b) {
				return nil, errShort
			}
			if l.b[l.i] == 'R' && (white(l.b[l.i+1]) || delimiter(l.b[l.i+1])) {
				l.i++
				return Ref{int(v), int(g)}, nil
			}
		} else if errors.Is(err, errShort) {
			return nil, err
		}
	} else if l.i >= len(l.b) {
		return nil, errShort
	}
	l.i = back
	return v, nil
}

// decimal reads a number.
func decimal(w []byte) (float64, error) {
	const safe = 15 // digits that a float64 holds
	whole, only := 0, len(w) > 0 && len(w) <= safe
	for _, c := range w {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' {
			return 0, errTorn // "nan" and "inf" are numbers to strconv
		}
		only = only && c >= '0' && c <= '9'
		whole = whole*10 + int(c-'0')
	}
	if only {
		return float64(whole), nil
	}
	v, err := strconv.ParseFloat(string(w), 64)
	if err != nil {
		return 0, errTorn
	}
	return v, nil
}

func (l *lexer) name() (Name, error) {
	l.i++
	w, err := l.word()
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(w, '#') < 0 {
		return Name(w), nil
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if v, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return Name(out), nil
}

func (l *lexer) literal() (String, error) {
	var out []byte
	open := 1
	for l.i++; l.i < len(l.b); l.i++ {
		switch c := l.b[l.i]; c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.i++
				return String(out), nil
			}
		case '\\':
			if l.i+3 >= len(l.b) {
				return "", errShort
			}
			var skip int
			out, skip = escaped(out, l.b[l.i+1:l.i+4])
			l.i += skip
			continue
		}
		out = append(out, l.b[l.i])
	}
	return "", errShort
}

// escaped appends what stands behind a backslash, and gives its length.
func escaped(out, b []byte) ([]byte, int) {
	switch c := b[0]; c {
	case 'n':
		return append(out, '\n'), 1
	case 'r':
		return append(out, '\r'), 1
	case 't':
		return append(out, '\t'), 1
	case 'b':
		return append(out, '\b'), 1
	case 'f':
		return append(out, '\f'), 1
	case '\n':
		return out, 1
	case '\r':
		if b[1] == '\n' {
			return out, 2
		}
		return out, 1
	default:
		if c < '0' || c > '7' {
			return append(out, c), 1
		}
	}
	v, n := 0, 0
	for n < 3 && b[n] >= '0' && b[n] <= '7' {
		v, n = v<<3|int(b[n]-'0'), n+1
	}
	return append(out, byte(v)), n
}

func (l *lexer) hex() (String, error) {
	var out []byte
	half, has := byte(0), false
	for l.i++; l.i < len(l.b); l.i++ {
		var v byte
		switch c := l.b[l.i]; {
		case c == '>':
			l.i++
			if has {
				out = append(out, half<<4)
			}
			return String(out), nil
		case white(c):
			continue
		case c >= '0' && c <= '9':
			v = c - '0'
		case c >= 'a' && c <= 'f':
			v = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			v = c - 'A' + 10
		default:
			return "", errTorn
		}
		if has {
			out = append(out, half<<4|v)
		}
		half, has = v, !has
	}
	return "", errShort
}

func (l *lexer) array() (Array, error) {
	if l.depth++; l.depth > maxDepth {
		return nil, errTorn
	}
	defer func() { l.depth-- }()
	var out Array
	for l.i++; ; {
		l.skip()
		if l.i >= len(l.b) {
			return nil, errShort
		}
		if l.b[l.i] == ']' {
			l.i++
			return out, nil
		}
		v, err := l.value()
		if err != nil {
			return nil, err
		}
		if out = append(out, v); len(out) > maxItems {
			return nil, errTorn
		}
	}
}

func (l *lexer) dict() (Dict, error) {
	if l.depth++; l.depth > maxDepth {
		return nil, errTorn
	}
	defer func() { l.depth-- }()
	out := Dict{}
	for l.i += 2; ; {
		l.skip()
		if l.i+1 >= len(l.b) {
			return nil, errShort
		}
		if l.b[l.i] == '>' && l.b[l.i+1] == '>' {
			l.i += 2
			return out, nil
		}
		if l.b[l.i] != '/' || len(out) > maxItems {
			return nil, errTorn
		}
		key, err := l.name()
		if err != nil {
			return nil, err
		}
		v, err := l.value()
		if err != nil {
			return nil, err
		}
		out[key] = v
	}
}

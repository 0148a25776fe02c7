package markdown

import "strings"

// markup are the places in a source where a < begins markup.
type markup map[int]bool

// findMarkup finds what is markup in a source: comments, and tags of HTML that
// have their other half, break a line or say something by an attribute.
// Everything else that looks like a tag is text.
//
// Code is passed over where a glance shows it. What is code and taken for text
// here is none to the parser, and can only pair with a tag that has no pair.
func findMarkup(source string) markup {
	s := scan{source: source, found: markup{}, open: map[string][]opened{}, paired: map[string]bool{}, endless: map[string]bool{}}
	for at := 0; at < len(source); {
		if at == 0 || source[at-1] == '\n' {
			if end := s.line(at); end > at {
				at = end
				continue
			}
		}
		switch source[at] {
		case '\\':
			at += 2
		case '`':
			at += codeSpan(source[at:])
		case '<':
			at += s.angle(at)
		default:
			at++
		}
	}
	return s.found
}

// opened is a tag whose other half is still to come.
type opened struct {
	element
	at, paragraph int
	among         bool // other tags or ends of lines, as what stands around blocks
}

type scan struct {
	source    string
	found     markup
	open      map[string][]opened // by name, the innermost last
	paired    map[string]bool     // what had both halves before
	endless   map[string]bool     // what has no end in the rest of the source
	paragraph int                 // how many empty lines came before
	start     int                 // of the line
	fence     string              // the mark around a block of code
}

// line looks at the line that begins at a place and returns where it ends if
// it is empty or one of a block of code.
func (s *scan) line(at int) int {
	s.start = at
	end := len(s.source)
	if n := strings.IndexByte(s.source[at:], '\n'); n >= 0 {
		end = at + n + 1
	}
	body := strings.TrimLeft(s.source[at:end], " \t>*+-0123456789.)")
	mark := body[:len(body)-len(strings.TrimLeft(body, "`"))]
	if mark == "" {
		mark = body[:len(body)-len(strings.TrimLeft(body, "~"))]
	}
	switch {
	case s.fence != "":
		if strings.HasPrefix(mark, s.fence) && strings.TrimSpace(body) == mark {
			s.fence = ""
		}
		return end
	case len(mark) >= 3 && (mark[0] == '~' || !strings.Contains(body[len(mark):], "`")):
		s.fence = mark
		return end
	case strings.TrimSpace(body) == "":
		s.paragraph++
		return end
	}
	return at
}

const longestCode = 1000 // bytes that are looked through for the end of a code span

// codeSpan says how far the code at the front of s goes, or the marks alone
// where it has no end.
func codeSpan(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	for i := n; i < min(len(s), longestCode); {
		switch {
		case s[i] == '\n' && strings.HasPrefix(strings.TrimLeft(s[i+1:min(len(s), i+100)], " \t"), "\n"):
			return n
		case s[i] != '`':
			i++
		default:
			k := i
			for k < len(s) && s[k] == '`' {
				k++
			}
			if k-i == n {
				return k
			}
			i = k
		}
	}
	return n
}

// angle places what a < begins and returns how many bytes of it are done with.
func (s *scan) angle(at int) int {
	rest := s.source[at:]
	if strings.HasPrefix(rest, "<!") {
		n := s.declaration(at)
		if n > 0 {
			s.found[at] = true
		}
		return max(n, 1)
	}
	e, n := tagAt(rest)
	switch {
	case n == 0 || e.odd:
		return 1
	case e.kind == breaking:
		s.found[at] = true
	case e.ends:
		s.end(e, at, n)
	case foreign[e.name]:
		end := s.endOf(at, e.name)
		for i := at; i < end; i++ {
			if s.source[i] == '<' {
				s.found[i] = true
			}
		}
		return max(end-at, n)
	default:
		s.found[at] = e.alone() || e.kind == flow && s.ownLine(at, n)
		s.open[e.name] = append(s.open[e.name], opened{e, at, s.paragraph, s.among(at, n)})
	}
	return n
}

// end places a closing tag, and the tag that it closes.
func (s *scan) end(e element, at, n int) {
	open := s.open[e.name]
	if len(open) == 0 { // one too many
		s.found[at] = e.kind == flow && s.ownLine(at, n) || (e.kind == flow || e.kind == phrase) &&
			(strings.HasPrefix(s.source[at+n:], "</") || s.paired[e.name] && s.among(at, n))
		return
	}
	o := open[len(open)-1]
	s.open[e.name] = open[:len(open)-1]
	switch o.kind {
	case flow, void:
	case phrase:
		if !o.valued && !o.among && o.paragraph != s.paragraph {
			return
		}
	default:
		if !o.component || !o.valued {
			return
		}
	}
	s.found[o.at], s.found[at] = true, true
	s.paired[e.name] = true
}

// among reports whether a tag stands behind another or at the end of its line.
func (s *scan) among(at, n int) bool {
	behind := strings.TrimLeft(s.source[at+n:min(len(s.source), at+n+100)], " \t")
	return at > 0 && s.source[at-1] == '>' || strings.HasPrefix(behind, "\n") || behind == ""
}

// ownLine reports whether what stands at a place, n bytes long, has the line
// to itself.
func (s *scan) ownLine(at, n int) bool {
	before := s.source[s.start:at]
	behind, _, _ := strings.Cut(s.source[at+n:min(len(s.source), at+n+100)], "\n")
	return len(before) < 100 && strings.Trim(before, " \t>") == "" && strings.TrimSpace(behind) == ""
}

// declaration says how long the comment or the document type at a place is, 0
// if none stands there.
func (s *scan) declaration(at int) int {
	rest := s.source[at:]
	const doctype = "<!doctype "
	switch {
	case strings.HasPrefix(rest, "<!--") && !s.endless["!"]:
		if i := strings.Index(rest, "-->"); i > 0 {
			return i + len("-->")
		}
		s.endless["!"] = true
	case at == 0 && len(rest) > len(doctype) && strings.EqualFold(rest[:len(doctype)], doctype):
		return strings.IndexByte(rest, '>') + 1
	}
	return 0
}

// foreign are elements whose inside is another language.
var foreign = map[string]bool{"script": true, "style": true, "svg": true, "math": true}

// endOf finds where the element that begins at a place ends, 0 if nowhere.
func (s *scan) endOf(at int, name string) int {
	for i := at; !s.endless[name]; i++ {
		n := strings.Index(s.source[i:], "</")
		if n < 0 {
			break
		}
		i += n
		if e, n := tagAt(s.source[i:]); n > 0 && e.ends && e.name == name {
			return i + n
		}
	}
	s.endless[name] = true
	return 0
}

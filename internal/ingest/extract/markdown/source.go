package markdown

import (
	"regexp"
	"strings"
)

const (
	deepest     = 24   // containers in one line; the parser's time grows with the square
	mostInOne   = 1000 // brackets in one paragraph, for the same reason
	pieceBytes  = 128 << 10
	pieceAtMost = 4 * pieceBytes
)

// tame takes the sting out of sources on which the parser needs time with the
// square of their length: containers nested without end, and paragraphs of
// thousands of brackets. Ordinary documents come back as they are.
func tame(source string) string {
	var out strings.Builder
	changed := false
	brackets, from := 0, 0
	flush := func(to int, insert string) {
		out.WriteString(source[from:to])
		out.WriteString(insert)
		from, changed = to, true
	}
	for at := 0; at < len(source); {
		end := at + strings.IndexByte(source[at:], '\n') + 1
		if end == at {
			end = len(source)
		}
		line := source[at:end]
		if i := tooDeep(line); i > 0 {
			flush(at+i, `\`)
		}
		switch {
		case strings.TrimSpace(line) == "":
			brackets = 0
		case !strings.HasPrefix(strings.TrimLeft(line, " "), "|"):
			for i := range len(line) {
				if line[i] == '[' {
					brackets++
				}
				if brackets > mostInOne && (line[i] == ' ' || line[i] == '\n' || brackets > 2*mostInOne && line[i] == '[') {
					flush(at+i, "\n\n")
					brackets = 0
				}
			}
		}
		at = end
	}
	if !changed {
		return source
	}
	flush(len(source), "")
	return out.String()
}

// tooDeep returns where in a line its containers become too many, or 0.
func tooDeep(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '>', c == '-', c == '+', c == '*':
			n++
		case c == '.' || c == ')':
			n++
		case c == ' ' || c == '\t' || '0' <= c && c <= '9':
			continue
		default:
			return 0
		}
		if n > deepest {
			rest := strings.TrimSpace(line[i:])
			if strings.Trim(rest, "-*+_ \t") == "" && strings.Trim(strings.TrimSpace(line), rest[:1]+" ") == "" {
				return 0 // a long rule
			}
			return i
		}
	}
	return 0
}

var (
	fenceLine  = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	atxLine    = regexp.MustCompile(`^#{1,6}[ \t]`)
	definition = regexp.MustCompile(`^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S`)
)

// pieces cuts a long document before headings into pieces that are parsed one
// by one. The link definitions of all are added to each.
func pieces(source string) []string {
	if len(source) <= pieceAtMost {
		return []string{source}
	}
	var out []string
	var definitions strings.Builder
	fence := ""
	start, at := 0, 0
	blank := true // the line before was empty
	for line := range strings.SplitAfterSeq(source, "\n") {
		size := at - start
		switch m := fenceLine.FindStringSubmatch(line); {
		case m != nil && fence == "":
			fence = m[1]
		case m != nil && strings.HasPrefix(m[1], fence) && strings.TrimSpace(line) == m[1]:
			fence = ""
		case fence == "" && definition.MatchString(line) && definitions.Len() < pieceBytes:
			definitions.WriteString(strings.TrimRight(line, "\n") + "\n")
		}
		if size >= pieceBytes && fence == "" && atxLine.MatchString(line) || size >= 2*pieceBytes && fence == "" && blank && strings.TrimLeft(line, " \t") == line || size >= pieceAtMost {
			out = append(out, source[start:at])
			start, fence = at, ""
		}
		blank = strings.TrimSpace(line) == ""
		at += len(line)
	}
	out = append(out, source[start:])
	if definitions.Len() > 0 {
		for i := range out {
			out[i] += "\n\n" + definitions.String()
		}
	}
	return out
}

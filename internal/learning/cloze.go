package learning

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Blank stands in a cloze card's front for the gap that is asked. A gap with a
// hint shows the hint in brackets instead.
const Blank = "[…]"

// maxGap is the highest gap number, as in Anki.
const maxGap = 499

// A Part is a piece of a cloze text: plain text between gaps, or a gap.
// Gaps may lie inside gaps.
type Part struct {
	Gap   int    // the gap's number; 0 for plain text
	Text  string // plain text only
	Hint  string // of a gap
	Inner []Part // of a gap
}

// ParseCloze cuts a text with {{c1::word::hint}} into its parts. What is not a
// complete gap stays plain text. Single braces inside a gap are balanced, so
// that LaTeX such as {{c1::\frac{a}{b}}} closes where it should.
func ParseCloze(text string) []Part {
	parts, _ := parseParts(text, 0)
	return parts
}

// parseParts reads parts up to the end of text. Depth limits nesting.
func parseParts(text string, depth int) (parts []Part, gaps bool) {
	plain := 0
	for at := 0; at < len(text); {
		n, inner, hint, end := gapAt(text, at)
		if n == 0 {
			at++
			continue
		}
		if plain < at {
			parts = append(parts, Part{Text: text[plain:at]})
		}
		gap := Part{Gap: n, Hint: hint}
		if depth < 3 {
			gap.Inner, _ = parseParts(inner, depth+1)
		} else {
			gap.Inner = []Part{{Text: inner}}
		}
		parts, gaps = append(parts, gap), true
		at, plain = end, end
	}
	if plain < len(text) {
		parts = append(parts, Part{Text: text[plain:]})
	}
	return parts, gaps
}

// gapAt reads the gap that starts at the position; n is 0 if none does.
func gapAt(text string, at int) (n int, inner, hint string, end int) {
	if !strings.HasPrefix(text[at:], "{{c") {
		return 0, "", "", 0
	}
	i := at + len("{{c")
	digits := i
	for i < len(text) && i-digits < 4 && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	n, err := strconv.Atoi(text[digits:i])
	if err != nil || n < 1 || n > maxGap || !strings.HasPrefix(text[i:], "::") {
		return 0, "", "", 0
	}
	i += len("::")
	body, ok := gapBody(text[i:])
	if !ok || body == "" {
		return 0, "", "", 0
	}
	inner, hint = cutHint(body)
	if inner == "" {
		return 0, "", "", 0
	}
	return n, inner, hint, i + len(body) + len("}}")
}

// gapBody returns the text before the }} that closes a gap: the first one
// outside single braces and inner gaps, else the first one at all.
func gapBody(text string) (string, bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				if strings.HasPrefix(text[i:], "}}") {
					return text[:i], true
				}
				continue
			}
			depth--
		}
	}
	body, _, ok := strings.Cut(text, "}}")
	return body, ok
}

// cutHint splits a gap's body at the first :: outside inner gaps.
func cutHint(body string) (inner, hint string) {
	depth := 0
	for i := 0; i < len(body); i++ {
		switch {
		case body[i] == '{':
			depth++
		case body[i] == '}':
			depth--
		case depth <= 0 && strings.HasPrefix(body[i:], "::"):
			return body[:i], body[i+len("::"):]
		}
	}
	return body, ""
}

// Gaps returns the numbers of a text's gaps, ascending, each once.
func Gaps(text string) []int {
	var out []int
	var walk func([]Part)
	walk = func(parts []Part) {
		for _, p := range parts {
			if p.Gap > 0 {
				out = append(out, p.Gap)
				walk(p.Inner)
			}
		}
	}
	walk(ParseCloze(text))
	slices.Sort(out)
	return slices.Compact(out)
}

// clozeFront is the text with gap n hidden and the others filled in.
func clozeFront(text string, n int) string {
	return writeParts(ParseCloze(text), n)
}

// clozeBack is the text with every gap filled in, then the note's own back.
func clozeBack(text, back string) string {
	full := writeParts(ParseCloze(text), 0)
	if strings.TrimSpace(back) == "" {
		return full
	}
	return full + "\n\n" + back
}

func writeParts(parts []Part, hidden int) string {
	var b strings.Builder
	writeTo(&b, parts, hidden)
	return b.String()
}

func writeTo(b *strings.Builder, parts []Part, hidden int) {
	for _, p := range parts {
		switch {
		case p.Gap == 0:
			b.WriteString(p.Text)
		case p.Gap != hidden:
			b.WriteString(Filled(b.String(), writeParts(p.Inner, hidden)))
		case p.Hint != "":
			b.WriteString(Filled(b.String(), "["+p.Hint+"]"))
		default:
			b.WriteString(Filled(b.String(), Blank))
		}
	}
}

// Filled is what stands in a text in place of a gap, behind what was written
// before it. In a formula it stays one thing: without the blank that kept its
// last brace apart from the gap's, and in braces behind what takes one thing
// (^, _) or would run on into it (\alpha).
func Filled(before, inner string) string {
	if !inFormula(before) {
		return inner
	}
	inner = strings.TrimRight(inner, " ")
	if takesOne.MatchString(before) {
		return "{" + inner + "}"
	}
	return inner
}

// takesOne matches the end of LaTeX that takes the next thing for its own.
var takesOne = regexp.MustCompile(`(?:[\^_]|\\[A-Za-z]+)$`)

// inFormula reports whether a formula is open at the end of a text: $, $$, \(
// or \[ without its end.
func inFormula(before string) bool {
	end := ""
	for i := 0; i < len(before); i++ {
		rest := before[i:]
		switch {
		case end != "" && strings.HasPrefix(rest, end):
			i += len(end) - 1
			end = ""
		case end == "" && strings.HasPrefix(rest, "$$"):
			i++
			end = "$$"
		case end == "" && strings.HasPrefix(rest, "$") && (len(rest) == 1 || rest[1] != ' '):
			end = "$"
		case end == "" && strings.HasPrefix(rest, `\(`):
			i++
			end = `\)`
		case end == "" && strings.HasPrefix(rest, `\[`):
			i++
			end = `\]`
		case rest[0] == '\\':
			i++
		}
	}
	return end != ""
}

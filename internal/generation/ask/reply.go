package ask

import (
	"regexp"
	"strconv"
	"strings"

	"studyapp/internal/generation/words"
)

var (
	separator  = regexp.MustCompile(`(?im)^\s*(-{3,}|\**quotes?:?\**)\s*$`)
	quoteLine  = regexp.MustCompile(`^\s*(?:[-*•]\s*)?\[?(\d{1,3})\]?[:.)]?\s+(.+)$`)
	marks      = regexp.MustCompile(`\s*\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]`)
	listMarker = regexp.MustCompile(`^\s*(?:[-*•]|\d{1,2}[.)])\s+`)

	mayBeMarker = regexp.MustCompile(`^\s*(?:[-*•]?|\d{1,2}[.)]?)\s*$`) // the paragraph so far
	wholeMark   = regexp.MustCompile(`^\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]`)
	quotedMark  = regexp.MustCompile(`^\[(\d{1,3})\s*[:,]\s*["“”„«']((?s:.+?))["“”»']\s*\]`)                                    // [2: "the words"]
	openMark    = regexp.MustCompile(`^\[(?:\d{0,3}|\d{1,3}(?:\s*[,;–-]\s*\d{0,3})*\s*|\d{1,3}\s*[:,]\s*(?:["“”„«'][^\n]*)?)$`) // a mark so far
)

// longestMark bounds a mark with its quote, in bytes: what is longer is text.
const longestMark = 1500

// parseReply parts a reply into the answer and the quotes by passage number.
func parseReply(text string) (body string, quotes map[int][]string) {
	quotes = map[int][]string{}
	body = text
	if at := separator.FindStringIndex(text); at != nil {
		body = text[:at[0]]
		for line := range strings.SplitSeq(text[at[1]:], "\n") {
			if m := quoteLine.FindStringSubmatch(line); m != nil {
				quotes[atoi(m[1])] = append(quotes[atoi(m[1])], strings.Trim(strings.TrimSpace(m[2]), "\"“”"))
			}
		}
	}
	return strings.TrimSpace(body), quotes
}

func citedIn(text string) []int {
	var out []int
	for _, m := range marks.FindAllStringSubmatch(text, -1) {
		for _, part := range strings.FieldsFunc(m[1], func(r rune) bool { return r < '0' || r > '9' }) {
			out = append(out, atoi(part))
		}
	}
	return out
}

// atoi reads a mark's number: a few digits, as the expressions above find them.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // not a number is no passage's
	return n
}

func hasWord(s string) bool { return len(words.Tokens(s, "")) > 0 }

// visible passes a model's tokens on up to the line that begins the quotes.
type visible struct {
	emit func(string)
	line string // what has come of the current line and was not passed on
	mid  bool   // a part of the current line was passed on
	done bool
}

func newVisible(emit func(string)) *visible { return &visible{emit: emit} }

func (v *visible) add(token string) {
	if v.done {
		return
	}
	v.line += token
	for {
		i := strings.IndexByte(v.line, '\n')
		if i < 0 {
			break
		}
		if !v.mid && separator.MatchString(v.line[:i]) {
			v.done = true
			return
		}
		v.emit(v.line[:i+1])
		v.line, v.mid = v.line[i+1:], false
	}
	if v.line != "" && (v.mid || !mayBeSeparator(v.line)) {
		v.emit(v.line)
		v.line, v.mid = "", true
	}
}

// flush passes on the rest of the last line.
func (v *visible) flush() {
	if !v.done && v.line != "" && (v.mid || !separator.MatchString(v.line)) {
		v.emit(v.line)
	}
	v.line = ""
}

func mayBeSeparator(line string) bool {
	s := strings.ToLower(strings.Trim(line, " *\t"))
	return s == "" || strings.Trim(s, "-") == "" || strings.HasPrefix("quotes:", s)
}

package flashcard

import (
	"regexp"
	"strings"
	"unicode"
)

// Formula is a formula within a sentence, in code points of its Text.
type Formula struct {
	Start, End int
	TeX        string
}

// A formula is read as one sign that is no letter: the patterns pass over it,
// and it is put back when the card is written. The signs are of a private use
// area.
const (
	firstSign    = '\ue000'
	mostFormulas = 64 // of a sentence; what a card may hold is bounded by its gate
)

// masked is the sentence's text with a sign for each formula; false where it
// cannot be written with signs.
func (s Sentence) masked() (string, bool) {
	rs := []rune(s.Text)
	return s.mask(rs, Part{0, len(rs)})
}

func (s Sentence) mask(rs []rune, p Part) (string, bool) {
	if strings.ContainsFunc(s.Text, isSign) || len(s.Math) > mostFormulas {
		return string(rs[p.Start:p.End]), false
	}
	var b strings.Builder
	at := p.Start
	for i, m := range s.Math {
		if m.End <= p.Start || m.Start >= p.End {
			continue
		}
		if m.Start < at || m.End > p.End || m.Start >= m.End || strings.ContainsAny(m.TeX, "$") || strings.TrimSpace(m.TeX) == "" {
			return string(rs[p.Start:p.End]), false
		}
		b.WriteString(string(rs[at:m.Start]))
		b.WriteRune(firstSign + rune(i))
		at = m.End
	}
	b.WriteString(string(rs[at:p.End]))
	return b.String(), true
}

func isSign(r rune) bool { return r >= firstSign && r < firstSign+mostFormulas }

// unmask writes the formulas as Markdown has them.
func (s Sentence) unmask(text string) string {
	if !strings.ContainsFunc(text, isSign) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if isSign(r) && int(r-firstSign) < len(s.Math) {
			b.WriteString("$" + written(s.Math[r-firstSign].TeX) + "$")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// written is a formula as a card has it: on one line, without the number that
// the text gives it and the mark that ends its sentence.
func written(tex string) string {
	tex = strings.Join(strings.Fields(tex), " ")
	tex = numberOf.ReplaceAllString(inLine.Replace(tex), "")
	if strings.HasSuffix(tex, ". .") || strings.HasSuffix(tex, "...") {
		return tex
	}
	return strings.TrimRight(tex, " .,;")
}

// inLine sets what only a display may hold as what stands in a line too.
var inLine = strings.NewReplacer(
	`{align*}`, `{aligned}`, `{align}`, `{aligned}`, `{gather*}`, `{gathered}`, `{gather}`, `{gathered}`, `{multline*}`, `{gathered}`, `{multline}`, `{gathered}`,
	`{eqnarray*}`, `{aligned}`, `{eqnarray}`, `{aligned}`, `{split}`, `{aligned}`,
	`\begin{equation*}`, ``, `\end{equation*}`, ``, `\begin{equation}`, ``, `\end{equation}`, ``,
)

// numberOf is a formula's number at its right.
var numberOf = regexp.MustCompile(`\s+(?:\(\d+(?:[.\-–]\d+)*[a-z]?\)|\\tag\{[^}]*\})\s*$`)

// The most formulas of a card, and the most code points of them all.
const (
	mostOfCard    = 8
	longestOfCard = 220
)

var (
	// halfFormula begins or ends with what stands between two parts of a formula.
	halfFormula = regexp.MustCompile(`[\^_]\{(?:\\?\{)|^\s*(?:[=<>≤≥⩽⩾≠≈≡∈∉⊂⊆⇒⇔→↦∧∨×·/^_∘∪∩]|\\(?:leq?|geq?|neq?|in|subset|to|times|cdot|equiv|approx|Rightarrow|mapsto)\b)|(?:[=<>≤≥⩽⩾≠≈≡∈∉⊂⊆⇔→↦∧∨+×·/^_∘∪∩(\[−-]|\\(?:leq?|geq?|neq?|in|subset|to|times|cdot|equiv|approx|mapsto))\s*$`)
	// proseInFormula is a sentence that was taken for a formula, or a formula
	// that runs on into the next sentence.
	proseInFormula = regexp.MustCompile(`[\p{L})][.;] +\p{L}|\b\p{Ll}{2,} \p{Ll}{3,}\b|\x{fffd}|[\x{0900}-\x{10ff}]|→[−-](?:\s|→|$)|\(\s*\)|\bP[A-Z] ?[<>≤≥=][^()]*\|[^()]*[<>≤≥=]|[\x{0304}\x{0305}\x{0332}\x{0333}\x{033f}]`)
	inCommand      = regexp.MustCompile(`\\(?:text|mathrm|textrm|operatorname|mbox|mathbf|textbf|textit|mathit)\s*\{[^{}]*\}|\\[A-Za-z]+`)
	// bareFormula is a formula that is not marked as one: letters with signs
	// that prose does not have.
	bareFormula = regexp.MustCompile(`[=≤≥⩽⩾≠≈≡∈∉⊂⊆⇒⇔→↦∀∃∑∏∫√∂∞∪∩∧∨¬←↔⟨⟩≜◦∘]|[\x{1d400}-\x{1d7ff}]|\w[_^]\{?\w|\\[a-z([]|\p{L} [<>] \p{L}|(?:^|[ (])[b-df-hj-np-tv-xz] [b-df-hj-np-tv-xz](?:[ ).,]|$)|\([a-z](?: [a-z])+\)|[)\]] \[[A-Z]|\|\p{L}+\|`)
)

// soundFormulas reports that the formulas of a text are whole and that none
// stands in it unmarked.
func (s Sentence) soundFormulas(text string) bool {
	n, long := 0, 0
	prose := strings.Map(func(r rune) rune {
		if isSign(r) {
			return -1
		}
		return r
	}, text)
	for _, c := range s.Code {
		prose = strings.ReplaceAll(prose, c, "")
	}
	if bareFormula.MatchString(prose) {
		return false
	}
	for _, r := range text {
		if !isSign(r) || int(r-firstSign) >= len(s.Math) {
			continue
		}
		tex := s.Math[r-firstSign].TeX
		n, long = n+1, long+len([]rune(tex))
		if startsSigned.MatchString(tex) && letterBefore(text, r) || halfFormula.MatchString(tex) || proseInFormula.MatchString(inCommand.ReplaceAllString(tex, "")) || swallowed(tex) || !paired(tex) || ownCommand(tex) {
			return false
		}
	}
	return n <= mostOfCard && long <= longestOfCard && !neighbouring(text)
}

// swallowed reports a relation that stands within an index and nowhere else: the
// page set what follows the index as small as it.
func swallowed(tex string) bool {
	outside := index.ReplaceAllString(tex, "")
	return outside != tex && relation.MatchString(tex) && !relation.MatchString(outside) && !ranging.MatchString(tex)
}

var (
	index    = regexp.MustCompile(`_\{[^{}]*\}`)
	relation = regexp.MustCompile(`[=<>≤≥⩽⩾≈]|\\(?:leq?|geq?|approx)\b`)
	// ranging are the operators that have a range below them.
	ranging = regexp.MustCompile(`[∑∏∫⋃⋂⋁⋀⊕⊗∪∩]|\\?(?:sum|prod|int|lim|max|min|sup|inf|arg|bigcup|bigcap)`)
)

// startsSigned may be the second half of a sum.
var startsSigned = regexp.MustCompile(`^\s*[+−-]`)

// letterBefore reports that a lone letter stands before a formula.
func letterBefore(text string, sign rune) bool {
	before, _, _ := strings.Cut(text, string(sign))
	fields := strings.Fields(before)
	return len(fields) > 0 && len([]rune(fields[len(fields)-1])) == 1 && unicode.IsLetter([]rune(fields[len(fields)-1])[0])
}

// neighbouring reports two formulas, or a formula and a lone letter, that only
// a space parts: one formula of which a part was lost.
func neighbouring(text string) bool {
	rs := []rune(text)
	for i, r := range rs {
		if !isSign(r) {
			continue
		}
		after := rs[i+1:]
		if len(after) > 0 && after[0] == ' ' {
			after = after[1:]
		}
		if len(after) > 0 && isSign(after[0]) {
			return true
		}
		if i > 0 && unicode.IsLetter(rs[i-1]) && rs[i-1] < 0x2e80 {
			return true
		}
	}
	return false
}

// paired reports that the brackets of a formula close.
func paired(tex string) bool {
	depth := 0
	for i, r := range tex {
		escaped := i > 0 && tex[i-1] == '\\'
		switch {
		case r == '{' && !escaped:
			depth++
		case r == '}' && !escaped:
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	// Half-open intervals close with another bracket than they open with.
	open, shut := 0, 0
	for _, r := range tex {
		switch r {
		case '(', '[':
			open++
		case ')', ']':
			shut++
		}
	}
	return depth == 0 && open == shut
}

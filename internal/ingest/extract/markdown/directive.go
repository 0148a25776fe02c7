package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
)

var (
	// directiveInfo is what stands behind the fence of a directive of MyST, and
	// of a callout of Obsidian's Admonition: ```{note} Title, ```ad-note.
	directiveInfo = regexp.MustCompile(`^(?:\{([a-z][\w:-]*)\}[ \t]*(.*)|ad-([a-z][\w-]*))$`)
	codeIn        = regexp.MustCompile(`^\{(?:code|code-block|code-cell|sourcecode)\}[ \t]*`)
	optionBlock   = regexp.MustCompile(`^---[ \t]*\n(?:[ \t]*\n|[A-Za-z][\w-]*:.*\n)*---[ \t]*(?:\n|$)`)
	optionLine    = regexp.MustCompile(`^:([\w-]+):[ \t]*(.*)$`)
	adOption      = regexp.MustCompile(`^(title|collapse|icon|color):[ \t]*(.*)$`)
	callsOut      = regexp.MustCompile(`^(?:admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning|todo|dropdown|margin|sidebar|topic|epigraph|figure|(?:exercise|solution)(?:-start|-end)?|(?:prf:)?(?:algorithm|assumption|axiom|conjecture|corollary|criterion|definition|example|lemma|observation|proof|property|proposition|remark|theorem))$`)
	namesNothing  = regexp.MustCompile(`^(?:admonition|dropdown|margin|sidebar|topic|epigraph|figure)$`)
)

// directive writes a block between fences that is text and no code, and reports
// whether it is one.
func (w *walker) directive(info, body string, p place) bool {
	m := directiveInfo.FindStringSubmatch(strings.TrimSpace(info))
	if m == nil {
		return false
	}
	kind, title := m[1]+m[3], m[2]
	option := optionLine
	switch {
	case m[3] != "":
		option = adOption
	case kind == "math":
		w.math(withoutOptions(body, optionLine, nil), p)
		return true
	case !callsOut.MatchString(kind):
		return false
	}
	body = withoutOptions(body, option, func(name, value string) {
		if name == "title" {
			title = value
		}
	})
	if kind == "figure" || strings.HasPrefix(kind, "solution") {
		title = "" // its file, or the name of its exercise
	}
	kind = strings.TrimSuffix(strings.TrimPrefix(kind, "prf:"), "-start")
	if strings.HasSuffix(kind, "-end") {
		return true
	}
	if kind == "seealso" {
		kind = "see also"
	}
	if title == "" && !namesNothing.MatchString(kind) {
		title = strings.ToUpper(kind[:1]) + kind[1:]
	}
	if title != "" {
		sub := w.inside(title, p)
		if len(sub) == 1 {
			sub[0].Spans = append(sub[0].Spans[:1:1], append([]extract.Span{{Kind: extract.Strong, End: sub[0].Spans[0].End}}, sub[0].Spans[1:]...)...)
		}
		w.out = append(w.out, sub...)
	}
	w.out = append(w.out, w.inside(body, p)...)
	return true
}

// withoutOptions takes the options off the top of a directive.
func withoutOptions(body string, option *regexp.Regexp, each func(name, value string)) string {
	if option == optionLine {
		body = body[len(optionBlock.FindString(body)):] // in lines of their own, between dashes
	}
	for body != "" {
		line, rest, _ := strings.Cut(body, "\n")
		m := option.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			break
		}
		if each != nil {
			each(m[1], strings.TrimSpace(m[2]))
		}
		body = rest
	}
	return strings.TrimSpace(body)
}

// roleParser reads the roles of MyST: {doc}`title <target>`, {eq}`energy`.
type roleParser struct{}

func (roleParser) Trigger() []byte { return []byte{'{'} }

var (
	role     = regexp.MustCompile("^\\{([a-z][\\w:-]*)\\}`([^`\n]+)`")
	roleText = regexp.MustCompile(`^(.*?)\s*<([^<>]+)>$`)
)

func (roleParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := role.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	name, body := string(m[1]), strings.TrimSpace(string(m[2]))
	if name == "math" {
		return &inlineMath{latex: body}
	}
	n := &wikiLink{target: body, shown: body}
	if t := roleText.FindStringSubmatch(body); t != nil && t[1] != "" {
		n.target, n.shown = t[2], t[1]
	}
	return n
}

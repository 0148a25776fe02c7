package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"studyapp/internal/ingest/extract"
)

// wikiLink is a link between notes, [[Note#Heading|shown]], or what is set into
// the text by one with an exclamation mark, ![[figure.png]].
type wikiLink struct {
	ast.BaseInline
	target, shown string
	embeds        bool
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

func (n *wikiLink) Kind() ast.NodeKind { return kindWikiLink }

func (n *wikiLink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type wikiLinkParser struct{}

func (wikiLinkParser) Trigger() []byte { return []byte{'[', '!'} }

const longestWikiLink = 400 // bytes

var (
	dated   = regexp.MustCompile(`^\d{4}-\d{2}(?:-\d{2})?$|^\d{8,}$`) // the names of daily notes
	figures = regexp.MustCompile(`^[\d\s.,;:+-]*$`)
)

// Parse takes no double brackets of programs and matrices: x[[1]], [[1, 2]],
// [[ -f file ]]; and none that are the words of a link, [[1]](address).
func (wikiLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := &wikiLink{}
	size := 0
	if line[0] == '!' {
		n.embeds, size = true, 1
	}
	if !bytes.HasPrefix(line[size:], []byte("[[")) {
		return nil
	}
	size += 2
	end := bytes.Index(line[size:min(len(line), size+longestWikiLink)], []byte("]]"))
	if end <= 0 {
		return nil
	}
	body := string(line[size : size+end])
	size += end + 2
	if size < len(line) && strings.IndexByte("([]", line[size]) >= 0 || strings.ContainsAny(body, "[]\"<>`") || unicode.IsSpace(rune(body[0])) {
		return nil
	}
	n.target, n.shown, _ = strings.Cut(strings.ReplaceAll(body, `\|`, "|"), "|")
	n.target, n.shown = strings.TrimSpace(n.target), strings.TrimSpace(n.shown)
	if n.target == "" || figures.MatchString(n.target) && !dated.MatchString(n.target) {
		return nil
	}
	if before := block.PrecendingCharacter(); !n.embeds && closesWord(before) && !strings.ContainsAny(body, " |#") {
		return nil
	}
	block.Advance(size)
	return n
}

// closesWord reports whether what follows a character without a space may be
// its index.
func closesWord(r rune) bool {
	return r == ')' || r == ']' || r == '_' || (unicode.IsLetter(r) || unicode.IsDigit(r)) && !wide(r)
}

var (
	pictures = regexp.MustCompile(`(?i)\.(?:avif|bmp|gif|heic|ico|jpe?g|png|svg|tiff?|webp)$`)
	size     = regexp.MustCompile(`^\d+(?:\s*x\s*\d+)?$`)
	nameless = regexp.MustCompile(`(?i)^(?:pasted image|screenshot|screen shot|image|img|photo|scan)?[\s_-]*[\d\s._:-]*$`)
)

// text is what a reader sees of a link.
func (n *wikiLink) text() string {
	if n.shown != "" && !size.MatchString(n.shown) {
		return n.shown
	}
	if n.picture() {
		name := pictures.ReplaceAllString(path.Base(n.target), "")
		if nameless.MatchString(name) {
			return ""
		}
		return name
	}
	note, place, _ := strings.Cut(n.target, "#")
	names := []string{strings.TrimSpace(note)}
	for h := range strings.SplitSeq(place, "#") {
		if h = strings.TrimSpace(h); h != "" && h[0] != '^' && !strings.Contains(h, "=") { // not a block, not page=3
			names = append(names, h)
		}
	}
	if names[0] == "" && len(names) > 1 {
		names = names[1:]
	}
	return strings.Join(names, " > ")
}

func (n *wikiLink) picture() bool { return n.embeds && pictures.MatchString(n.target) }

func (t *line) wikiLink(n *wikiLink) {
	shown := n.text()
	kind, about := extract.Link, n.target
	if n.picture() {
		kind, about = extract.Image, shown
	}
	i := t.open(kind, about)
	t.write(shown)
	t.close(i)
}

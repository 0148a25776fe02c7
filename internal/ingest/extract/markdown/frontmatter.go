package markdown

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/parts"
)

// properties are the fields of a document's front matter by their names in
// small letters; one that is a list has several values.
type properties map[string][]string

func (p properties) first(names ...string) string {
	for _, name := range names {
		if len(p[name]) > 0 && p[name][0] != "" {
			return p[name][0]
		}
	}
	return ""
}

func (p properties) all(names ...string) []string {
	var out []string
	for _, name := range names {
		for _, v := range p[name] {
			if v != "" {
				out = append(out, v)
			}
		}
	}
	return out
}

var (
	field     = regexp.MustCompile(`^["']?([\p{L}_][\p{L}\p{M}\p{N}_ .-]*?)["']?\s*[:=](?:\s+(.*)|([^\s/].*)|)$`)
	listItem  = regexp.MustCompile(`^\s*-(?:\s+(.*))?$`)
	blockText = regexp.MustCompile(`^[|>][+-]?\d?$`)
)

// frontMatter takes the data off the top of a document: YAML between lines of
// ---, or TOML between lines of +++. Its plain fields and lists are read.
func frontMatter(source string) (properties, string) {
	data := properties{}
	fence, rest, ok := strings.Cut(source, "\n")
	fence = strings.TrimRight(fence, " \t")
	if !ok || fence != "---" && fence != "+++" {
		return data, source
	}
	at := 0
	name, folded := "", false // the field that indented lines belong to, and whether they are its text
	for line := range strings.SplitAfterSeq(rest, "\n") {
		at += len(line)
		line = strings.TrimRight(line, " \t\n")
		if line == fence || fence == "---" && line == "..." {
			if len(data) == 0 {
				return data, source // only two rules with something between
			}
			return data, rest[at:]
		}
		m := field.FindStringSubmatch(line)
		item := listItem.FindStringSubmatch(line)
		switch {
		case item != nil && name != "" && !folded:
			data[name] = append(data[name], values(item[1])...)
		case strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			if more := strings.TrimSpace(line); name != "" && (folded || m == nil) && len(data[name]) > 0 {
				last := &data[name][len(data[name])-1]
				*last = strings.TrimSpace(*last + " " + strings.Trim(more, `"'],`))
			}
		case m != nil:
			name = strings.ToLower(strings.TrimSpace(m[1]))
			value := strings.TrimSpace(m[2] + m[3])
			if folded = blockText.MatchString(value); folded {
				value = ""
			}
			data[name] = values(value)
			if folded {
				data[name] = []string{""}
			}
		case line == "", strings.HasPrefix(line, "#"), strings.HasPrefix(line, "["), strings.HasPrefix(line, "]"), strings.HasPrefix(line, "}"), item != nil:
		default:
			return properties{}, source
		}
	}
	return properties{}, source
}

// values are what a field says: the items of a list in brackets, or one value.
func values(s string) []string {
	s = strings.TrimSpace(s)
	inner, isList := strings.CutPrefix(s, "[")
	inner, ends := strings.CutSuffix(inner, "]")
	if !isList || !ends || strings.HasPrefix(s, "[[") {
		if v := value(s); v != "" {
			return []string{v}
		}
		return nil
	}
	var out []string
	for inner != "" {
		item := inner
		if q := inner[0]; q == '"' || q == '\'' {
			if i := strings.IndexByte(inner[1:], q); i >= 0 {
				item = inner[:i+2]
			}
		} else if i := strings.IndexByte(inner, ','); i >= 0 {
			item = inner[:i]
		}
		if v := value(item); v != "" {
			out = append(out, v)
		}
		inner = strings.TrimLeft(inner[len(item):], ", \t")
	}
	return out
}

var remark = regexp.MustCompile(`\s+#\s.*$`)

// value takes the quotation marks and a remark off a value, and the brackets
// off a link between notes.
func value(s string) string {
	s = strings.TrimSpace(s)
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if i := strings.LastIndexByte(s, s[0]); i > 0 {
			inner := s[1:i]
			if s[0] == '"' {
				inner = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(inner)
			} else {
				inner = strings.ReplaceAll(inner, "''", "'")
			}
			s = inner
		}
	} else {
		s = remark.ReplaceAllString(s, "")
	}
	if inner, ok := strings.CutPrefix(s, "[["); ok && strings.HasSuffix(inner, "]]") {
		target, shown, _ := strings.Cut(strings.TrimSuffix(inner, "]]"), "|")
		s = (&wikiLink{target: target, shown: shown}).text()
	}
	return strings.TrimSpace(s)
}

// blocks gives what the front matter says that is read and looked for: what it
// is about, other names of the document, its tags.
func (p properties) blocks() []parts.Block {
	var out []parts.Block
	add := func(text string, spans ...extract.SpanKind) {
		text = strings.Join(strings.Fields(strings.Map(printable, text)), " ")
		if text == "" {
			return
		}
		b := parts.Block{Text: text}
		for _, k := range spans {
			s := extract.Span{Kind: k, End: utf8.RuneCountInString(text)}
			if k == extract.Note {
				s.Text = "field"
			}
			b.Spans = append(b.Spans, s)
		}
		out = append(out, b)
	}
	for _, name := range []string{"subtitle", "description", "abstract", "summary"} {
		add(p.first(name), extract.Paragraph)
	}
	add(strings.Join(p.all("aliases", "alias"), ", "), extract.Note, extract.Paragraph)
	var tags []string
	for _, t := range p.all("tags", "tag", "keywords") {
		for t := range strings.FieldsFuncSeq(t, func(r rune) bool { return r == ',' }) {
			if t = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(t), "#")); t != "" {
				tags = append(tags, "#"+t)
			}
		}
	}
	add(strings.Join(tags, " "), extract.Note, extract.Paragraph)
	return out
}

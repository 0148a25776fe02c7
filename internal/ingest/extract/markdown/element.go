package markdown

import (
	"regexp"
	"strings"
)

// elements are the names of HTML by how they stand in a text. Names that are
// not among them are text: Vec<u8>, <Enter>, <your name>.
var elements = kinds(map[elementKind]string{
	breaking: `br hr wbr`,
	void:     `area base basefont bgsound col embed frame img input link meta param source track`,
	flow: `address article aside audio blockquote body canvas caption center colgroup dd details dialog dir div dl dt
		fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe legend li main
		math menu nav noframes noscript object ol optgroup option p picture pre script search section select style
		summary svg table tbody td template textarea tfoot th thead title tr ul video`,
	phrase: `a abbr acronym applet b bdi bdo big button cite code data datalist del dfn em font i ins kbd label map mark
		marquee meter nobr output progress q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var`,
})

type elementKind int

const (
	unknown  elementKind = iota
	breaking             // says something by its name alone
	void                 // has no end, and says nothing without attributes
	flow                 // stands around blocks
	phrase               // stands around words of one paragraph
)

func kinds(names map[elementKind]string) map[string]elementKind {
	m := map[string]elementKind{}
	for k, list := range names {
		for _, name := range strings.Fields(list) {
			m[name] = k
		}
	}
	return m
}

// flags are the attributes that stand without a value. Any other word without
// one shows that what looks like a tag is none: a<b and c>d.
var flags = regexp.MustCompile(`^(?i:allowfullscreen|async|autofocus|autoplay|checked|compact|controls|default|defer|disabled|download|hidden|inert|ismap|itemscope|loop|markdown|multiple|muted|nomodule|noshade|novalidate|nowrap|open|playsinline|readonly|required|reversed|selected|data-[\w-]+|aria-[\w-]+)$`)

var (
	// A little wider than CommonMark's: "=" in values, no space behind quotes.
	tagForm   = regexp.MustCompile("^<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\\s*[A-Za-z_:][A-Za-z0-9:._-]*(?:\\s*=\\s*(?:[^\\s\"'<>`]+|'[^']*'|\"[^\"]*\"))?)*)\\s*(/?)>")
	withValue = regexp.MustCompile("\\s*=\\s*(?:[^\\s\"'<>`]+|'[^']*'|\"[^\"]*\")")
)

const longestTag = 4 << 10 // bytes

// element is what looks like a tag.
type element struct {
	name           string
	kind           elementKind
	ends, selfEnds bool
	valued         bool // has an attribute with a value
	odd            bool // has words that are no attributes
	component      bool // of MDX, mdBook or the web: <Listing …>, <model-viewer …>
}

// tagAt reads the tag at the front of s; n is 0 where none stands.
func tagAt(s string) (e element, n int) {
	m := tagForm.FindStringSubmatch(s[:min(len(s), longestTag)])
	if m == nil || strings.Contains(m[0], "\n\n") {
		return element{}, 0
	}
	e = element{name: strings.ToLower(m[2]), ends: m[1] != "", selfEnds: m[4] != ""}
	e.kind = elements[e.name]
	e.component = e.kind == unknown && ('A' <= m[2][0] && m[2][0] <= 'Z' || strings.Contains(m[2], "-"))
	e.valued = strings.Contains(m[3], "=")
	for _, word := range strings.Fields(withValue.ReplaceAllString(m[3], "= ")) {
		e.odd = e.odd || !strings.HasSuffix(word, "=") && !flags.MatchString(word)
	}
	return e, len(m[0])
}

// alone reports whether an opening tag is markup without its other half.
func (e element) alone() bool {
	switch e.kind {
	case breaking:
		return true
	case void:
		return e.valued
	case flow, phrase:
		return e.valued || e.selfEnds
	}
	return e.component && e.valued && e.selfEnds
}

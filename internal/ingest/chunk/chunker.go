package chunk

import (
	"strings"

	"studyapp/internal/ingest/extract"
)

// DefaultTarget is the measured best size of a chunk in tokens.
const DefaultTarget = 240

// Options says how large chunks become.
type Options struct {
	Target int // tokens; 0 means DefaultTarget
}

// Chunk is a passage of a document.
type Chunk struct {
	Ordinal     int               // from 0, in reading order
	HeadingPath []string          // the headings above it, outermost first, at most four
	Segments    []extract.Segment // where it stands; more than one where a page ends or furniture interrupts
	Text        string            // the segments' texts, verbatim, joined by a line break or, inside a sentence, a space
	Tokens      int               // estimated
}

// Chunker makes chunks of pages handed over in order. The zero Chunker is not
// ready; use New.
type Chunker struct {
	limits
	ordinal int
	path    headings
	open    *sentence // the last sentence of the last page, if the next page may continue it
	prev    *pile     // the chunk before cur in the same section, not handed out yet
	cur     pile
	notes   pile    // captions, footnotes and notes of this section
	works   pile    // entries of a bibliography
	spare   []block // contents and index, as long as there is nothing else
	done    []Chunk
}

// limits are sizes in tokens, all derived from the target.
type limits struct {
	target int
	whole  int // code blocks and table rows stay whole up to this
	full   int // a chunk this large is closed rather than split a paragraph
	scrap  int // a last chunk below this joins the one before it
	most   int // a chunk stays below this when something is joined to it
}

// New returns a chunker at the start of a document.
func New(o Options) *Chunker {
	t := o.Target
	if t <= 0 {
		t = DefaultTarget
	}
	return &Chunker{limits: limits{target: t, whole: t * 8 / 5, full: t * 4 / 5, scrap: t / 4, most: t * 13 / 10}}
}

// Add takes the next page and returns the chunks that are complete now.
func (c *Chunker) Add(p extract.Page) []Chunk {
	for _, b := range blocks(p) {
		c.block(b)
	}
	return c.take()
}

// Flush ends the document and returns the rest. The chunker is at the start of
// a new document then.
func (c *Chunker) Flush() []Chunk {
	c.settle()
	c.endSection()
	c.onlySpare()
	out := c.take()
	*c = Chunker{limits: c.limits}
	return out
}

func (c *Chunker) take() []Chunk {
	out := c.done
	c.done = nil
	return out
}

// block places one block of a page.
func (c *Chunker) block(b block) {
	if b.region != 0 {
		c.region(b)
		return
	}
	if c.open != nil && b.kind == extract.Paragraph && len(b.sentences) > 0 {
		// The page before ended inside a sentence.
		c.open.join(b.sentences[0])
		b.sentences = b.sentences[1:]
	}
	c.settle()
	if b.kind == extract.Heading {
		c.heading(b)
		return
	}
	if b.runsOn && len(b.sentences) > 0 {
		last := b.sentences[len(b.sentences)-1]
		c.open = &last
		b.sentences = b.sentences[:len(b.sentences)-1]
	}
	c.place(b.sentences, b.tokens())
}

// settle places the sentence that was kept open.
func (c *Chunker) settle() {
	if s := c.open; s != nil {
		c.open = nil
		c.place([]sentence{*s}, s.tokens)
	}
}

func (c *Chunker) heading(b block) {
	if b.level <= 2 {
		switch {
		case c.cur.body:
			c.endSection()
		case c.prev != nil: // the headings in cur lead to what follows, not to it
			c.emit(*c.prev)
			c.prev = nil
		}
		c.endAsides()
	}
	// A deeper heading starts a chunk once there is something worth one.
	if b.level > 2 && c.cur.body && c.cur.tokens >= c.target/2 {
		c.close()
	}
	above := c.path.names()
	c.path.enter(b.level, b.text())
	for _, s := range b.sentences {
		s.heading = true
		for _, piece := range c.cutLong(s) {
			if c.cur.body && c.cur.tokens+piece.tokens > c.target {
				c.close()
			}
			if !c.cur.body && c.cur.tokens+piece.tokens > c.target {
				c.emitHeadings(len(c.cur.parts), above) // an outline
			}
			c.put(piece)
		}
	}
}

// place puts the sentences of a block, tokens long, behind what is there.
func (c *Chunker) place(sentences []sentence, tokens int) {
	if len(sentences) == 0 {
		return
	}
	if c.cur.tokens+tokens > c.target && c.cur.body && c.cur.tokens >= c.full {
		c.close() // rather a chunk a little short than a paragraph in two
	}
	for _, s := range sentences {
		for _, piece := range c.cutLong(s) {
			if c.cur.body && c.cur.tokens+piece.tokens > c.target && !c.belongs(piece) {
				c.close()
			}
			c.put(piece)
		}
	}
}

// belongs reports whether a code block or table may join the few words that
// introduce it although both are longer than the target.
func (c *Chunker) belongs(s sentence) bool {
	return s.solid && c.cur.tokens <= c.scrap
}

func (c *Chunker) put(s sentence) {
	if !s.heading && !c.cur.body {
		c.leaveOutline(s.tokens)
		c.cur.body = true
		c.cur.path = c.path.names()
	}
	if row, ok := c.headingRow(c.cur, s); ok {
		c.cur.add(row)
	}
	c.cur.add(s)
}

// leaveOutline hands out the headings gathered so far when a text of so many
// tokens follows that has no room beside them. The last few stay above it.
func (c *Chunker) leaveOutline(tokens int) {
	if c.cur.tokens+tokens <= c.most {
		return
	}
	n, kept := len(c.cur.parts), 0
	for n > 0 && kept+c.cur.parts[n-1].tokens <= c.scrap {
		n--
		kept += c.cur.parts[n].tokens
	}
	c.emitHeadings(n, c.path.names())
}

// emitHeadings hands out the first n headings of the current chunk, which
// holds nothing else yet, as a chunk without text.
func (c *Chunker) emitHeadings(n int, path []string) {
	if n == 0 {
		return
	}
	if c.prev != nil {
		c.emit(*c.prev)
		c.prev = nil
	}
	alone, rest := pile{path: path}, pile{}
	for i, s := range c.cur.parts {
		if i < n {
			alone.add(s)
		} else {
			rest.add(s)
		}
	}
	c.emit(alone)
	c.cur = rest
}

// close ends the current chunk. Headings at its end go to the next one.
func (c *Chunker) close() {
	next := pile{}
	for n := len(c.cur.parts); n > 0 && c.cur.parts[n-1].heading; n-- {
		next.parts = append([]sentence{c.cur.parts[n-1]}, next.parts...)
		next.tokens += c.cur.parts[n-1].tokens
		c.cur.tokens -= c.cur.parts[n-1].tokens
		c.cur.parts = c.cur.parts[:n-1]
	}
	if c.prev != nil {
		c.emit(*c.prev)
	}
	kept := c.cur
	c.prev, c.cur = &kept, next
}

// endSection hands out what is there; nothing behind may join it.
func (c *Chunker) endSection() {
	if len(c.cur.parts) > 0 && !c.cur.body {
		c.cur.path = c.path.names() // headings alone, at the end of a document
	}
	switch {
	case c.prev != nil && len(c.cur.parts) > 0 && c.cur.tokens < c.scrap && c.prev.tokens+c.cur.tokens <= c.most:
		for _, s := range c.cur.parts {
			if !s.again {
				c.prev.add(s)
			}
		}
		c.emit(*c.prev)
	default:
		if c.prev != nil {
			c.emit(*c.prev)
		}
		if len(c.cur.parts) > 0 {
			c.emit(c.cur)
		}
	}
	c.prev, c.cur = nil, pile{}
	c.endAsides()
}

func (c *Chunker) emit(p pile) {
	k := Chunk{Ordinal: c.ordinal, HeadingPath: p.path, Tokens: p.tokens}
	var text strings.Builder
	for i, s := range p.parts {
		for j, piece := range s.pieces {
			n := len(k.Segments)
			if j == 0 && i > 0 && s.follows && !p.parts[i-1].again {
				text.WriteString(s.gap)
				text.WriteString(piece.text)
				k.Segments[n-1].End = piece.End
				continue
			}
			if n > 0 && j == 0 {
				text.WriteByte('\n')
			} else if n > 0 && spaced(text.String(), piece.text) {
				text.WriteByte(' ')
			}
			text.WriteString(piece.text)
			k.Segments = append(k.Segments, piece.Segment)
		}
	}
	k.Text = text.String()
	c.ordinal++
	c.done = append(c.done, k)
}

// pile is a chunk that is being filled.
type pile struct {
	parts  []sentence
	tokens int
	body   bool // holds more than headings
	path   []string
}

func (p *pile) add(s sentence) {
	p.parts = append(p.parts, s)
	p.tokens += s.tokens
}

// headings is the way from the top of the document to the current place.
type headings struct {
	levels []int
	texts  []string
}

const (
	maxPath    = 4
	maxHeading = 120 // code points kept of a heading in the path
)

func (h *headings) enter(level int, text string) {
	n := len(h.levels)
	for n > 0 && h.levels[n-1] >= level {
		n--
	}
	h.levels = append(h.levels[:n:n], level)
	h.texts = append(h.texts[:n:n], shorten(text))
}

// names gives the path: the outermost heading and the innermost three.
func (h *headings) names() []string {
	if n := len(h.texts); n > maxPath {
		return append([]string{h.texts[0]}, h.texts[n-maxPath+1:]...)
	}
	return append([]string{}, h.texts...)
}

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxHeading {
		return string(r[:maxHeading-1]) + "…"
	}
	return s
}

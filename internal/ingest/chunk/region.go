package chunk

import "studyapp/internal/ingest/extract"

// region places a block that is not running text: its sentences stand in
// passages of their own kind.
func (c *Chunker) region(b block) {
	switch b.region {
	case extract.Contents, extract.Index:
		c.lastHeading()
		if c.ordinal == 0 && len(c.done) == 0 {
			c.spare = append(c.spare, b)
		}
	case extract.Bibliography:
		if h, ok := c.lastHeading(); ok {
			c.beside(&c.works, block{sentences: []sentence{h}})
		}
		c.beside(&c.works, b)
	default:
		c.beside(&c.notes, b)
	}
}

// lastHeading takes the heading that nothing but a region stands under.
func (c *Chunker) lastHeading() (sentence, bool) {
	n := len(c.cur.parts)
	if n == 0 || !c.cur.parts[n-1].heading || c.open != nil {
		return sentence{}, false
	}
	h := c.cur.parts[n-1]
	c.cur.parts = c.cur.parts[:n-1]
	c.cur.tokens -= h.tokens
	return h, true
}

// beside adds a block to passages beside the running text.
func (c *Chunker) beside(p *pile, b block) {
	end := func() {
		if len(p.parts) > 0 {
			c.emit(*p)
		}
		*p = pile{}
	}
	if p.tokens+b.tokens() > c.target && p.tokens >= c.scrap {
		end() // rather a passage a little short than a note in two
	}
	for _, s := range b.sentences {
		for _, piece := range c.cutLong(s) {
			if p.tokens+piece.tokens > c.target {
				end()
			}
			if len(p.parts) == 0 {
				p.path = c.path.names()
			}
			p.add(piece)
		}
	}
}

// endAsides hands out what stood beside the text of a section.
func (c *Chunker) endAsides() {
	for _, p := range []*pile{&c.notes, &c.works} {
		if len(p.parts) > 0 {
			c.emit(*p)
		}
		*p = pile{}
	}
}

// onlySpare makes passages of contents and index where a document has nothing
// else.
func (c *Chunker) onlySpare() {
	if c.ordinal == 0 {
		for _, b := range c.spare {
			c.beside(&c.notes, b)
		}
		c.endAsides()
	}
	c.spare = nil
}

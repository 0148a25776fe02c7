package layout

import (
	"slices"
	"strings"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/folio"
)

// entry says how a line of a table of contents ends.
type entry int

const (
	untold   entry = iota
	tailed         // a gap, and the number of a page at the right margin
	dotted         // dots that lead to the number of a page
	fewRows  = 3   // dotted lines that make a table of contents alone
	manyRows = 6   // lines without dots, under no heading, that do
)

// contents finds the tables of contents among lines in the order they are read,
// also those of figures and tables: runs of [from, to). A run holds lines that
// lead to numbers of pages, and first lines of titles that go on. continues
// says that the page's running head names one.
func (s *Sheet) contents(lines []*line, continues bool) [][2]int {
	kinds := make([]entry, len(lines))
	for i, l := range lines {
		kinds[i] = l.entry()
		if _, ok := l.pageNumber(); ok && continues && i == 0 && kinds[i] == untold && l.letters < 90 {
			kinds[i] = tailed // the last title of all, or one as wide as the page
		}
	}
	var found [][2]int
	for i := 0; i < len(lines); i++ {
		if kinds[i] == untold {
			continue
		}
		to := run(lines, kinds, i)
		under := continues && i == 0 || i > 0 && titled(lines[i-1].text(), contentsWords) || i > 1 && titled(lines[i-2].text(), contentsWords)
		if listing(lines[i:to], kinds[i:to], under) {
			from := i
			// The first title may begin on the lines above.
			for from > 0 && kinds[from-1] == untold && goesOn(lines[from-1], lines[from]) {
				from--
			}
			if n := len(found); n > 0 && found[n-1][1] == from {
				found[n-1][1] = to
			} else {
				found = append(found, [2]int{from, to})
			}
		}
		i = to - 1
	}
	return found
}

func (l *line) entry() entry {
	if l.angle != 0 {
		return untold
	}
	if _, ok := l.led(); ok {
		return dotted
	}
	at, ok := l.pageNumber()
	if n := len(l.cells); !ok || n < 2 || n > 3 || l.cells[n-1].start != at || !strings.ContainsFunc(l.word(0, at), letter) {
		return untold
	}
	return tailed
}

// run gives where a table of contents ends that may begin with line i: at the
// first line that neither leads to a page, right under the number above, nor
// is the beginning of a title that does.
func run(lines []*line, kinds []entry, i int) int {
	to := i + 1
	for k := i + 1; k < len(lines) && k-to < 3; k++ {
		l, last := lines[k], lines[to-1]
		if l.angle != 0 || l.v1 < last.v1 && l.region == last.region {
			break
		}
		if kinds[k] == untold {
			if k+1 == len(lines) || !goesOn(l, lines[k+1]) {
				break
			}
			continue
		}
		if l.region == last.region && abs(l.u1-last.u1) > 1.2*l.size {
			break
		}
		to = k + 1
	}
	return to
}

// goesOn reports whether a title that begins on l ends on next.
func goesOn(l, next *line) bool {
	step := next.v1 - l.v1
	return l.region == next.region && len(l.cells) <= 2 && abs(l.size-next.size) < .08*next.size && l.bold == next.bold &&
		step > 0 && step < 1.6*next.size && next.u0 > l.u0-.5*l.size && marker(next) == "" && !numbered(next)
}

// numbered reports whether a line begins with the number of a section.
func numbered(l *line) bool { return len(l.glyphs) > 0 && digit(l.first()) }

// listing reports whether lines are those of a table of contents: enough of
// them lead to a page, and the pages go up. under is whether they stand below
// a heading that says so.
func listing(lines []*line, kinds []entry, under bool) bool {
	dots, rows, up, numbers, last := 0, 0, 0, 0, 0
	for i, l := range lines {
		if kinds[i] == untold {
			continue
		}
		rows++
		if kinds[i] == dotted {
			dots++
		}
		if numbered(l) {
			numbers++
		}
		at, _ := l.pageNumber()
		n, ok := folio.Number(l.word(at, len(l.glyphs)))
		if !ok || n >= last {
			up++
		}
		if ok {
			last = n
		}
	}
	if up*10 < rows*8 {
		return false
	}
	switch {
	case under:
		return true
	case dots >= fewRows:
		return true
	}
	return rows >= manyRows && numbers*3 >= rows*2
}

// contentsWords are what stands over a table of contents, as squeeze gives it.
var contentsWords = []string{
	"contents", "tableofcontents", "listoffigures", "listoftables", "listings", "inhalt", "inhaltsverzeichnis", "inhaltsübersicht", "abbildungsverzeichnis", "tabellenverzeichnis", "gliederung",
	"tabledesmatières", "sommaire", "listedesfigures", "índice", "índicegeneral", "contenido", "tabladecontenido", "sumário", "conteúdo", "indice", "sommario", "indicegenerale",
	"inhoud", "inhoudsopgave", "innehåll", "innehållsförteckning", "indhold", "indholdsfortegnelse", "innhold", "innholdsfortegnelse", "sisällys", "sisällysluettelo",
	"spistreści", "obsah", "tartalom", "tartalomjegyzék", "cuprins", "içindekiler", "содержание", "оглавление", "зміст", "съдържание", "περιεχόμενα",
	"目录", "目錄", "目次", "もくじ", "차례", "목차", "mụclục", "สารบัญ", "daftarisi", "المحتويات", "فهرس", "فهرسالمحتويات", "תוכןהעניינים", "תוכן", "فهرست", "विषयसूची",
}

// titled reports whether a text is one of the words, perhaps behind a number.
func titled(text string, words []string) bool {
	bare := strings.TrimLeftFunc(squeeze(text), digit)
	return slices.Contains(words, bare)
}

// contentsBlocks makes a block of each stretch of a table of contents that
// stands together, an entry on each line.
func contentsBlocks(lines []*line) []*block {
	p := &area{kind: extract.Contents}
	var out []*block
	for i, l := range lines {
		if i > 0 {
			last := lines[i-1]
			step := l.v1 - last.v1
			if n := len(out); step > 0 && step < 1.9*max(l.size, last.size) && l.angle == last.angle {
				_, number := last.pageNumber()
				out[n-1].ends = append(out[n-1].ends, number)
				out[n-1].lines = append(out[n-1].lines, l)
				continue
			}
		}
		out = append(out, &block{kind: extract.Paragraph, lines: []*line{l}, area: p})
	}
	return out
}

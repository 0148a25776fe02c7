package lexical

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/segment"
	"golang.org/x/text/unicode/norm"
)

// maxWordLength, in code points, leaves out what no student types: base64,
// hashes, leaders of dots in a table of contents.
const maxWordLength = 64

// word is one word of a text before its language's analysis: normalised and
// lower case.
type word struct {
	text    string
	written string // before it was lower case, where that differs by language
	bigram  bool   // of a script without spaces: final as it stands
}

var dottedI = []byte("İ")

var bigrams = cjk.NewCJKBigramFilter(false)

// words cuts a text by Unicode's word boundaries (UAX 29), also at the
// underscores of identifiers and file names. Letters of scripts that the
// boundaries do not cut (Han, Kana, Hangul, Thai, Khmer, …) become overlapping
// pairs. What cannot be seen and where a line ends cuts no word.
func words(text string) []word {
	text = norm.NFKC.String(unbroken(strings.ToValidUTF8(text, " "))) // the filter below panics at half a character
	text = strings.ReplaceAll(text, "_", " ")
	var stream analysis.TokenStream
	segmenter := segment.NewWordSegmenterDirect([]byte(text))
	start := 0
	for segmenter.Segment() {
		b := segmenter.Bytes()
		end := start + len(b)
		kind, ok := kindOf(b, segmenter.Type())
		if ok && (len(b) <= maxWordLength || utf8.RuneCount(b) <= maxWordLength) {
			stream = append(stream, &analysis.Token{Term: b, Start: start, End: end, Type: kind})
		}
		start = end
	}
	stream = bigrams.Filter(stream)
	found := make([]word, len(stream))
	for i, token := range stream {
		// The filter leaves a lone character its type and calls pairs double.
		w := word{bigram: token.Type == analysis.Double || token.Type == analysis.Single || token.Type == analysis.Ideographic}
		w.text = strings.ToLower(string(token.Term))
		if bytes.IndexByte(token.Term, 'I') >= 0 || bytes.Contains(token.Term, dottedI) {
			w.written, w.text = string(token.Term), strings.ReplaceAll(w.text, "i\u0307", "i")
		}
		found[i] = w
	}
	return found
}

// kindOf tells letters of scripts without spaces from words, and leaves out
// what is neither a word nor a number.
func kindOf(b []byte, segmentType int) (analysis.TokenType, bool) {
	switch segmentType {
	case segment.Ideo, segment.Kana:
		return analysis.Ideographic, true
	case segment.Number:
		return analysis.Numeric, true
	case segment.Letter:
		if r, _ := utf8.DecodeRune(b); unicode.Is(unicode.Hangul, r) {
			return analysis.Ideographic, true
		}
		return analysis.AlphaNumeric, true
	}
	r, _ := utf8.DecodeRune(b)
	return analysis.Ideographic, unicode.IsLetter(r)
}

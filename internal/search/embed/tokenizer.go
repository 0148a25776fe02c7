package embed

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxTokens is the longest sequence the model takes, control tokens included.
const maxTokens = 512

// unknownPenalty is how far below the worst piece an unknown character scores,
// as in SentencePiece (unigram_model.cc, kUnkPenalty).
const unknownPenalty = 10

// tokenizer splits text into the pieces of a SentencePiece unigram model: map
// code points, collapse spaces, put a space in front, write spaces as U+2581,
// take the segmentation with the highest sum of scores.
type tokenizer struct {
	trie          trie
	normal        map[rune]string
	bos, eos, unk int64
	unknown       float64
}

// newTokenizer copies what it needs from w. Control tokens are left out of the
// trie, so that a text which spells "</s>" stays text.
func newTokenizer(w *weights) *tokenizer {
	control := map[int]bool{w.bos: true, w.eos: true, w.pad: true, w.unk: true, len(w.pieces) - 1: true} // the last one is <mask>
	pieces := make([]piece, 0, len(w.pieces))
	lowest := float64(0)
	for i, p := range w.pieces {
		lowest = min(lowest, float64(w.scores[i]))
		if len(p) > 0 && !control[i] {
			pieces = append(pieces, piece{text: p, id: int32(i), score: w.scores[i]})
		}
	}
	t := &tokenizer{
		trie: newTrie(pieces), normal: make(map[rune]string, len(w.normal)),
		bos: int64(w.bos), eos: int64(w.eos), unk: int64(w.unk), unknown: lowest - unknownPenalty,
	}
	for from, to := range w.normal {
		t.normal[from] = string(to)
	}
	return t
}

// normalise maps code points and spaces to what the pieces are made of. places
// says for each byte which code point of the text it comes from.
func (t *tokenizer) normalise(text string) (out []byte, places []int32) {
	const space = "\u2581"
	out = make([]byte, 0, len(text)+16)
	places = make([]int32, 0, len(text)+16)
	at := int32(0)
	put := func(s string) {
		out = append(out, s...)
		for range len(s) {
			places = append(places, at)
		}
	}
	put(space)
	inSpace := true
	write := func(s string) {
		for _, r := range s {
			if r == ' ' {
				if !inSpace {
					put(space)
				}
				inSpace = true
				continue
			}
			inSpace = false
			put(string(r))
		}
	}
	for _, r := range text {
		if to, ok := t.normal[r]; ok {
			write(to)
		} else {
			write(string(r))
		}
		at++
	}
	return out, places
}

// token is a piece in its place: bytes [start, end) of the normalised text.
type token struct {
	id         int64
	start, end int
	score      float64 // the piece's log probability; an unknown character's penalty
}

// segment returns the pieces of a normalised text.
func (t *tokenizer) segment(s []byte) []token {
	type step struct {
		score float64
		from  int32
		id    int32
	}
	best := make([]step, len(s)+1)
	for i := range best {
		best[i].score = -1e30
	}
	best[0].score = 0
	for i := 0; i < len(s); {
		_, width := utf8.DecodeRune(s[i:])
		base := best[i].score
		t.trie.prefixes(s[i:], func(length int, id int32, score float32) {
			if v := base + float64(score); v > best[i+length].score {
				best[i+length] = step{v, int32(i), id}
			}
		})
		if v := base + t.unknown; v > best[i+width].score {
			best[i+width] = step{v, int32(i), int32(t.unk)}
		}
		i += width
	}
	var tokens []token
	for i := len(s); i > 0; {
		from := int(best[i].from)
		tokens = append(tokens, token{id: int64(best[i].id), start: from, end: i, score: best[i].score - best[from].score})
		i = from
	}
	slices.Reverse(tokens)
	return tokens
}

// encode returns the token ids of text between the control tokens, cut to the
// model's length.
func (t *tokenizer) encode(text string) []int64 {
	s, _ := t.normalise(text)
	return t.ids(t.segment(s))
}

// ids are those of the tokens between the control tokens, cut to the model's
// length.
func (t *tokenizer) ids(tokens []token) []int64 {
	tokens = tokens[:min(len(tokens), maxTokens-2)]
	ids := make([]int64, 0, len(tokens)+2)
	ids = append(ids, t.bos)
	for _, k := range tokens {
		ids = append(ids, k.id)
	}
	return append(ids, t.eos)
}

// prefixed joins the model's task prefix with the text.
func prefixed(prefix, text string) string {
	var b strings.Builder
	b.Grow(len(prefix) + len(text))
	b.WriteString(prefix)
	b.WriteString(text)
	return b.String()
}

type piece struct {
	text  []byte
	id    int32
	score float32
}

// trie finds all pieces that a text starts with. The children of a node lie
// next to each other, sorted by label.
type trie struct {
	label []byte
	first []int32 // index of the first child
	count []uint8 // number of children - 1, valid where first is set
	id    []int32 // -1 where no piece ends
	score []float32
	root  [256]int32 // child of the root, 0 for none
}

func newTrie(pieces []piece) trie {
	slices.SortStableFunc(pieces, func(a, b piece) int { return bytes.Compare(a.text, b.text) })
	// of equal pieces the one with the lowest id stays
	pieces = slices.CompactFunc(pieces, func(a, b piece) bool { return bytes.Equal(a.text, b.text) })
	t := trie{}
	t.grow(0)
	type task struct {
		node     int32
		from, to int // pieces below the node
		depth    int
	}
	queue := []task{{0, 0, len(pieces), 0}}
	for len(queue) > 0 {
		k := queue[0]
		queue = queue[1:]
		from := k.from
		if from < k.to && len(pieces[from].text) == k.depth {
			t.id[k.node], t.score[k.node] = pieces[from].id, pieces[from].score
			from++
		}
		first := len(t.label)
		for from < k.to {
			label, to := pieces[from].text[k.depth], from+1
			for to < k.to && pieces[to].text[k.depth] == label {
				to++
			}
			node := t.grow(label)
			if k.node == 0 {
				t.root[label] = node
			}
			queue = append(queue, task{node, from, to, k.depth + 1})
			from = to
		}
		if n := len(t.label) - first; n > 0 {
			t.first[k.node], t.count[k.node] = int32(first), uint8(n-1)
		}
	}
	return t
}

func (t *trie) grow(label byte) int32 {
	t.label, t.first, t.count = append(t.label, label), append(t.first, 0), append(t.count, 0)
	t.id, t.score = append(t.id, -1), append(t.score, 0)
	return int32(len(t.label) - 1)
}

// prefixes calls found for each piece that s starts with, shortest first.
func (t *trie) prefixes(s []byte, found func(length int, id int32, score float32)) {
	if len(s) == 0 {
		return
	}
	node := t.root[s[0]]
	for i := 1; node != 0; i++ {
		if t.id[node] >= 0 {
			found(i, t.id[node], t.score[node])
		}
		if i == len(s) || t.first[node] == 0 {
			return
		}
		first := t.first[node]
		children := t.label[first : int(first)+int(t.count[node])+1]
		node = 0
		if at := bytes.IndexByte(children, s[i]); at >= 0 {
			node = first + int32(at)
		}
	}
}

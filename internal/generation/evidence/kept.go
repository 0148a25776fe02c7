package evidence

import (
	"container/list"
	"context"
	"crypto/sha256"
	"sync"

	"studyapp/internal/search/late"
)

// keptBytes bounds what is kept of texts that were read token by token: some 800
// passages.
const keptBytes = 80 << 20

// kept keeps the tokens of texts and questions that were read, so that questions
// about the same passages read them once. A text is known by itself: one that changed is
// another text. It is safe for concurrent use.
type kept struct {
	most int // bytes

	mu    sync.Mutex
	texts map[[sha256.Size]byte]*list.Element
	order list.List // of keptText, the last used first
	bytes int
}

type keptText struct {
	key    [sha256.Size]byte
	tokens late.Packed
	vector []float32 // of a question
}

func (t keptText) bytes() int { return t.tokens.Bytes() + 4*len(t.vector) }

// question returns what a model makes of a question.
func (k *kept) question(ctx context.Context, model string, r closeReader, text string) ([]float32, []late.Token, error) {
	key := sha256.Sum256([]byte(model + "\x00?\x00" + text))
	if t, ok := k.get(key); ok {
		return t.vector, t.tokens.Tokens(), nil
	}
	vector, tokens, err := r.ReadQuery(ctx, text)
	if err != nil {
		return nil, nil, err
	}
	t := keptText{key, late.Pack(tokens), vector}
	k.put(t)
	return vector, t.tokens.Tokens(), nil
}

// read returns the tokens of texts as a model reads them, and lets it read those
// that are not there.
func (k *kept) read(ctx context.Context, model string, r Reader, texts []string) ([][]late.Token, error) {
	keys := make([][sha256.Size]byte, len(texts))
	out := make([][]late.Token, len(texts))
	var unread []string
	var at []int
	for i, text := range texts {
		keys[i] = sha256.Sum256([]byte(model + "\x00" + text))
		if t, ok := k.get(keys[i]); ok {
			out[i] = t.tokens.Tokens()
		} else {
			unread, at = append(unread, text), append(at, i)
		}
	}
	if len(unread) == 0 {
		return out, nil
	}
	read, err := r.Read(ctx, unread)
	if err != nil {
		return nil, err
	}
	for n, i := range at {
		t := keptText{key: keys[i], tokens: late.Pack(read[n])}
		k.put(t)
		out[i] = t.tokens.Tokens() // as they will be the next time
	}
	return out, nil
}

func (k *kept) get(key [sha256.Size]byte) (keptText, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.texts[key]
	if !ok {
		return keptText{}, false
	}
	k.order.MoveToFront(e)
	return e.Value.(keptText), true
}

func (k *kept) put(t keptText) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, there := k.texts[t.key]; there {
		return
	}
	if k.texts == nil {
		k.texts = map[[sha256.Size]byte]*list.Element{}
	}
	k.texts[t.key] = k.order.PushFront(t)
	for k.bytes += t.bytes(); k.bytes > k.most && k.order.Len() > 1; {
		last := k.order.Remove(k.order.Back()).(keptText)
		delete(k.texts, last.key)
		k.bytes -= last.bytes()
	}
}

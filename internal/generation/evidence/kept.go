package evidence

import (
	"container/list"
	"context"
	"crypto/sha256"
	"sync"

	"studyapp/internal/search/late"
)

// keptBytes bounds what is kept of texts that were read token by token: some 500
// passages.
const keptBytes = 48 << 20

// kept keeps the tokens of texts that were read, so that questions about the
// same passages read them once. A text is known by itself: one that changed is
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
}

// read returns the tokens of texts as a model reads them, and lets it read those
// that are not there.
func (k *kept) read(ctx context.Context, model string, r Reader, texts []string) ([][]late.Token, error) {
	keys := make([][sha256.Size]byte, len(texts))
	out := make([][]late.Token, len(texts))
	var unread []string
	var at []int
	for i, t := range texts {
		keys[i] = sha256.Sum256([]byte(model + "\x00" + t))
		if p, ok := k.get(keys[i]); ok {
			out[i] = p.Tokens()
		} else {
			unread, at = append(unread, t), append(at, i)
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
		p := late.Pack(read[n])
		k.put(keys[i], p)
		out[i] = p.Tokens() // as they will be the next time
	}
	return out, nil
}

func (k *kept) get(key [sha256.Size]byte) (late.Packed, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.texts[key]
	if !ok {
		return late.Packed{}, false
	}
	k.order.MoveToFront(e)
	return e.Value.(keptText).tokens, true
}

func (k *kept) put(key [sha256.Size]byte, p late.Packed) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, there := k.texts[key]; there {
		return
	}
	if k.texts == nil {
		k.texts = map[[sha256.Size]byte]*list.Element{}
	}
	k.texts[key] = k.order.PushFront(keptText{key, p})
	for k.bytes += p.Bytes(); k.bytes > k.most && k.order.Len() > 1; {
		last := k.order.Remove(k.order.Back()).(keptText)
		delete(k.texts, last.key)
		k.bytes -= last.tokens.Bytes()
	}
}

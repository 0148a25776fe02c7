package evidence

import (
	"container/list"
	"context"
	"crypto/sha256"
	"sync"

	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// keptBytes bounds what is kept of questions that were read: some 300.
const keptBytes = 8 << 20

// kept keeps what the model makes of questions, so that one that is asked again,
// here or there, is read once. A question is known by itself. It is safe for
// concurrent use.
type kept struct {
	most int // bytes

	mu        sync.Mutex
	questions map[[sha256.Size]byte]*list.Element
	order     list.List // of keptQuestion, the last used first
	bytes     int
}

type keptQuestion struct {
	key    [sha256.Size]byte
	vector []float32
	tokens []late.Token // nobody changes them
}

func (q keptQuestion) bytes() int {
	n := 4 * len(q.vector)
	for _, t := range q.tokens {
		n += 4*len(t.Vector) + 128
	}
	return n
}

// question returns what a model makes of a question: its vector, its tokens, and
// these as those of passages are compared with them.
func (k *kept) question(ctx context.Context, model string, r search.TokenReader, text string) (keptQuestion, error) {
	key := sha256.Sum256([]byte(model + "\x00" + text))
	if q, ok := k.get(key); ok {
		return q, nil
	}
	vector, tokens, err := r.ReadQuery(ctx, text)
	if err != nil {
		return keptQuestion{}, err
	}
	q := keptQuestion{key, vector, r.Code().Question(tokens)}
	k.put(q)
	return q, nil
}

func (k *kept) get(key [sha256.Size]byte) (keptQuestion, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.questions[key]
	if !ok {
		return keptQuestion{}, false
	}
	k.order.MoveToFront(e)
	return e.Value.(keptQuestion), true
}

func (k *kept) put(q keptQuestion) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, there := k.questions[q.key]; there {
		return
	}
	if k.questions == nil {
		k.questions = map[[sha256.Size]byte]*list.Element{}
	}
	k.questions[q.key] = k.order.PushFront(q)
	for k.bytes += q.bytes(); k.bytes > k.most && k.order.Len() > 1; {
		last := k.order.Remove(k.order.Back()).(keptQuestion)
		delete(k.questions, last.key)
		k.bytes -= last.bytes()
	}
}

package evidence

import (
	"context"
	"fmt"
	"sync"

	"studyapp/internal/search"
	"studyapp/internal/search/late"
)

// bank keeps what the model that is in use makes of unrelated.
type bank struct {
	mu    sync.Mutex
	model string
	known known
}

// known are sentences about everything: their vectors and their tokens.
type known struct {
	vectors [][]float32
	tokens  [][]late.Token
}

// of returns what the model makes of the bank, made at the first call.
func (b *bank) of(ctx context.Context, e search.Embedder, r search.TokenReader) (known, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.model == e.Name() {
		return b.known, nil
	}
	var k known
	var kept [][]byte
	var err error
	if k.vectors, kept, err = r.PassagesAndTokens(ctx, unrelated, make([]int, len(unrelated))); err != nil {
		return known{}, fmt.Errorf("reading the bank: %w", err)
	}
	k.tokens = make([][]late.Token, len(kept))
	for i, b := range kept { // as those of passages are
		if k.tokens[i], err = r.Code().Decode(b); err != nil {
			return known{}, fmt.Errorf("reading the bank: %w", err)
		}
	}
	b.model, b.known = e.Name(), k
	return k, nil
}

// Warm reads what every question is compared with, so that the first one need
// not wait for it.
func (s *Service) Warm(ctx context.Context) error {
	e := s.o.Embedder()
	reader := search.TokenReaderOf(e)
	if reader == nil {
		return nil
	}
	_, err := s.bank.of(ctx, e, reader)
	return err
}

// Similarity is the cosine of two vectors of length 1.
func Similarity(a, b []float32) float64 {
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}

// unrelated is a set of sentences about everything, in several languages. The
// model's cosines lie close together (.75 to .9 whatever the texts), and how
// close depends on the question; measured against these, the cosine of a real
// answer stands out.
var unrelated = []string{
	"The river floods the valley every spring when the snow in the mountains melts.",
	"The committee will meet again on Thursday to discuss the budget for next year.",
	"Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.",
	"The function returns an error when the file cannot be opened.",
	"She had never seen the sea before that summer, and it frightened her a little.",
	"The treaty was signed in 1648 and ended thirty years of war in central Europe.",
	"Add the flour slowly, stir well, and bake for forty minutes at 180 degrees.",
	"Revenue rose by four percent, mainly because of higher prices.",
	"The striker scored twice in the second half and the team won three to one.",
	"Every continuous function on a closed interval attains its maximum.",
	"Patients who received the drug reported fewer side effects than the others.",
	"The painting shows a woman reading a letter beside an open window.",
	"Trade unions demanded shorter hours and better wages for factory workers.",
	"The engine is cooled by water that is pumped through channels in the block.",
	"In classical music a sonata usually has three or four movements.",
	"The population of the city doubled between 1900 and 1950.",
	"A court may set aside a contract that was signed under threat.",
	"Whales are mammals that breathe air and feed their young with milk.",
	"The satellite orbits the earth once every ninety minutes.",
	"Customers can return goods within fourteen days without giving reasons.",
	"Das Gericht wies die Klage ab, weil die Frist versäumt worden war.",
	"Der Zug fährt um acht Uhr ab und kommt am frühen Nachmittag in Wien an.",
	"La ville fut fondée par les Romains au premier siècle avant notre ère.",
	"El volcán entró en erupción y cubrió de ceniza los pueblos cercanos.",
	"Поезд прибыл на станцию поздно вечером, когда уже стемнело.",
	"地震のあと、多くの人が学校の体育館で夜を過ごした。",
	"Thank you for listening, and see you next week in the same room.",
	"The king had no heir, so the crown passed to his nephew.",
	"Iron rusts when it is exposed to water and oxygen for a long time.",
	"The password must have at least twelve characters and one digit.",
}

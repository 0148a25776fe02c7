package embed

import (
	"math"
	"testing"

	"studyapp/internal/search/late"
)

// What is kept of a text's tokens tells the sentence that answers from its
// neighbours, in languages that the code was not learned from, too.
func TestTokensThatAreKeptTellTheSentenceThatAnswers(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	const head = "Notes.\n"
	for _, c := range []struct {
		question         string
		before, it, then string
	}{
		{"What is a pointer?", "Memory is parted into a stack and a heap. ", "A pointer is the address of a place in memory. ", "The garbage collector stops the program."},
		{"Wann wurde der Friede geschlossen?", "Der Krieg dauerte dreißig Jahre. ", "Der Friede wurde 1648 in Münster geschlossen. ", "Die Bauern hatten am meisten gelitten."},
		{"Wie teilen Bienen einander mit, wo es Blüten gibt?", "Bees keep warm by trembling. ", "They tell each other by dancing where flowers are. ", "The queen lays all the eggs."},
		{"蜜蜂怎样告诉同伴花在哪里？", "冬天，蜜蜂聚成一团取暖。", "它们用舞蹈告诉同伴花在哪里。", "蜂王产下所有的卵。"},
		{"पौधे अपना भोजन कैसे बनाते हैं?", "जड़ें मिट्टी से पानी लेती हैं। ", "पौधे सूर्य के प्रकाश से अपना भोजन बनाते हैं। ", "फूल कीटों को आकर्षित करते हैं।"},
		{"Bitkiler besinlerini nasıl yapar?", "Kökler topraktan su alır. ", "Bitkiler besinlerini güneş ışığıyla yapar. ", "Çiçekler böcekleri çeker."},
	} {
		text := c.before + c.it + c.then
		_, question, err := m.ReadQuery(t.Context(), c.question)
		if err != nil {
			t.Fatal(err)
		}
		vectors, bytes, err := m.PassagesAndTokens(t.Context(), []string{head + text}, []int{len(head)})
		if err != nil {
			t.Fatal(err)
		}
		alone, err := m.Passages(t.Context(), []string{head + text})
		if err != nil || math.Abs(length(vectors[0])-1) > 1e-4 || vectors[0][0] != alone[0][0] {
			t.Errorf("the vector of %q is another one, %v", text, err)
		}
		kept, err := m.Code().Decode(bytes[0])
		if err != nil {
			t.Fatal(err)
		}
		if most := 68*len(kept) + 8; len(bytes[0]) > most {
			t.Errorf("%d tokens take %d bytes, more than %d", len(kept), len(bytes[0]), most)
		}
		a, b := len([]rune(c.before)), len([]rune(c.before+c.it))
		parts := []late.Stretch{{Start: 0, End: a}, {Start: a, End: b}, {Start: b, End: len([]rune(text))}}
		is := late.Compare(m.Code().Question(question), kept)
		var said [3]float64
		for i, p := range parts {
			said[i], _ = is.Within(p)
		}
		if said[1] <= said[0] || said[1] <= said[2] {
			t.Errorf("%s: %.3f", c.question, said)
		}
	}
}

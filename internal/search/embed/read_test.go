package embed

import (
	"math"
	"strings"
	"testing"

	"studyapp/internal/search/late"
)

func TestTokensAreReadInTheirPlaces(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	texts := []string{
		"A pointer is the address of a location in memory.", "Größe und Maß: der ﬁnale Preis…", "指针是内存中某个位置的地址。", "مؤشر  إلى\n\nموضع", "x²+y² ≤ ½ and ㎏", "  two   spaces ", "", "passage: a prefix of its own </s>",
	}
	read, err := m.Read(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		points, at := []rune(text), 0
		for _, k := range read[i] {
			if k.Start < 0 || k.End > len(points) || k.Start >= k.End {
				t.Errorf("%q has a token at [%d, %d)", text, k.Start, k.End)
				continue
			}
			// What no token covers is space; two share a code point that stands for several letters.
			if between := string(points[at:max(at, k.Start)]); strings.TrimSpace(between) != "" {
				t.Errorf("%q: no token covers %q", text, between)
			}
			at = max(at, k.End)
			if k.Weight < 0 || k.Weight > rarest-commonest || math.Abs(length(k.Vector)-1) > 1e-4 {
				t.Errorf("%q weighs %.2f, length %.4f", string(points[k.Start:k.End]), k.Weight, length(k.Vector))
			}
		}
		if rest := string(points[at:]); strings.TrimSpace(rest) != "" {
			t.Errorf("%q: no token covers its end %q", text, rest)
		}
	}
}

func length(v []float32) float64 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum)
}

func TestRareWordsWeighMoreThanCommonOnes(t *testing.T) {
	t.Parallel()
	_, tokens, err := realModel(t).ReadQuery(t.Context(), "the photosynthesis")
	if err != nil {
		t.Fatal(err)
	}
	if first, last := tokens[0], tokens[len(tokens)-1]; first.End != 3 || first.Weight > 2 || last.Weight < 4 {
		t.Errorf("weights %.2f and %.2f", first.Weight, last.Weight)
	}
}

func TestReadQueryGivesTheVectorOfQuery(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	const text = "Where does a pointer point?"
	want, err := m.Query(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := m.ReadQuery(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("at %d: %v, want %v", i, got[i], want[i])
		}
	}
}

func TestTheSentenceThatAnswersComesNearest(t *testing.T) {
	t.Parallel()
	m := realModel(t)
	const before, answer, after = "Memory is parted into a stack and a heap. ", "A pointer is the address of a place in memory. ", "The garbage collector stops the program."
	read, err := m.Read(t.Context(), []string{before + answer + after})
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"What is a pointer?", "Was ist ein Zeiger?", "什么是指针？"} {
		_, tokens, err := m.ReadQuery(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		c := late.Compare(tokens, read[0])
		first, _ := c.Within(late.Stretch{End: len(before)})
		second, _ := c.Within(late.Stretch{Start: len(before), End: len(before + answer)})
		third, _ := c.Within(late.Stretch{Start: len(before + answer), End: len(before + answer + after)})
		if second <= first || second <= third {
			t.Errorf("%s: %.3f, %.3f, %.3f", question, first, second, third)
		}
	}
}

func TestAnOverlongTextIsReadToTheModelsLength(t *testing.T) {
	t.Parallel()
	read, err := realModel(t).Read(t.Context(), []string{strings.Repeat("photosynthesis ", 2000)})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(read[0]); n < 400 || n > maxTokens {
		t.Errorf("%d tokens", n)
	}
}

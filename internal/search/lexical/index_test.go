package lexical

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func newIndex(t testing.TB) *Index {
	t.Helper()
	a, err := NewAnalysers()
	if err != nil {
		t.Fatal(err)
	}
	return New(a)
}

func found(x *Index, question string) []int64 {
	var ids []int64
	for _, m := range x.Search(x.Parse(question), 10, nil) {
		ids = append(ids, m.ID)
	}
	return ids
}

// vocabulary is made of words without a suffix, so that stemming leaves them.
func vocabulary(n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%dx", i)
	}
	return words
}

func randomTexts(seed uint64, n int) []string {
	random := rand.New(rand.NewPCG(seed, 2))
	all := vocabulary(200)
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range 5 + random.IntN(40) {
			at := int(math.Floor(float64(len(all)) * math.Pow(random.Float64(), 3)))
			b.WriteString(all[at] + " ")
		}
		texts[i] = b.String()
	}
	return texts
}

// reference is BM25 as its formula is written.
func reference(texts map[int64]string, query string, k int) []Match {
	total := 0
	df := map[string]int{}
	for _, t := range texts {
		fields := strings.Fields(t)
		total += len(fields)
		slices.Sort(fields)
		for _, w := range slices.Compact(fields) {
			df[w]++
		}
	}
	average := float64(total) / float64(len(texts))
	var all []Match
	for id, t := range texts {
		fields := strings.Fields(t)
		score := 0.0
		for _, w := range strings.Fields(query) {
			tf := 0.0
			for _, f := range fields {
				if f == w {
					tf++
				}
			}
			n := float64(df[w])
			idf := math.Log(1 + (float64(len(texts))-n+0.5)/(n+0.5))
			score += idf * tf * 1.9 / (tf + 0.9*(0.6+0.4*float64(len(fields))/average))
		}
		if score > 0 {
			all = append(all, Match{id, score})
		}
	}
	slices.SortFunc(all, better)
	return all[:min(k, len(all))]
}

func TestScoresAreBM25(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	texts := map[int64]string{}
	for i, s := range randomTexts(1, 300) {
		id := int64(i*3 + 1)
		texts[id] = s
		x.Add(id, 0, "en", s)
	}
	for _, query := range []string{"w3x w150x", "w0x w1x w2x w199x", "w7x w7x w90x", "nowhere"} {
		want := reference(texts, query, 25)
		got := x.Search(x.Parse(query), 25, nil)
		if diff := gocmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

func TestRemovedIsAsNeverAdded(t *testing.T) {
	t.Parallel()
	texts := randomTexts(2, 3000)
	x, never := newIndex(t), newIndex(t)
	for i, s := range texts {
		x.Add(int64(i+1), 0, "en", s)
	}
	for i, s := range texts {
		switch {
		case i%3 != 0: // enough to make the index compact itself
			if !x.Remove(int64(i + 1)) {
				t.Fatalf("text %d was not there", i+1)
			}
		case i%5 == 0: // changed and changed back
			x.Add(int64(i+1), 0, "en", "something else")
			x.Add(int64(i+1), 0, "en", s)
		}
		if i%3 == 0 {
			never.Add(int64(i+1), 0, "en", s)
		}
	}
	if x.Remove(2) {
		t.Error("removed twice")
	}
	if x.Len() != never.Len() || len(x.texts) > 2*x.Len() {
		t.Errorf("%d texts in %d slots, want %d texts", x.Len(), len(x.texts), never.Len())
	}
	for _, query := range []string{"w3x w150x", "w0x w1x", "something else"} {
		want, got := never.Search(never.Parse(query), 50, nil), x.Search(x.Parse(query), 50, nil)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
		if a, b := never.Parse(query).Known(), x.Parse(query).Known(); a != b {
			t.Errorf("%s: known %v, want %v", query, b, a)
		}
	}
}

func TestSearchIsNarrowedToGroups(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for i := range 1000 {
		x.Add(int64(i+1), uint32(i%100), "en", "the mitochondria of the cell")
	}
	got := x.Search(x.Parse("mitochondria"), 20, func(group uint32) bool { return group == 42 })
	if len(got) != 10 {
		t.Fatalf("got %d texts of a group of 10", len(got))
	}
	for _, m := range got {
		if x.Group(m.ID) != 42 {
			t.Errorf("text %d is of group %d", m.ID, x.Group(m.ID))
		}
	}
	if ids := x.IDs(func(g uint32) bool { return g == 42 }); len(ids) != 10 {
		t.Errorf("the group has %d texts", len(ids))
	}
}

func TestEqualScoresComeInOrderOfID(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for _, id := range []int64{9, 3, 7, 1, 5} {
		x.Add(id, 0, "en", "photosynthesis")
	}
	if diff := gocmp.Diff([]int64{1, 3, 5, 7, 9}, found(x, "photosynthesis")); diff != "" {
		t.Error(diff)
	}
	if got := x.Search(x.Parse("photosynthesis"), 2, nil); len(got) != 2 || got[0].ID != 1 || got[1].ID != 3 {
		t.Errorf("the best two of equals are %v", got)
	}
}

func TestWordsMeetTheirForms(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ language, text, question string }{
		"English plural":           {"en", "Cells divide by mitosis.", "how does a cell divide?"},
		"English possessive":       {"en", "Newton's laws", "what are the laws of Newton"},
		"German umlaut and plural": {"de", "Die Häuser stehen am Fluss.", "Wo steht das Haus?"},
		"French elision":           {"fr", "l'école est fermée", "écoles"},
		"Spanish":                  {"es", "las revoluciones industriales", "¿qué fue la revolución industrial?"},
		"Russian cases":            {"ru", "защита команды", "защиту"},
		"Polish cases":             {"pl", "biblioteki publiczne", "biblioteka publiczna"},
		"Chinese":                  {"zh", "细胞通过有丝分裂增殖。", "什么是有丝分裂？"},
		"Japanese":                 {"ja", "光合成は植物が行う。", "光合成"},
		"Korean particles":         {"ko", "광합성은 식물에서 일어난다", "광합성"},
		"Thai":                     {"th", "การสังเคราะห์ด้วยแสง", "สังเคราะห์"},
		"Arabic article":           {"ar", "الكتاب على الطاولة", "كتاب"},
		"unknown language":         {"", "habari za asubuhi", "asubuhi"},
		"identifier":               {"en", "set max_heap_size to 4", "heap size"},
		"composed accents":         {"fr", "re\u0301sume\u0301", "résumé"},
		"wide digits":              {"ja", "売上は８２９５９", "82959"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newIndex(t)
			x.Add(1, 0, test.language, test.text)
			x.Add(2, 0, "en", "Something about the weather in spring.")
			if diff := gocmp.Diff([]int64{1}, found(x, test.question)); diff != "" {
				t.Errorf("%q in %q: %s", test.question, test.text, diff)
			}
		})
	}
}

func TestOneWordCountsOnceInAMixedIndex(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "en", "The panthers defended well.")
	x.Add(2, 0, "de", "Die Panther verteidigten gut.")
	x.Add(3, 0, "fr", "Les panthères")
	q := x.Parse("panthers")
	if len(q.words) != 1 {
		t.Fatalf("one word became %d", len(q.words))
	}
	if got := x.Search(q, 10, nil); len(got) != 3 {
		t.Errorf("found %v, want all three texts", got)
	}
}

func TestStopWordsOfTheQuestionsLanguageFindNothing(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "en", "The war ended. He put on his hat and did not want to die.")
	x.Add(2, 0, "en", "Panthers")
	q := x.Parse("Was war die Verteidigung der Panthers und wer hat sie gewonnen?")
	if q.Language != "de" {
		t.Errorf("the question is taken for %q", q.Language)
	}
	got := x.Search(q, 10, nil)
	if len(got) != 1 || got[0].ID != 2 {
		t.Errorf("found %v: German stop words met English words", got)
	}
	if known := q.Known(); known <= 0 || known > 0.6 {
		t.Errorf("the index knows %.2f of the question's words, want a smaller part", known)
	}
}

func TestQuestionOfStopWordsOnlyFindsNothing(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "en", "to be or not to be")
	q := x.Parse("to be or not to be")
	if !q.Empty() || len(x.Search(q, 10, nil)) != 0 || x.Coverage(q, 1) != 0 {
		t.Errorf("words that say nothing found something: %+v", q)
	}
}

func TestCoverageWeighsRareWords(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for i := range 50 {
		x.Add(int64(i+1), 0, "en", "sales of the company")
	}
	x.Add(100, 0, "en", "sales of iPhone")
	q := x.Parse("iPhone sales")
	with, without := x.Coverage(q, 100), x.Coverage(q, 1)
	if with != 1 || without <= 0 || without > 0.25 {
		t.Errorf("coverage %.2f with the rare word, %.2f without", with, without)
	}
	if c := x.Coverage(x.Parse("zebra sales"), 1, 100); c <= 0 || c > 0.25 {
		t.Errorf("coverage %.2f though nobody knows the zebra", c)
	}
}

func TestSavedIndexIsTheSame(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	for i, s := range randomTexts(3, 500) {
		x.Add(int64(i+1), uint32(i%7), []string{"en", "de", ""}[i%3], s)
	}
	for id := int64(1); id < 500; id += 4 {
		x.Remove(id)
	}
	var saved bytes.Buffer
	if err := x.Freeze().Save(&saved); err != nil {
		t.Fatal(err)
	}
	whole := saved.Bytes()
	loaded := newIndex(t)
	if err := loaded.Load(bytes.NewReader(whole)); err != nil {
		t.Fatal(err)
	}
	for _, index := range []*Index{x, loaded} {
		index.Add(1000, 1, "en", "added later w3x")
		index.Remove(2)
	}
	only := func(g uint32) bool { return g != 3 }
	want, got := x.Search(x.Parse("w3x w9x later"), 50, only), loaded.Search(loaded.Parse("w3x w9x later"), 50, only)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if x.Bytes() < 10_000 || loaded.Bytes() > x.Bytes() {
		t.Errorf("%d bytes, loaded %d", x.Bytes(), loaded.Bytes())
	}
	for _, n := range []int{0, 5, len(whole) / 3, len(whole) - 1} {
		torn := newIndex(t)
		if err := torn.Load(bytes.NewReader(whole[:n])); err == nil || torn.Len() != 0 {
			t.Errorf("the first %d bytes of %d loaded as %d texts: %v", n, len(whole), torn.Len(), err)
		}
	}
}

func TestLanguagesAreTold(t *testing.T) {
	t.Parallel()
	a := newIndex(t).analysers
	tests := []struct{ want, text string }{
		{"en", "The mitochondrion is the organelle that makes most of the energy which the cell needs for its chemical reactions."},
		{"de", "Das Mitochondrium ist das Organell, das den größten Teil der Energie erzeugt, welche die Zelle für ihre Reaktionen braucht."},
		{"zh", "线粒体是细胞中制造能量的结构。"},
		{"sv", "Mitokondrien är den organell som framställer det mesta av den energi som cellen behöver för sina kemiska reaktioner."},
		{"", "Table 4.2"},
		{"", ""},
	}
	for _, test := range tests {
		if got := a.Language(test.text, ""); got != test.want {
			t.Errorf("Language(%.40q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestUnclearTextHasTheLanguageOfItsDocument(t *testing.T) {
	t.Parallel()
	a := newIndex(t).analysers
	if got := a.Language("Table 4.2", "de"); got != "de" {
		t.Errorf("a caption in a German document is %q", got)
	}
	if got := a.Language("This is what he said to them.", "de"); got != "en" {
		t.Errorf("an English quotation in a German document is %q", got)
	}
}

func TestEveryLanguageStems(t *testing.T) {
	t.Parallel()
	a := newIndex(t).analysers
	for name, s := range a.languages {
		if got := s.forms(word{text: "zzyzx"}).terms; len(got) != 1 {
			t.Errorf("%s: an unknown word became %q", name, got)
		}
	}
}

func FuzzAddAndFindAnything(f *testing.F) {
	f.Add("Hello, world", "en")
	f.Add("有丝分裂 of cells\x00 \xff\xfe", "zh")
	f.Add("การสังเคราะห์ ก", "th")
	f.Add("00\xe60\xda", "0")
	f.Add("re\u0301sume\u0301 photo-\nsyn\u00ad\nthesis \u0130I\u0131", "tr")
	a, err := NewAnalysers()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		x := New(a)
		x.Add(1, 0, language, text)
		x.Add(2, 0, "en", "zebra")
		if q := x.Parse(text); !q.Empty() {
			x.Search(q, 5, nil)
			if c := x.Coverage(q, 1); c < 0 || c > 1.000001 {
				t.Errorf("coverage %v", c)
			}
		}
		x.Remove(1)
		if x.length != 1 || x.Len() != 1 {
			t.Errorf("length %d of %d texts after the removal", x.length, x.Len())
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	x := newIndex(b)
	for i, s := range randomTexts(4, 10_000) {
		x.Add(int64(i+1), 0, "en", s)
	}
	b.ReportMetric(float64(x.Bytes())/1e6, "MB")
	for b.Loop() {
		x.Search(x.Parse("w3x w9x w100x w40x"), 200, nil)
	}
}

func BenchmarkAddAndDetect(b *testing.B) {
	x := newIndex(b)
	body := strings.Repeat("The mitochondrion is the organelle that makes most of the energy which the cell needs. ", 12)
	i := int64(0)
	for b.Loop() {
		i++
		x.Add(i, 0, x.analysers.Language(body, ""), body)
	}
}

package cite

import (
	"testing"
)

func TestFind(t *testing.T) {
	t.Parallel()
	page := "The “heap” is less organized:\nWhen you put data on the heap,\u00a0you request a cer\u00adtain amount — of ﬁle space. Café naïve. It’s 82,959 $. The heap is a heap."
	for name, c := range map[string]struct{ quote, want string }{
		"exact":                  {"less organized:", "less organized:"},
		"line break as a space":  {"organized: When you", "organized:\nWhen you"},
		"straight quotes":        {`The "heap" is`, "The “heap” is"},
		"apostrophe":             {"It's 82,959", "It’s 82,959"},
		"soft hyphen":            {"certain amount", "cer\u00adtain amount"},
		"dash":                   {"amount - of", "amount — of"},
		"ligature":               {"of file space", "of ﬁle space"},
		"composed or not":        {"Cafe\u0301 naïve", "Café naïve"},
		"case at last":           {"THE HEAP IS A HEAP", "The heap is a heap"},
		"quotation marks around": {`"When you put data on the heap"`, "When you put data on the heap"},
		"dots of omission":       {"...you request a certain amount...", "you request a cer\u00adtain amount"},
		"emphasis":               {"you **request** a", "you request a"},
		"not there":              {"the stack", ""},
		"within a word":          {"eap IS LESS", ""},
		"no letters":             {" — ", ""},
		"empty":                  {"", ""},
	} {
		rs := []rune(page)
		start, end, ok := Find(rs, c.quote)
		got := ""
		if ok {
			got = string(rs[start:end])
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestFindNearTakesTheReadPlace(t *testing.T) {
	t.Parallel()
	page := []rune("Total 5. Other text. Total 5. End.")
	if s, e, ok := FindNear(page, "Total 5.", 20, 34); !ok || s != 21 || e != 29 {
		t.Errorf("got %d–%d, %v", s, e, ok)
	}
	if s, _, ok := FindNear(page, "Total 5.", 30, 300); !ok || s != 0 {
		t.Errorf("outside the range: got %d, %v", s, ok)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	const heap = "Allocating space on the heap requires more work because the allocator must first find a big enough space to hold the data."
	const sales = "Total net sales $ 82,959 $ 81,434 $ 304,182 $ 282,457"
	for name, c := range map[string]struct {
		sentence string
		quotes   []string
		want     Verdict
	}{
		"word for word":               {heap, []string{heap}, Supported},
		"shorter":                     {"Allocating on the heap requires more work.", []string{heap}, Supported},
		"other forms of the words":    {"The allocator finds a big enough space to hold data.", []string{heap}, Supported},
		"one word more":               {"Allocating on the heap requires more work and electricity.", []string{heap}, Weak},
		"another subject":             {"The stack stores values in order.", []string{heap}, Unsupported},
		"a number that is there":      {"Total net sales: 82,959", []string{sales}, Supported},
		"a number written otherwise":  {"Total net sales were 82959.", []string{sales}, Supported},
		"another number":              {"Total net sales were 82,960.", []string{sales}, Unsupported},
		"a part of a number":          {"Total net sales were 82.", []string{sales}, Unsupported},
		"negation added":              {"Allocating space on the heap does not require more work.", []string{heap}, Unsupported},
		"negation dropped":            {"Values can be copied twice.", []string{"Values can never be copied twice."}, Unsupported},
		"negation outside the clause": {"The owner drops the value.", []string{"This is not hard, the owner drops the value."}, Supported},
		"denied from outside":         {"The earth is flat.", []string{"It is not true that the earth is flat."}, Unsupported},
		"hedge dropped":               {"Coffee causes insomnia.", []string{"Coffee may cause insomnia."}, Weak},
		"hedge kept":                  {"Coffee may cause insomnia.", []string{"Coffee may cause insomnia."}, Supported},
		"names turned round":          {"Beats acquired Apple in 2014.", []string{"In 2014 the company Apple acquired Beats for good."}, Weak},
		"roles turned round":          {"The stack is slower than the heap.", []string{"The heap is slower than the stack."}, Weak},
		"another name":                {"In the year Zidane won the cup.", []string{"In the year Ronaldo won the cup."}, Weak},
		"two quotes together":         {"Ownership governs memory and borrowing lends it.", []string{"Ownership governs memory.", "Borrowing lends it."}, Supported},
		"no quote":                    {"Anything at all.", nil, Unsupported},
		"no content":                  {"It is.", []string{"It is."}, Unsupported},
		"German":                      {"Jeder Wert hat einen Besitzer.", []string{"In Rust hat jeder Wert genau einen Besitzer."}, Supported},
		"German negation":             {"Jeder Wert hat keinen Besitzer.", []string{"In Rust hat jeder Wert einen Besitzer."}, Unsupported},
		"another language":            {"Jeder Wert hat einen Besitzer.", []string{"Each value in Rust has an owner."}, Unsupported},
		"Japanese":                    {"東京は日本の首都です。", []string{"東京は日本の首都です。"}, Supported},
	} {
		if got := Verify(c.sentence, c.quotes...); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The “heap” is less", `"heap"`)
	f.Add("a\u00ad\u0301ﬁ b", "fi b")
	f.Add("x ... y", "...y...")
	f.Fuzz(func(t *testing.T, page, quote string) {
		rs := []rune(page)
		start, end, ok := Find(rs, quote)
		if !ok {
			return
		}
		if start < 0 || end > len(rs) || start >= end {
			t.Fatalf("%q in %q: %d–%d", quote, page, start, end)
		}
		// What was found is found again, exactly.
		if _, _, ok := Find(rs, string(rs[start:end])); !ok {
			t.Fatalf("%q was found as %q, which is not found", quote, string(rs[start:end]))
		}
	})
}

func FuzzVerify(f *testing.F) {
	f.Add("Total net sales: 82,959", "Total net sales $ 82,959", "95")
	f.Add("It is not so.", "It is so.", "7")
	f.Fuzz(func(t *testing.T, sentence, quote, number string) {
		// A sentence with a number that the quote lacks is never supported.
		for _, r := range number {
			if r < '0' || r > '9' {
				return
			}
		}
		if number == "" {
			return
		}
		if Verify(sentence+" 77"+number+"31", quote) == Supported {
			for _, tok := range reading(quote).tokens {
				if tok.Stem == "77"+number+"31" {
					return
				}
			}
			t.Fatalf("supported: %q by %q", sentence+" 77"+number+"31", quote)
		}
	})
}

package quoted

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

// marks are the first characters of a block of a written page.
var marks = map[string]extract.Span{
	"# ":  {Kind: extract.Heading, Level: 2},
	"## ": {Kind: extract.Heading, Level: 3},
	"- ":  {Kind: extract.ListItem, Level: 1},
	"-- ": {Kind: extract.ListItem, Level: 2},
	"> ":  {Kind: extract.Caption},
	"= ":  {Kind: extract.Math, Level: 1},
	"~ ":  {Kind: extract.Code},
}

// written makes a passage of blocks, one a line; what stands between < and > is
// a link.
func written(lang, blocks string) Passage {
	var b strings.Builder
	var spans []extract.Span
	n := 0
	for line := range strings.SplitSeq(strings.TrimSpace(blocks), "\n") {
		s := extract.Span{Kind: extract.Paragraph}
		for mark, kind := range marks {
			if strings.HasPrefix(line, mark) {
				s, line = kind, line[len(mark):]
				break
			}
		}
		for {
			i, k := strings.Index(line, "<"), strings.Index(line, ">")
			if i < 0 || k < i {
				break
			}
			text := line[i+1 : k]
			at := n + len([]rune(line[:i]))
			spans = append(spans, extract.Span{Kind: extract.Link, Start: at, End: at + len([]rune(text)), Text: "https://example.org"})
			line = line[:i] + text + line[k+1:]
		}
		s.Start, s.End = n, n+len([]rune(line))
		spans = append(spans, s)
		b.WriteString(line + "\n\n")
		n = s.End + 2
	}
	units := AllUnits(NewPage(1, []rune(b.String()), spans))
	return Passage{Document: "d", Title: "Notes", Text: b.String(), Lang: lang, Units: units, Pages: map[int][]Unit{1: units}}
}

func TestAUnitComesWithWhatItNeeds(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question, blocks, chosen string
		want                           []string
	}{
		"a lead-in brings its list": {
			"en", "What are the rules of the library?", "# Library\nKeep to these:\n- Be quiet.\n- Bring books back.\nThank you.", "Keep to these:",
			[]string{"Keep to these:", "Be quiet.", "Bring books back."},
		},
		"the heading is the lead-in": {
			"en", "What are the rules of the library?", "# Rules of the library\n- Be quiet.\n- Bring books back.", "Bring books back.",
			[]string{"Rules of the library", "Be quiet.", "Bring books back."},
		},
		"an item alone comes with its lead-in": {
			"en", "Where does one find old maps?", "Each floor has its own:\n- Maps are on the third.\n- Novels are on the first.", "Maps are on the third.",
			[]string{"Each floor has its own:", "Maps are on the third."},
		},
		"an item comes with the one that holds it": {
			"en", "Who may borrow maps?", "- Maps\n-- Only teachers may borrow them.\n- Novels", "Only teachers may borrow them.",
			[]string{"Maps", "Only teachers may borrow them."},
		},
		"a step comes with the steps below it": {
			"en", "Why is the pump rinsed?", "- Rinse the pump:\n-- Use warm water.\n-- Wait a minute.\n- Close the lid.", "Rinse the pump:",
			[]string{"Rinse the pump:", "Use warm water.", "Wait a minute."},
		},
		"a sentence that leans, in English": {
			"en", "Why is a heap slow?", "The allocator looks for room. This takes time. Nothing else does.", "This takes time.",
			[]string{"The allocator looks for room.", "This takes time."},
		},
		"in German": {
			"de", "Warum ist Eis leicht?", "Wasser dehnt sich beim Gefrieren aus. Dadurch sinkt die Dichte.", "Dadurch sinkt die Dichte.",
			[]string{"Wasser dehnt sich beim Gefrieren aus.", "Dadurch sinkt die Dichte."},
		},
		"in French": {
			"fr", "Pourquoi la glace flotte ?", "L'eau se dilate en gelant. Cela diminue sa densité.", "Cela diminue sa densité.",
			[]string{"L'eau se dilate en gelant.", "Cela diminue sa densité."},
		},
		"in Russian": {
			"ru", "Почему лёд плавает?", "Вода расширяется при замерзании. Поэтому плотность падает.", "Поэтому плотность падает.",
			[]string{"Вода расширяется при замерзании.", "Поэтому плотность падает."},
		},
		"in Chinese": {
			"", "冰为什么会浮？", "水结冰时体积变大。因此密度变小。", "因此密度变小。",
			[]string{"水结冰时体积变大。", "因此密度变小。"},
		},
		"one that stands alone": {
			"de", "Was gibt es?", "Die Mühle steht am Fluss. Es gibt drei Räder.", "Es gibt drei Räder.",
			[]string{"Es gibt drei Räder."},
		},
		"a formula with what names it and what it is of": {
			"en", "What is the formula for momentum?", "The momentum of a body is\n= p = mv\nwhere m is its mass.\nIt is conserved.", "The momentum of a body is",
			[]string{"The momentum of a body is", "p = mv", "where m is its mass."},
		},
		"what goes on behind a formula": {
			"en", "What is m?", "The momentum of a body is\n= p = mv\nwhere m is its mass.", "where m is its mass.",
			[]string{"The momentum of a body is", "p = mv", "where m is its mass."},
		},
		"an example with its code": {
			"en", "Give an example of a loop", "A loop counts down.\n~ while n > 0 { n-- }\nDone.", "A loop counts down.",
			[]string{"A loop counts down.", "while n > 0 { n-- }"},
		},
		"a definition with its term": {
			"en", "What is bias?", "# Definition 1.7 (Bias)\nThe expected distance of an estimate from the truth.", "The expected distance of an estimate from the truth.",
			[]string{"Definition 1.7 (Bias)", "The expected distance of an estimate from the truth."},
		},
	} {
		p := written(c.lang, c.blocks)
		r := NewRanking(Read(c.question, c.lang), []Passage{p})
		var got []string
		for k, u := range p.Units {
			if u.Text == c.chosen {
				for _, w := range r.whole(Candidate{Unit: k}) {
					got = append(got, w.Text)
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", rule, diff)
		}
	}
}

func TestWhatLeadsElsewhereIsNoAnswer(t *testing.T) {
	t.Parallel()
	p := written("en", "# CAP theorem\n> Figure 3: the CAP theorem.\n- <CAP theorem revisited>\n- <FAQ of the CAP theorem>\nSource: <CAP theorem>\nIt follows from the <CAP theorem>, which says that a network gives only two of three guarantees.")
	r := NewRanking(Read("What is the CAP theorem?", "en"), []Passage{p})
	var got []string
	for _, c := range r.Candidates {
		got = append(got, p.Units[c.Unit].Text)
	}
	if diff := cmp.Diff([]string{"It follows from the CAP theorem, which says that a network gives only two of three guarantees."}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestKindsOfQuestions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Want{
		"What are the ownership rules?":                List,
		"How do I install the compiler?":               List,
		"Was sind die Phasen eines Compilers?":         List,
		"Quels sont les avantages du vaccin ?":         List,
		"¿Cuáles son los tipos de rocas?":              List,
		"Quali sono le fasi della mitosi?":             List,
		"Какие недостатки у метода?":                   List,
		"快速排序有哪些步骤？":                                   List,
		"How many steps does it have?":                 Figure,
		"What is the CAP theorem?":                     Definition,
		"Qu'est-ce qu'une dérivée ?":                   Definition,
		"Cos'è la firma digitale?":                     Definition,
		"O que é uma célula?":                          Definition,
		"Что такое коллизия?":                          Definition,
		"什么是虚位移？":                                      Definition,
		"スタックとは何ですか？":                                  Definition,
		"Give an example of a virtue":                  Example,
		"Nenne ein Beispiel für eine Metrik":           Example,
		"Donne un exemple de groupe":                   Example,
		"举例说明递归":                                       Example,
		"What is the formula of kinetic energy?":       Formula,
		"Wie lautet die Formel der Varianz?":           Formula,
		"动能的公式是什么？":                                    Formula,
		"How does a process differ from a thread?":     Comparison,
		"Was ist der Unterschied zwischen DNA und RNA": Comparison,
		"Why is the sky blue?":                         Reason,
		"Who wrote it?":                                Person,
	} {
		if got := Read(text, "").Want; got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestSidesOfAComparison(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"What is the difference between a process and a thread?": {"process", "thread"},
		"push CDN vs pull CDN":          {"push CDN", "pull CDN"},
		"Compare mitosis with meiosis.": {"mitosis", "meiosis"},
		"Was ist der Unterschied zwischen statischer und dynamischer Typisierung?": {"statischer Typisierung", "dynamischer Typisierung"},
		"What is the difference between static and dynamic typing?":                {"static typing", "dynamic typing"},
		"la differenza tra diritto civile e penale":                                {"diritto civile", "diritto penale"},
		"Quelle est la différence entre la vitesse et l’accélération ?":            {"vitesse", "accélération"},
		"¿Cuál es la diferencia entre un ácido y una base?":                        {"ácido", "base"},
		"Qual è la differenza tra diritto civile e diritto penale?":                {"diritto civile", "diritto penale"},
		"Wat is het verschil tussen een hoofdzin en een bijzin?":                   {"hoofdzin", "bijzin"},
		"Чем отличается стек от кучи?":                                             {"стек", "кучи"},
		"实位移和虚位移有什么区别？":                                                            {"实位移", "虚位移"},
		"スタックとキューの違いは何ですか？":                                                        {"スタック", "キュー"},
		"How does a partial switch differ from a whole one?":                       {"partial switch", "whole switch"},
		"¿Qué diferencia hay entre un cambio parcial y uno completo?":              {"cambio parcial", "cambio completo"},
		"What is a thread?": {"", ""},
	} {
		a, b := Sides(text)
		if got := [2]string{a, b}; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestWordsThatAskAreNoTypingErrors(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{"differenza": true, "Unterschied": true, "vantaggi": true, "example": true, "formula": true, "warum": true, "different": true, "theorm": false, "Ownershpi": false, "mill": false} {
		if got := OnlyAsks(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}

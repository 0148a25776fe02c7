package quoted

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

func TestCodeThatIsAskedForIsShown(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question string
		pages          []string
		want           []string
	}{
		"by a name that only code has": {
			"en", "What does turnWheel do?",
			[]string{"# Mill\nThe mill does turn a wheel.\nThe code of the wheel:\n~ func turnWheel() { water.open() }\n# Stone\nHere the stone turns:\n~ func turnStone() { wheel.turn() }"},
			[]string{"The code of the wheel:", "func turnWheel() { water.open() }"},
		},
		"where the name is defined, not where it is used": {
			"en", "What does turnWheel do?",
			[]string{"# Mill\n~ func day() { " + strings.Repeat("grind(); ", 30) + "turnWheel() }\n# Wheel\n~ func turnWheel() { water.open() }"},
			[]string{"func turnWheel() { water.open() }"},
		},
		"by what stands before it": {
			"de", "Mit welchem Befehl wird das Wehr geöffnet?",
			[]string{"# Wehr\nDas Wehr wird mit einem Hebel geöffnet. Ein Beispiel wäre:\n~ wehr --auf 3\n# Rad\nDas Rad dreht sich."},
			[]string{"Das Wehr wird mit einem Hebel geöffnet.", "Ein Beispiel wäre:", "wehr --auf 3"},
		},
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, shown(c.lang, c.question, c.pages...)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestLongCodeIsCutIntoItsFunctions(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("\n    grind(grain)\n", 30)
	text := []rune("func one() {" + body + "}\n\nfunc two() {" + body + "}\n\nfunc three() {\n}\n")
	units := AllUnits(NewPage(1, text, []extract.Span{{Kind: extract.Code, Start: 0, End: len(text)}}))
	var begin []string
	for _, u := range units {
		begin = append(begin, u.Text[:8])
	}
	if !slices.Equal(begin, []string{"func one", "func two", "func thr"}) {
		t.Errorf("parts begin with %q", begin)
	}
}

func TestARowComesWithTheNamesOfItsColumns(t *testing.T) {
	t.Parallel()
	text := []rune("Mill Wheel Stones\nOld mill oak two\nNew mill iron four\n")
	row := func(from, to int, cells ...[2]int) []extract.Span {
		spans := []extract.Span{{Kind: extract.TableRow, Start: from, End: to}}
		for _, c := range cells {
			spans = append(spans, extract.Span{Kind: extract.TableCell, Start: c[0], End: c[1]})
		}
		return spans
	}
	spans := []extract.Span{{Kind: extract.Table, Start: 0, End: 52}}
	head := row(0, 17, [2]int{0, 4}, [2]int{5, 10}, [2]int{11, 17})
	for i := range head[1:] {
		head[i+1].Level = 1
	}
	spans = append(append(append(spans, head...), row(18, 34, [2]int{18, 26}, [2]int{27, 30}, [2]int{31, 34})...), row(35, 53, [2]int{35, 43}, [2]int{44, 48}, [2]int{49, 53})...)
	units := AllUnits(NewPage(1, text, spans))
	p := Passage{Document: "d", Lang: "en", Text: string(text), Units: units, Pages: map[int][]Unit{1: units}}
	r := NewRanking(Read("Which stones has the new mill?", "en"), []Passage{p})
	r.Rank(Background{})
	var got []string
	for _, u := range r.whole(r.Candidates[0]) {
		got = append(got, u.Text)
	}
	if diff := cmp.Diff([]string{"Mill Wheel Stones", "New mill iron four"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatSomethingIsForIsToldWhereItIsDefined(t *testing.T) {
	t.Parallel()
	got := shown("es", "¿Para qué sirve la opción -wB de molino?", "# Opciones de molino\nLa opción -T de molino sirve para ajustar la rueda.\n- -wA: muele despacio.\n- -wB: muele de noche con agua del río.")
	if len(got) == 0 || !strings.HasPrefix(got[len(got)-1], "-wB") {
		t.Errorf("%q", got)
	}
}

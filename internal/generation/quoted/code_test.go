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

func TestWhatSomethingIsForIsToldWhereItIsDefined(t *testing.T) {
	t.Parallel()
	got := shown("es", "¿Para qué sirve la opción -wB de molino?", "# Opciones de molino\nLa opción -T de molino sirve para ajustar la rueda.\n- -wA: muele despacio.\n- -wB: muele de noche con agua del río.")
	if len(got) == 0 || !strings.HasPrefix(got[len(got)-1], "-wB") {
		t.Errorf("%q", got)
	}
}

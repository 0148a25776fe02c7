package quoted

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProceduresAreShownWhole(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question string
		pages          []string
		want           []string
	}{
		"numbered steps below a heading that names it": {
			"en", "How does the night shift work?",
			[]string{"# Night shift\nThe night shift keeps the wheel turning.\nRules:\n1. The miller locks the door.\n2. He greases the wheel.\n3. He wakes the carter.\n# Traits\nIt is long."},
			[]string{"Rules:", "1. The miller locks the door.", "2. He greases the wheel.", "3. He wakes the carter."},
		},
		"the word for steps need not be said": {
			"nl", "Welke stappen doorloopt het malen?",
			[]string{"# Molen\nMalen doorloopt men in de herfst met graan van de boeren.\n# Malen\nSamengevat:\n1. De boer brengt het graan.\n2. De molenaar maakt het nat.\n3. De steen draait."},
			[]string{"Samengevat:", "1. De boer brengt het graan.", "2. De molenaar maakt het nat.", "3. De steen draait."},
		},
		"sentences that tell what comes next": {
			"es", "¿Cómo funciona la molienda paso a paso?",
			[]string{"# La molienda\nLa molienda consiste en abrir la compuerta y esperar. Luego se echa el grano. Si el grano está seco, se moja. Después se baja la piedra. El saco se cierra.\n# Otra\nNada más."},
			[]string{"La molienda consiste en abrir la compuerta y esperar.", "Luego se echa el grano.", "Si el grano está seco, se moja.", "Después se baja la piedra.", "El saco se cierra."},
		},
		"paragraphs that tell what comes next, with code between them": {
			"en", "How do I start the mill?",
			[]string{"# Starting the mill\nFirst, open the gate.\n~ gate --open\nThen turn the wheel by hand.\nFinally, let the stone down.\n# Stopping\nClose the gate."},
			[]string{"First, open the gate.", "gate --open", "Then turn the wheel by hand.", "Finally, let the stone down."},
		},
		"over a page's end": {
			"de", "Wie läuft das Mahlen ab?",
			[]string{"# Mahlen\nDas Mahlen hat vier Schritte:\n1. Das Korn wird gereinigt.\n2. Das Korn wird benetzt.", "3. Der Stein wird gesenkt.\n4. Das Mehl wird gesiebt.\n# Ende\nMehr ist nicht zu sagen."},
			[]string{"Das Mahlen hat vier Schritte:", "1. Das Korn wird gereinigt.", "2. Das Korn wird benetzt.", "3. Der Stein wird gesenkt.", "4. Das Mehl wird gesiebt."},
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

func TestListsAndTheirLeadIns(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question string
		pages          []string
		want           []string
	}{
		"the sentence before the lead-in names it": {
			"de", "Welche Mühlfaktoren gibt es?",
			[]string{"# Mühlen\nDas Wetter wird durch Mühlfaktoren bestimmt. Sie hängen vom Ort ab:\n- Höhe\n- Breite\n- Nähe zum Fluss\n# Flüsse\n- Flüsse sind wichtige Mühlfaktoren\n- Flüsse fließen bergab\n- Am Fluss liegt der Weg\n- Der Weg ist lang\n- Der Weg ist nass\n- Das Wehr staut\n- Das Ufer ist steil\n- Das Boot liegt fest\n- Die Brücke ist alt"},
			[]string{"Das Wetter wird durch Mühlfaktoren bestimmt.", "Sie hängen vom Ort ab:", "Höhe", "Breite", "Nähe zum Fluss"},
		},
		"an example below the heading that names what it is of": {
			"en", "Give an example of a handle.",
			[]string{"# Handle\nA handle is what a hand can hold.\n- it may be of oak\n- eg the crank at the gate\n# Gates\nGates are shut."},
			[]string{"eg the crank at the gate"},
		},
		"the items beside one, below the item that holds them": {
			"en", "Which two things does the miller need for grain?",
			[]string{"# Mills\n- Mills are old\n- Mills stand still\n- Mills are wet\n- Wood\n-- Oak is hard\n-- Ash is light\n- Work\n-- The miller does need a sieve for grain\n-- And a sack\n- Mills are loud\n- Mills are dry"},
			[]string{"Work", "The miller does need a sieve for grain", "And a sack"},
		},
		"examples with their lead-in": {
			"nl", "Noem voorbeelden van graanmolens.",
			[]string{"# Molens\nGraanmolens kun je stilzetten terwijl het waait.\nBijna alle molens zijn graanmolens. Voorbeelden van graanmolens zijn:\n- De Hoop\n- De Adelaar\n- De Valk\n# Wind\nMolens zonder graanmolens staan stil."},
			[]string{"Voorbeelden van graanmolens zijn:", "De Hoop", "De Adelaar", "De Valk"},
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

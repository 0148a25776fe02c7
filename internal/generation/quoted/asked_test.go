package quoted

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsAskedForIsQuoted(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question string
		pages          []string
		want           []string
	}{
		"the items below the heading that names what somebody has to do": {
			"en", "What is the miller responsible for?",
			[]string{"# Mills\n- The miller is always at the mill\n- The miller has a dog\n# What are the responsibilities of the miller?\n- Greasing the wheel\n- Weighing the grain\n- Closing the gate\n# Carts\n- Carts are red"},
			[]string{"What are the responsibilities of the miller?", "Greasing the wheel", "Weighing the grain", "Closing the gate"},
		},
		"the same in German": {
			"de", "Wofür ist der Müller zuständig?",
			[]string{"# Mühlen\n- Der Müller ist immer da\n- Der Müller hat einen Hund\n# Wofür der Müller zuständig ist\n- Rad schmieren\n- Korn wiegen\n- Tor schließen\n# Karren\n- Karren sind rot"},
			[]string{"Wofür der Müller zuständig ist", "Rad schmieren", "Korn wiegen", "Tor schließen"},
		},
		"the list below a heading that asks the same": {
			"en", "What does the evening bell mean?",
			[]string{"# Bells\n- The bell is big\n- Ropes are long\n# What does the evening bell mean?\n- Nobody may enter\n- The gate is shut\n# Carts\n- Carts are red"},
			[]string{"What does the evening bell mean?", "Nobody may enter", "The gate is shut"},
		},
		"a formal statement, by the letters the thing is called by": {
			"es", "¿Cómo se define formalmente un molino de agua?",
			[]string{"# Molinos\nEl molino de agua como modelo de trabajo es muy antiguo.\nLa verificación formal de un molino de agua se hace en otoño.\n# Partes\nFormalmente, un MA M es una terna (R, P, c):\n- R es la rueda.\n- P es la piedra.\n- c es el canal."},
			[]string{"Formalmente, un MA M es una terna (R, P, c):", "R es la rueda.", "P es la piedra.", "c es el canal."},
		},
		"the same in English": {
			"en", "How is a water mill formally defined?",
			[]string{"# Mills\nA water mill is formally registered by the town.\nA water mill turns by day.\n# Parts\nA water mill is a triple (R, P, c):\n- R is the wheel.\n- P is the stone.\n- c is the channel."},
			[]string{"A water mill is a triple (R, P, c):", "R is the wheel.", "P is the stone.", "c is the channel."},
		},
		"what is called so, by its letters": {
			"ru", "Какая мельница называется вполне водяной?",
			[]string{"# Мельницы\nБывают ветряная мельница и вполне водяная мельница (ВВМ) у реки.\n# ВВМ\nМельница называется ВВМ, когда её колесо вертит только река."},
			[]string{"Мельница называется ВВМ, когда её колесо вертит только река."},
		},
		"code below the heading that says what it does": {
			"en", "How do I store a new sack in the barn?",
			[]string{"# Barn\nThe barn is where a new sack is put by the carter every day.\n# Storing a New Sack in the Barn\n~ barn.put(sack)\nSteps:\n1. Make the sack\n2. Put it away\n# Loading a Sack\n~ barn.get(sack)"},
			[]string{"Storing a New Sack in the Barn", "barn.put(sack)", "Steps:", "1. Make the sack", "2. Put it away"},
		},
		"an example in the case that follows": {
			"fr", "Un exemple de conséquence de la crue ?",
			[]string{"# Crues\nLa crue a des conséquences marquées pour les moulins. Dans le cas de la Roue d'Or, le canal a débordé. Le reste est calme."},
			[]string{"La crue a des conséquences marquées pour les moulins.", "Dans le cas de la Roue d'Or, le canal a débordé."},
		},
		"a reason behind the sentences that only say again what is asked": {
			"en", "Why does bread get so much more expensive than flour in winter?",
			[]string{"# Winter\nBoth bread and flour cost more in winter. However, bread costs a lot more, while flour costs a little more. The oven burns twice the wood then. The town is quiet."},
			[]string{"Both bread and flour cost more in winter.", "However, bread costs a lot more, while flour costs a little more.", "The oven burns twice the wood then."},
		},
		"the parts below a heading that defines formally": {
			"en", "How is a water mill formally defined?",
			[]string{"# Mills\nA water mill is registered by the town.\nA water mill turns by day.\n# A WM M is a triple (R, P, c):\n- R is the wheel.\n- P is the stone.\n- c is the channel.\n# Carts\nThey are red."},
			[]string{"A WM M is a triple (R, P, c):", "R is the wheel.", "P is the stone.", "c is the channel."},
		},
		"names in quotation marks below the line that says of what": {
			"en", "Give an example of a tower and of a barn.",
			[]string{"# Buildings\nTowers and barns\n- “Old Harry” and “Red Hall”\n- The towers are more expensive\n# Other\nThey are red."},
			[]string{"Towers and barns", "“Old Harry” and “Red Hall”", "The towers are more expensive"},
		},
		"what stands below the heading over reasons": {
			"de", "Warum war das Dorf von der Dürre so stark betroffen?",
			[]string{"# Dürre\nDas Jahr war trocken.\n# Folgen\n- Das Dorf auch stark betroffen\n- Die Stadt am wenigsten betroffen\n- Steigende Preise\n# Gründe\n- Kein Brunnen im Dorf\n- Alte Rohre\n- Der Fluss ist weit\n# Karren\n- Karren sind rot"},
			[]string{"Gründe", "Kein Brunnen im Dorf", "Alte Rohre", "Der Fluss ist weit"},
		},
		"no line that tells where something stands": {
			"en", "What is a mill wheel?",
			[]string{"# Introduction\nThe book has two parts:\n1. Mill wheels — what turning water means (§2)\n2. Stones — what grinds (§3)\n# Wheels\nA round thing of wood that water turns is called a mill wheel."},
			[]string{"A round thing of wood that water turns is called a mill wheel."},
		},
		"what leans on the way that is told before it": {
			"de", "Wie baut man ein Mühlrad?",
			[]string{"# Räder\nMan sägt zwölf gleiche Bretter und legt sie im Kreis. Das auf diese Weise gebaute Rad ergibt das Mühlrad. Es hält lange."},
			[]string{"Man sägt zwölf gleiche Bretter und legt sie im Kreis.", "Das auf diese Weise gebaute Rad ergibt das Mühlrad."},
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

func TestTheStepsOfCodeAreShownAcrossLanguages(t *testing.T) {
	t.Parallel()
	p := written("en", "# Storing a sack\n~ barn.put(sack)\nSteps:\n1. Make the sack\n2. Put it away\n# Carts\nThey are red.")
	r := NewRanking(Read("Wie lagere ich einen Sack in der Scheune?", "de"), []Passage{p})
	var got []string
	for k, u := range p.Units {
		if u.Text == "2. Put it away" {
			for _, w := range r.whole(Candidate{Unit: k}) {
				got = append(got, w.Text)
			}
		}
	}
	if diff := cmp.Diff([]string{"Storing a sack", "barn.put(sack)", "Steps:", "1. Make the sack", "2. Put it away"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTitlesBelowEachOtherAreNoSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Wheels and their many teeth\nStones of the western hills\nGrain of the year before\nSacks": true,
		"The wheels of the mill turn\nby day and by night and\nthe stones never rest":               false,
		"Wheels\nStones": false,
	} {
		if got := areTitles(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestKindsOfWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		want  Want
		steps bool
	}{
		"What is the scheduler responsible for?":  {List, false},
		"Who is responsible for the wheel?":       {Person, false},
		"What is a wheel for?":                    {Reason, false},
		"De quoi le meunier est-il responsable ?": {List, false},
		"¿De qué se encarga el molinero?":         {List, false},
		"Di cosa si occupa il mugnaio?":           {List, false},
		"За что отвечает мельник?":                {List, false},
		"How is a group defined?":                 {Definition, false},
		"How do you define a group?":              {Definition, false},
		"Wie ist eine Gruppe definiert?":          {Definition, false},
		"Comment définit-on un groupe ?":          {Definition, false},
		"¿Cómo se define formalmente un grupo?":   {Definition, false},
		"Come si definisce un gruppo?":            {Definition, false},
		"Hoe wordt een groep gedefinieerd?":       {Definition, false},
		"Как определяется группа?":                {Definition, false},
		"如何定义群？":                                  {Definition, false},
		"Какой удар называется упругим?":          {Definition, false},
		"Welche Zahl heißt gerade?":               {Definition, false},
		"Quel nombre est appelé pair ?":           {Definition, false},
		"Wie speichere ich eine Datei?":           {Anything, true},
		"¿Cómo guardo un archivo?":                {Anything, true},
		"Hoe bewaar ik een bestand?":              {Anything, true},
		"Wie nennt man den Müller?":               {Anything, false},
		"¿Cómo se llama el molino?":               {Anything, false},
	} {
		if q := Read(text, ""); q.Want != want.want || q.Steps != want.steps {
			t.Errorf("%s: %d, steps %v", text, q.Want, q.Steps)
		}
	}
}

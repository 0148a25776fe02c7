package quoted

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/ingest/extract"
)

// shown is what is quoted for a question put to pages of blocks, one a line (see
// written), by words alone.
func shown(lang, question string, pages ...string) []string {
	p := Passage{Document: "d", Title: "Notes", Lang: lang, Pages: map[int][]Unit{}}
	for i, blocks := range pages {
		of := written(lang, blocks)
		units := slices.Clone(of.Units)
		for k := range units {
			units[k].Page = i + 1
		}
		p.Text += of.Text
		p.Pages[i+1] = units
		p.Units = append(p.Units, units...)
	}
	r := NewRanking(Read(question, lang), []Passage{p})
	r.Rank(Background{})
	var out []string
	for _, u := range r.whole(r.Candidates[0]) {
		out = append(out, u.Text)
	}
	return out
}

func TestListsAreFoundWhoeverSetThem(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct {
		lang, question string
		pages          []string
		want           []string
	}{
		"an item is the lead-in of those below it": {
			"en", "What are the three rules of the reading room?",
			[]string{"# House\n- The house opens at nine.\n- Rules of the reading room\n-- Be quiet.\n-- No food.\n-- No ink.\n- The house closes at six."},
			[]string{"Rules of the reading room", "Be quiet.", "No food.", "No ink."},
		},
		"numbered paragraphs": {
			"en", "What are the steps of grinding?",
			[]string{"The steps of grinding are these:\n1. Clean the grain.\n2. Wet the grain.\n3. Grind it slowly.\nThen rest."},
			[]string{"The steps of grinding are these:", "1. Clean the grain.", "2. Wet the grain.", "3. Grind it slowly."},
		},
		"paragraphs with a sign before them": {
			"it", "Quali sono i vantaggi del mulino?",
			[]string{"# Vantaggi del mulino\no Non costa molto, e la gente può condividere\nla macina e il grano.\no Le farine sono migliori.\no Dura a lungo.\n# Fine\nIl mulino è chiuso."},
			[]string{"Vantaggi del mulino", "o Non costa molto, e la gente può condividere", "la macina e il grano.", "o Le farine sono migliori.", "o Dura a lungo."},
		},
		"lines below a lead-in": {
			"es", "¿Cuáles son los aspectos de que el molinero es responsable?",
			[]string{"# Molinos\nEl molinero es responsable de varios aspectos:\nLa limpieza del grano\nLa molienda del trigo\nLa venta de la harina en el mercado del pueblo.\n# Ríos\nLos ríos mueven la rueda."},
			[]string{"El molinero es responsable de varios aspectos:", "La limpieza del grano", "La molienda del trigo", "La venta de la harina en el mercado del pueblo."},
		},
		"paragraphs that begin with what they are about": {
			"pt", "Quais são os dois elementos do moinho?",
			[]string{"Um moinho possui dois elementos:\nO elemento fixo: a pedra de baixo, que não se move.\nO elemento móvel: a pedra de cima, que gira."},
			[]string{"Um moinho possui dois elementos:", "O elemento fixo: a pedra de baixo, que não se move.", "O elemento móvel: a pedra de cima, que gira."},
		},
		"a list that goes on on the next page": {
			"en", "What are the rules of the library?",
			[]string{"The rules of the library are these:\n- Be quiet.\n- Bring books back, and", "do so on time.\n- Eat outside.\nThe house closes at six."},
			[]string{"The rules of the library are these:", "Be quiet.", "Bring books back, and", "do so on time.", "Eat outside."},
		},
		"what is not, below what is": {
			"en", "Which metals are not magnetic?",
			[]string{"The following metals are magnetic:\n- iron\n- nickel\nThe following are not magnetic:\n- copper\n- lead"},
			[]string{"The following are not magnetic:", "copper", "lead"},
		},
		"lines below their heading": {
			"de", "Welche Folgen hatte der Brand?",
			[]string{"# Brand der Mühle\nDer Brand kam in der Nacht und fraß alles.\n# Folgen\nSteigende Preise\nHunger unter den Bauern\nUnruhen in der Stadt\n# Gründe\nDer Brand hatte viele Gründe."},
			[]string{"Folgen", "Steigende Preise", "Hunger unter den Bauern", "Unruhen in der Stadt"},
		},
		"the steps of what goes so": {
			"ru", "Как работает мельница?",
			[]string{"Мельница стоит у реки.\nПринцип работы:\n1. Вода падает на колесо.\n2. Мельница мелет зерно.\n3. Мука падает в мешок."},
			[]string{"Принцип работы:", "1. Вода падает на колесо.", "2. Мельница мелет зерно.", "3. Мука падает в мешок."},
		},
		"as many as are asked for": {
			"de", "Welche drei Teile hat ein Rad?",
			[]string{"Teile des Rads sind zum Beispiel:\n- die Speichen\n- die Felge\nEin Rad hat Teile:\n- Nabe\n- Kranz\n- Arme"},
			[]string{"Ein Rad hat Teile:", "Nabe", "Kranz", "Arme"},
		},
	} {
		if diff := cmp.Diff(c.want, shown(c.lang, c.question, c.pages...)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", rule, diff)
		}
	}
}

func TestItemsHoldTheParagraphsBelowThem(t *testing.T) {
	t.Parallel()
	u := func(block int, mark, text string) Unit {
		return Unit{Block: block, Item: mark != "", Level: len(mark) / 2, Mark: mark, Text: text}
	}
	all := []Unit{u(0, "1.", "Water"), u(1, "", "It drives the wheel."), u(2, "2.", "Wind"), u(3, "", "It turns the sails."), u(4, "3.", "Steam"), u(5, "", "It drives the engine."), u(6, "", "All three are old.")}
	gather(all)
	var got []string
	for _, u := range all {
		if u.Item {
			got = append(got, u.Text)
		}
	}
	if diff := cmp.Diff([]string{"Water", "It drives the wheel.", "Wind", "It turns the sails.", "Steam", "It drives the engine."}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDefinitionsAreFoundInTheirForms(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct{ lang, question, blocks, want string }{
		"a term and a colon":                      {"zh", "什么是样本空间？", "- 样本点的样本空间很大，样本空间也可以很小。\n- 样本空间：由样本点组成的集合", "样本空间：由样本点组成的集合"},
		"a term and what it equals":               {"ru", "Что такое кворум?", "Без кворума запись не считается, и кворум узлов собирают снова.\nКворум = большинство узлов.", "Кворум = большинство узлов."},
		"the plural of the term":                  {"ru", "Что такое операционная система?", "Операционная система берёт на себя многое.\nОперационные системы — программы, которые управляют узлом.", "Операционные системы — программы, которые управляют узлом."},
		"a term with its short form":              {"en", "What is a virtual machine?", "Every virtual machine of the house was bought in May.\nVirtual machine (VM) – a computer made of software.", "Virtual machine (VM) – a computer made of software."},
		"can be understood as":                    {"es", "¿Qué es un proceso?", "Un proceso necesita memoria y otro proceso necesita tiempo.\nUn proceso puede ser entendido como un programa en ejecución.", "Un proceso puede ser entendido como un programa en ejecución."},
		"under which condition":                   {"en", "What is a prime number?", "Seven of each prime number stand on the wall.\nWe say that n is prime if only one and n divide it.", "We say that n is prime if only one and n divide it."},
		"amid a line":                             {"pt", "O que é um agente?", "Os agentes e o agente do porto chegaram tarde.\nA ideia do curso é simples - um agente é tudo o que capta o ambiente.", "A ideia do curso é simples - um agente é tudo o que capta o ambiente."},
		"in apposition":                           {"en", "What is eudaimonia?", "Some old books say that eudaimonia was often spoken of in Athens.\nThe goal of a good life is eudaimonia — human flourishing.", "The goal of a good life is eudaimonia — human flourishing."},
		"a section named with what it stands for": {"es", "¿Qué es STP?", "# STP — Spanning Tree Protocol\nDetecta bucles y bloquea puertos.\n# Historia de STP y RSTP\nEn la red vieja falta STP.", "Detecta bucles y bloquea puertos."},
		"not a line of the contents":              {"en", "What is a water wheel?", "# Contents\n- The water wheel: a history\n# Wheels\nEach water wheel is a wheel that water turns.", "Each water wheel is a wheel that water turns."},
		"in a language of its own name":           {"nl", "Wat is een molenrad?", "Het molenrad en nog een molenrad staan stil.\nDefinitie: Een molenrad is een rad dat door water draait.", "Definitie: Een molenrad is een rad dat door water draait."},
		"behind what is called so":                {"it", "Che cos'è una chiusa?", "La chiusa del mulino e la chiusa del paese sono vecchie.\nUn muro che ferma l'acqua del fiume prende il nome di chiusa.", "Un muro che ferma l'acqua del fiume prende il nome di chiusa."},
		"behind what is called so, in ru":         {"ru", "Что такое плотина?", "Плотина стоит, и вторая плотина тоже.\nСтену, которая держит воду, называют плотиной.", "Стену, которая держит воду, называют плотиной."},
		"a term that a hyphen parts":              {"en", "What is crossvalidation?", "# Cross-Validation\nThe data are cut into parts, each of which tests once.\n# Others\nAll other ways to test a model are old.", "The data are cut into parts, each of which tests once."},
		"an item below its subject":               {"es", "¿Qué es un cambio de contexto parcial?", "# Cambio de contexto\nUn cambio de contexto cuesta tiempo.\nEl cambio de contexto puede ser\n- Parcial: se hace entre hilos.\n- Completo: se hace entre procesos.", "Parcial: se hace entre hilos."},
	} {
		if got := shown(c.lang, c.question, c.blocks); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestTermsAreFoundWhereTheyAreSetOff(t *testing.T) {
	t.Parallel()
	text := "Weir   a wall that holds water back\nSluice a gate in it\n\nEach weir of the valley and each sluice is old.\n\nThe farmers open what they know as a leat in May, and then they rest."
	at := func(word string) (start, end int) {
		start = len([]rune(text[:strings.Index(text, word)]))
		return start, start + len([]rune(word))
	}
	var spans []extract.Span
	for _, paragraph := range strings.Split(text, "\n\n") {
		start, end := at(paragraph)
		spans = append(spans, extract.Span{Kind: extract.Paragraph, Start: start, End: end})
	}
	for word, kind := range map[string]extract.SpanKind{"Weir": extract.Strong, "Sluice": extract.Strong, "leat": extract.Emphasis} {
		start, end := at(word)
		spans = append(spans, extract.Span{Kind: kind, Start: start, End: end})
	}
	units := AllUnits(NewPage(1, []rune(text), spans))
	p := Passage{Document: "d", Title: "Notes", Lang: "en", Text: text, Units: units, Pages: map[int][]Unit{1: units}}
	for question, want := range map[string]string{
		"What is a weir?":   "Weir   a wall that holds water back",
		"What is a sluice?": "Sluice a gate in it",
		"What is a leat?":   "The farmers open what they know as a leat in May, and then they rest.",
	} {
		r := NewRanking(Read(question, "en"), []Passage{p})
		r.Rank(Background{})
		if len(r.Candidates) == 0 {
			t.Fatal("no candidates")
		}
		if got := units[r.Candidates[0].Unit].Text; got != want {
			t.Errorf("%s: %q", question, got)
		}
	}
}

func TestStatementsAreWhole(t *testing.T) {
	t.Parallel()
	const page = "# Curves\nTheorem 5.1 (Hansen's area formula) – Let c be a closed curve,\nand let A be what it holds. Then\n= A = 1/2 ∮ x dy\nEquivalently:\n= A = −1/2 ∮ y dx\nProof. By parts.\nRemark 5.2 – The area formula of Hansen is old, and so is another formula for the area."
	want := []string{"Theorem 5.1 (Hansen's area formula) – Let c be a closed curve,", "and let A be what it holds.", "Then", "A = 1/2 ∮ x dy", "Equivalently:", "A = −1/2 ∮ y dx"}
	if diff := cmp.Diff(want, shown("en", "What is Hansen's area formula?", page)); diff != "" {
		t.Errorf("a formula with its theorem (-want +got)\n%s", diff)
	}
	const defined = "# 6.1 The resolvent\nThe resolvent depends on the matrix and on a number, and the matrix on its base.\nDefinition 6.1 – The spectrum of A is where A − λ has no inverse. For other λ, the resolvent is\n= R = (A − λ)⁻¹.\nIt is used below."
	want = []string{"Definition 6.1 – The spectrum of A is where A − λ has no inverse.", "For other λ, the resolvent is", "R = (A − λ)⁻¹."}
	if diff := cmp.Diff(want, shown("en", "What is the resolvent of a matrix?", defined)); diff != "" {
		t.Errorf("a definition of two things (-want +got)\n%s", diff)
	}
	const theorem = "The Stokes theorem was named later, and the theorem of Stokes is used below.\nTheorem 4.1 (Stokes) – Let S be bounded with a smooth border. Then\n= ∮ A = ∬ rot A\nProof. By squares."
	want = []string{"Theorem 4.1 (Stokes) – Let S be bounded with a smooth border.", "Then", "∮ A = ∬ rot A"}
	if diff := cmp.Diff(want, shown("en", "What does Stokes' theorem say?", theorem)); diff != "" {
		t.Errorf("what a theorem says (-want +got)\n%s", diff)
	}
	if got := shown("it", "Come si calcola Need?", "Need e Max sono matrici del sistema.\nVale l’invariante: Need [i,j] = Max[i,j] - Allocation [i,j]\nFine."); !slices.Contains(got, "Vale l’invariante: Need [i,j] = Max[i,j] - Allocation [i,j]") {
		t.Errorf("a formula in words: %q", got)
	}
}

func TestAFormulaIsFoundByItsNameInTheDisplay(t *testing.T) {
	t.Parallel()
	const page = "Two measures follow.\n= \\text{Error} = 1 - \\text{accuracy}\n= \\text{Accuracy} = \\frac{TP + TN}{N}\nThe accuracy says nothing of which error is made."
	if got := shown("en", "What is the formula of accuracy?", page); !slices.Contains(got, "\\text{Accuracy} = \\frac{TP + TN}{N}") {
		t.Errorf("%q", got)
	}
	const item = "# Ziele\n- Ziel der Gruppierung:\n= min Σ |x − m|²\n- Maß der Gruppierung: viele"
	if diff := cmp.Diff([]string{"Ziel der Gruppierung:", "min Σ |x − m|²"}, shown("de", "Wie lautet die Formel für das Ziel der Gruppierung?", item)); diff != "" {
		t.Errorf("below an item (-want +got)\n%s", diff)
	}
}

func TestATableOfWordsIsAList(t *testing.T) {
	t.Parallel()
	units := []Unit{
		{Page: 1, Start: 0, End: 9, Kind: Sentence, Text: "The wheels of a mill have these roles:"},
		{Page: 1, Start: 10, End: 19, Kind: Label, Text: "Wheel Role", Block: 1},
		{Page: 1, Start: 20, End: 29, Kind: Row, Text: "Water wheel drives the others", Block: 2},
		{Page: 1, Start: 30, End: 39, Kind: Row, Text: "Pit wheel turns the shaft", Block: 3},
		{Page: 1, Start: 40, End: 49, Kind: Row, Text: "Stone nut turns the stone", Block: 4},
	}
	p := Passage{Document: "d", Title: "Notes", Lang: "en", Text: "wheels roles mill", Units: units, Pages: map[int][]Unit{1: units}}
	r := NewRanking(Read("What are the roles of the wheels?", "en"), []Passage{p})
	if got := r.whole(Candidate{Unit: 3}); len(got) != 5 {
		t.Errorf("%d units: %+v", len(got), got)
	}
	for k := range units[2:] {
		units[2+k].Header = "Trait Water mill Wind mill"
	}
	units[1].Text = "Trait Water mill Wind mill"
	r = NewRanking(Read("What is the difference between a water mill and a wind mill?", "en"), []Passage{p})
	r.Rank(Background{})
	if got := r.whole(r.Candidates[0]); len(got) != 5 {
		t.Errorf("of both sides: %d units: %+v", len(got), got)
	}
}

func TestWhetherSomethingIsSoIsToldWithHow(t *testing.T) {
	t.Parallel()
	got := shown("en", "Can virtue be taught?", "Virtues cannot be taught the way sums are taught. They must be cultivated by habit. The end.")
	if diff := cmp.Diff([]string{"Virtues cannot be taught the way sums are taught.", "They must be cultivated by habit."}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTheReplyToTheSameQuestionAnswers(t *testing.T) {
	t.Parallel()
	got := shown("it", "Come funziona l'algoritmo dell'orologio?",
		"Descrivere l’algoritmo di rimpiazzamento detto dell’orologio. Spiegare se funziona bene.\nG: È una variante della seconda possibilità. Si usa una lista circolare.\nL’algoritmo dell’orologio è citato anche altrove.")
	if diff := cmp.Diff([]string{"G: È una variante della seconda possibilità.", "Si usa una lista circolare."}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAReasonComesWithWhatAsksForIt(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string]struct{ question, text, want string }{
		"behind it":                  {"Why do holomorphic functions have zero loop integrals?", "Holomorphic functions have zero loop integrals. They look like a rotation everywhere. Nothing else does.", "They look like a rotation everywhere."},
		"before what concludes":      {"Why does reasoning not always lead to success?", "Accidents happen on every road. We may therefore say that reasoning does not always lead to success.", "Accidents happen on every road."},
		"behind the next sentence":   {"Why do ice sheets float on water?", "Ice sheets float on water. Sailors know it well. They weigh less because water swells when it freezes. They drift.", "They weigh less because water swells when it freezes."},
		"what happens then":          {"What happens when a page is not in the buffer?", "The case of interest is when a page is not in the buffer. The unit notes a miss and looks into the table. Other pages stay.", "The unit notes a miss and looks into the table."},
		"not what only speaks of it": {"Why do ice sheets float on water?", "Chapter three tells why ice sheets float on water.\nIce sheets float on water because they weigh less.", "Ice sheets float on water because they weigh less."},
	} {
		if got := shown("en", c.question, c.text); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestBothSidesAreToldOfBehindTheSentenceThatNamesThem(t *testing.T) {
	t.Parallel()
	got := shown("en", "What is the difference between a water mill and a wind mill?",
		"A water mill and a wind mill differ in what drives them. The water mill stands at a river and has a wheel. It is old. The wind mill stands on a hill and has sails.")
	want := []string{"A water mill and a wind mill differ in what drives them.", "The water mill stands at a river and has a wheel.", "The wind mill stands on a hill and has sails."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAnotherLanguageIsToldByItsForm(t *testing.T) {
	t.Parallel()
	p := written("ru", "Для синхронизации работы используются прерывания.\nПрерывание — сигнал, поступающий от устройства.\nТеорема FLP: алгоритма нет.\nЧасти процесса:\n- данные\n- стек")
	for question, want := range map[string]string{
		"What is an interrupt?":            "Прерывание — сигнал, поступающий от устройства.",
		"What does the FLP theorem say?":   "Теорема FLP: алгоритма нет.",
		"What are the parts of a process?": "Части процесса:",
	} {
		r := NewRanking(Read(question, "en"), []Passage{p})
		for k := range r.Candidates {
			c := &r.Candidates[k]
			if got, is := r.abroad(c) > 0, p.Units[c.Unit].Text == want || p.Units[c.Unit].Item && strings.Contains(question, "parts"); is && !got {
				t.Errorf("%s: nothing speaks for %q", question, p.Units[c.Unit].Text)
			}
		}
	}
}

func TestOnePointIsShownAlone(t *testing.T) {
	t.Parallel()
	p := written("en", "Keep to these:\n- Be quiet.\n- Bring books back\n-- on time\n-- clean\n- Eat outside.")
	a, ok := NewRanking(Read("Bring books back", "en"), []Passage{p}).Only("Bring books back")
	var got []string
	for _, q := range a.Quotes {
		got = append(got, q.Unit.Text)
	}
	if diff := cmp.Diff([]string{"Bring books back", "on time", "clean"}, got); diff != "" || !ok {
		t.Errorf("%v (-want +got)\n%s", ok, diff)
	}
}

func TestASentenceCutByThePageIsWhole(t *testing.T) {
	t.Parallel()
	got := shown("en", "What do the monks of Elmstead grow?", "Bees are kept as well. The monks of Elmstead grow barley, hops and", "beans beside the river. They sell them.")
	if diff := cmp.Diff([]string{"The monks of Elmstead grow barley, hops and", "beans beside the river."}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAFollowUpAsksForWhatItNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lent, own string
		want      Want
	}{
		{"Warum brannte die Mühle?", "Und welche Folgen hatte das?", List},
		{"Why did the mill burn?", "And the bakery?", Reason},
		{"How many mills were there in 1850?", "And in 1900?", Figure},
	} {
		if got := ReadAfter(c.lent, c.own, "").Want; got != c.want {
			t.Errorf("%s %s: %d", c.lent, c.own, got)
		}
	}
}

func TestWordsThatOnlyAskAreNotLookedFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, question, want string }{
		{"it", "Che cos'è un livelock?", "livelock"},
		{"ru", "Что такое кворум?", "кворум"},
		{"pt", "O que é um agente?", "agente"},
		{"zh", "样本空间是什么？", "样本 本空 空间"},
		{"zh", "聚类有哪些应用？", "聚类 应用"},
		{"it", "Fammi un esempio.", ""},
		{"de", "Wie funktioniert die Photosynthese?", "Photosynthese"},
	} {
		var got []string
		for _, term := range Read(c.question, c.lang).Terms {
			got = append(got, term.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q", c.question, got)
		}
	}
}

package flashcard

import "testing"

func TestATermOfOneWordIsAskedUnderItsHeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule string
		path []string
		term string
		want string
	}{
		{"one word", []string{"Hash tables"}, "Capacity", "Hash tables – What is meant by “Capacity”?"},
		{"two words", []string{"Hash tables"}, "Load factor", "What is meant by “Load factor”?"},
		{"the heading says it", []string{"Hash tables", "Capacity of a table"}, "Capacity", "Hash tables – What is meant by “Capacity”?"},
		{"a definition's own heading", []string{"Hash tables", "Definition 3 (Capacity)"}, "Capacity", "Hash tables – What is meant by “Capacity”?"},
		{"a diary", []string{"Day 8 - Sept 19, 2019"}, "Capacity", "What is meant by “Capacity”?"},
		{"two sentences", []string{"Choose no product. Choose a property"}, "Capacity", "What is meant by “Capacity”?"},
		{"an adjective", []string{"Kinds of layout", "Massive"}, "Capacity", "Kinds of layout – Massive – What is meant by “Capacity”?"},
	} {
		s := entryOf(t, "en", Gloss, c.term, "the number of entries that fit into what was allotted")
		s.Path, s.Heading = c.path, c.path[len(c.path)-1]
		cards, _ := Candidates([]Sentence{s})
		if len(cards) != 1 || cards[0].Front != c.want {
			t.Errorf("%s: %v, want %q", c.rule, cards, c.want)
		}
	}
}

func TestALabelLeadsToAListUnderItsHeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule string
		mend func(*Sentence)
		want string
	}{
		{"under a heading", func(*Sentence) {}, "Графовая модель – Преимущества: какие? | - быстрый поиск путей\n- нет жесткой структуры"},
		{"of an item", func(s *Sentence) { s.List.Under = "Векторная модель" }, "Векторная модель – Преимущества: какие? | - быстрый поиск путей\n- нет жесткой структуры"},
		{"far from the heading", func(s *Sentence) { s.List.Far = true }, "no term"},
		{"of nothing", func(s *Sentence) { s.Path, s.Heading = nil, "" }, "no term"},
	} {
		s := listed(t, "ru", "Преимущества:", "быстрый поиск путей", "нет жесткой структуры")
		s.Path, s.Heading = []string{"Графовая модель"}, "Графовая модель"
		c.mend(&s)
		if got := only(t, s); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestHalfAListIsNone(t *testing.T) {
	t.Parallel()
	first := listed(t, "fr", "Types d’erreurs de saisie", "erreur de capture", "erreur de description")
	second := listed(t, "fr", "Types d’erreurs de saisie (suite)", "perte d’activation", "erreur de mode")
	for i, s := range []*Sentence{&first, &second} {
		s.List.Titled, s.Page = true, i+1
		s.Path = []string{s.Text[:s.List.Lead.End+1]}
	}
	second.Path = []string{"Types d’erreurs de saisie (suite)"}
	if cards, _ := Candidates([]Sentence{first}); len(cards) != 1 {
		t.Errorf("alone: %v", cards)
	}
	if cards, _ := Candidates([]Sentence{first, second}); len(cards) > 0 {
		t.Errorf("%q", cards[0].Front)
	}
}

func TestAClauseAboveIsNoKind(t *testing.T) {
	t.Parallel()
	s := entryOf(t, "fr", Gloss, "Remède", "différencier les icônes et leur disposition sur l’écran")
	s.Entry.Of = "Quand deux actions possibles ont beaucoup en commun"
	if got := only(t, s); got != "says little" {
		t.Errorf("%q", got)
	}
}

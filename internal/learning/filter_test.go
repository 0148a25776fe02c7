package learning

import (
	"slices"
	"strings"
	"testing"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

func TestParseFilterReadsWhatAStudentWrites(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"  course:biology is:stale due:7d ": "course:biology is:stale due:7d",
		`course:"Cell biology" krebs cycle`: `course:"Cell biology" krebs cycle`,
		`due:2w is:NEW KIND:cloze`:          "is:new due:14d kind:cloze",
		`due:today tag:exam tag:exam`:       "due:today tag:exam",
		`"light reactions" 10:30 https://x`: `"light reactions" 10:30 "https://x"`,
		`"is:odd"`:                          `"is:odd"`,
		`-kind:cloze -tag:"old exam" -x`:    `-kind:cloze -tag:"old exam" -x`,
		`"-is:new" -is:Due`:                 `-is:due "-is:new"`,
		`-due:2w is:new -COURSE:biology`:    "is:new -due:14d -course:biology",
		`أدب 日本 is:leech`:                   `is:leech أدب 日本`,
	} {
		f, err := ParseFilter(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := f.String(); got != want {
			t.Errorf("%q reads as %q, want %q", in, got, want)
		}
	}
}

func TestParseFilterSaysWhatIsKnown(t *testing.T) {
	for in, want := range map[string]string{
		"curse:biology": "course:, document:, is:, due:, tag: or kind:",
		"is:lost":       "due, new, active, draft, suspended, buried, wrong, stale or leech",
		"due:soon":      "due:7d",
		"due:-1d":       "due:7d",
		"kind:image":    "basic or cloze",
		"tag:":          "tag:biology",
	} {
		_, err := ParseFilter(in)
		wantKind(t, err, errs.Invalid, "q")
		if err != nil && !strings.Contains(errs.Message(err), want) {
			t.Errorf("%q: %q does not name %q", in, errs.Message(err), want)
		}
	}
}

func TestAMinusInAFilterLeavesOut(t *testing.T) {
	s := newStudent(t)
	s.note(NewNote{Front: "plain", Back: "b", Tags: []string{"exam"}})
	s.note(NewNote{Kind: Cloze, Front: "a {{c1::gap}}"})
	leech := s.note(NewNote{Front: "forgotten", Back: "b"})[0]
	s.answer(leech.ID, 1)
	s.exec(`update card_states set lapses = $1 where card_id = $2`, LeechLapses, leech.ID)
	for q, want := range map[string]int{"-kind:cloze": 2, "-is:leech": 2, "-tag:exam": 2, "-kind:cloze -tag:exam": 1, "kind:basic -is:new": 1} {
		f, err := ParseFilter(q)
		if err != nil {
			t.Fatal(err)
		}
		found, _, err := s.Cards(s.ctx, s.owner, CardFilter{Filter: f})
		if err != nil || len(found) != want {
			t.Errorf("%s finds %d cards, want %d; %v", q, len(found), want, err)
		}
		if n, err := s.CountCards(s.ctx, s.owner, CardFilter{Filter: f}, 100); err != nil || n != want {
			t.Errorf("%s counts %d cards, want %d; %v", q, n, want, err)
		}
	}
}

// What is read and written again reads the same, whatever was typed.
func FuzzParseFilter(f *testing.F) {
	for _, s := range []string{`course:biology is:stale due:7d text`, `course:"Cell biology" "a b" tag:x`, `is:`, `"`, `a:"b`, `"is":x`, "due:9w kind:basic", "日本:x \x00", `x" "y:z`, `-1:2 due:3650d`, "course:\u201ex y\u201c", `-kind:cloze "-is:new"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseFilter(s)
		if err != nil {
			if errs.KindOf(err) != errs.Invalid {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		b, err := ParseFilter(a.String())
		if err != nil || b.String() != a.String() {
			t.Fatalf("%q is %q, which reads as %q (%v)", s, a.String(), b.String(), err)
		}
	})
}

func TestCardsFollowEachWordOfTheFilter(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Cell Biology"})
	if err != nil {
		t.Fatal(err)
	}
	s.note(NewNote{Course: course.ID, Front: "ribosome", Back: "makes protein", Tags: []string{"Exam"}})
	s.note(NewNote{Course: course.ID, Kind: Cloze, Front: "The {{c1::Calvin}} cycle"})
	s.note(NewNote{Front: "draft", Back: "b", Status: Draft})
	s.note(NewNote{Front: "suspended", Back: "b", Status: Suspended})
	s.note(NewNote{Front: "lost", Back: "b", Source: &Source{Document: id.New[id.Document](), Quote: "q", Stale: true}})
	known := s.basic("known")
	s.answer(known.ID, 4) // easy: due in about two weeks
	for filter, want := range map[string]string{
		"course:biology":            "The [...] cycle|ribosome",
		"course:cell tag:exam":      "ribosome",
		"kind:cloze":                "The [...] cycle",
		"is:draft":                  "draft",
		"is:suspended":              "suspended",
		"is:stale":                  "lost",
		"is:leech":                  "",
		"is:new is:active ribosome": "ribosome",
		`"makes protein"`:           "ribosome",
		`"protein makes"`:           "",
		"due:1d":                    "",
		"due:10w":                   "known",
		"course:none":               "",
	} {
		f, cards := s.matching(filter)
		var fronts []string
		for _, c := range cards {
			fronts = append(fronts, strings.ReplaceAll(c.Front, Blank, "[...]"))
		}
		slices.Sort(fronts)
		if got := strings.Join(fronts, "|"); got != want {
			t.Errorf("%s finds %q, want %q", filter, got, want)
		}
		if n, err := s.CountCards(s.ctx, s.owner, f, 100); err != nil || n != len(cards) {
			t.Errorf("%s counts %d (%v), lists %d", filter, n, err, len(cards))
		}
	}
}

// matching reads a filter as it is typed, and gives it with the cards that it
// leaves.
func (s *student) matching(typed string) (CardFilter, []Card) {
	s.t.Helper()
	parsed, err := ParseFilter(typed)
	if err != nil {
		s.t.Fatal(err)
	}
	filter := CardFilter{Filter: parsed}
	cards, _, err := s.Cards(s.ctx, s.owner, filter)
	if err != nil {
		s.t.Fatal(err)
	}
	return filter, cards
}

func TestCardsAreFoundAsTheyAreTyped(t *testing.T) {
	s := newStudent(t)
	course, err := s.CreateCourse(s.ctx, s.owner, NewCourse{Title: "Spanische Grammatik fu\u0308r Anfa\u0308nger"})
	if err != nil {
		t.Fatal(err)
	}
	if course.Title != "Spanische Grammatik für Anfänger" {
		t.Errorf("the course is called %+q", course.Title)
	}
	s.note(NewNote{Course: course.ID, Front: "señor", Back: "Herr Müller", Tags: []string{"Pru\u0308fung", "Prüfung"}})
	s.note(NewNote{Front: "Ёлкин", Back: "источник"})
	s.note(NewNote{Front: "الإِنزيم", Back: "ｶﾞｲﾄﾞ"})
	for filter, want := range map[string]string{
		"senor": "señor", "SEÑOR": "señor", "sen\u0303or": "señor",
		"muller": "señor", "mueller": "señor", "Müller": "señor",
		"pruefung": "señor", "tag:prufung": "señor", "tag:Pru\u0308fung": "señor",
		"course:fuer": "señor", "course:ANFANGER": "señor",
		"елкин": "Ёлкин", "источник": "Ёлкин", "источнйк": "",
		"الانزيم": "الإِنزيم", "ガイド": "الإِنزيم", "カイド": "",
	} {
		_, cards := s.matching(filter)
		var fronts []string
		for _, c := range cards {
			fronts = append(fronts, c.Front)
			if len(c.Tags) > 1 {
				t.Errorf("a tag in two forms is kept twice: %+q", c.Tags)
			}
		}
		if got := strings.Join(fronts, "|"); got != want {
			t.Errorf("%s finds %q, want %q", filter, got, want)
		}
	}
}

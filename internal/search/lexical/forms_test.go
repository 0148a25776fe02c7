package lexical

import (
	"bytes"
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestWordsAreFoundAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	tests := []struct{ language, text, typed string }{
		{"en", "The résumés lay on the table.", "resume"},
		{"en", "The resumes lay on the table.", "résumé"},
		{"en", "The re\u0301sume\u0301 lay on the table.", "RESUME"},
		{"", "Zürich in the rain", "zurich"},
		{"", "Zürich in the rain", "zuerich"},
		{"", "Zuerich in the rain", "Zürich"},
		{"en", "Mr Müller came.", "mueller"},
		{"en", "Mr Müller came.", "muller"},
		{"en", "Mr Mueller came.", "müller"},
		{"de", "In der großen Straße", "grosse strasse"},
		{"de", "In der grossen Strasse", "Straße"},
		{"de", "viele Größen und Flüsse", "fluesse"},
		{"da", "Ved åen i Århus", "aarhus"},
		{"da", "Ved åen i Århus", "arhus"},
		{"", "Smørrebrød", "smoerrebroed"},
		{"", "Smørrebrød", "smorrebrod"},
		{"es", "El volcán nació en Michoacán.", "volcan michoacan"},
		{"fr", "Le cœur de l'été", "coeur"},
		{"", "Sông Hồng chảy qua Đà Nẵng", "song hong da nang"},
		{"pl", "Łódź leży nad Łódką", "lodz"},
		{"tr", "Çocuklar ırmak kıyısında", "cocuklar"},
		{"tr", "Çocuğu gördüm", "cocuk"},
		{"tr", "Işık hızı sabittir", "ışık"},
		{"tr", "Işık hızı sabittir", "isik"},
		{"tr", "ırmak kıyısı", "IRMAK"},
		{"tr", "İstanbul büyük", "istanbul"},
		{"tr", "İSTANBUL büyük", "Istanbul"},
		{"ru", "Ёлкин открыл чёрный источник", "елкин"},
		{"ru", "Ёлкин открыл чёрный источник", "черный"},
		{"ru", "черный ящик", "чёрный"},
		{"", "Η Ελλάς", "ΕΛΛΑΣ"},
		{"", "η θάλασσα", "θαλασσα"},
		{"he", "אֱלִיעֶזֶר חִבֵּר אֶת הַמִּלּוֹן", "אליעזר"},
		{"he", "המילון של אליעזר", "הַמִּילוֹן"},
		{"ar", "تسارع الإِنزيمات", "الانزيمات"},
		{"", "مدرسة كــبيرة", "مدرسه كبيره"},
		{"", "كتابي", "کتابی"},
		{"fa", "می\u200cخواهم", "میخواهم"},
		{"fa", "میخواهم", "می\u200cخواهم"},
		{"", "دانش\u200cآموزان آمدند", "دانشآموزان"},
		{"", "دانشآموزان آمدند", "دانش\u200cآموزان"},
		{"", "ශ්\u200dරී ලංකා", "ශ්රී"},
		{"ja", "ｶﾞｲﾄﾞを読む", "ガイド"},
		{"", "ＤＮＡ", "dna"},
		{"en", "the ﬁrst eﬀect", "first effect"},
		{"en", "photo\u00adsyn\u00adthesis", "photosynthesis"},
		{"en", "electro\u00ad\nphoresis", "electrophoresis"},
		{"en", "electro\u00ad phoresis", "electrophoresis"},
		{"en", "thermo\u200bdynamics", "thermodynamics"},
		{"en", "photo-\nsynthesis", "photosynthesis"},
		{"en", "of well-\nknown methods", "known"},
		{"en", "a well\u2011known method", "well-known"},
		{"en", "a well-known method", "well\u2011known"},
		{"en", "of photo\u2011\nsynthesis", "photosynthesis"},
		{"en", "photo\u2060synthesis", "photosynthesis"},
		{"en", "photosynthesis", "photo\u200bsynthesis"},
		{"en", "photo\u200dsynthesis", "photosynthesis"},
		{"", "photo\u034fsynthesis", "photosynthesis"},
		{"de", "die Auf\u200clage", "auflage"},
		{"de", "die Auflage", "Auf\u200clage"},
		{"", "may\u180ebe so", "maybe"},
		{"", "col\u2062lect", "collect"},
		{"hi", "सोने की क़लम", "कलम"},
	}
	for _, test := range tests {
		t.Run(test.typed+" in "+test.text, func(t *testing.T) {
			t.Parallel()
			x := newIndex(t)
			x.Add(1, 0, test.language, test.text)
			x.Add(2, 0, "en", "Something about the weather in spring.")
			q := x.Parse(test.typed)
			if diff := gocmp.Diff([]int64{1}, found(x, test.typed)); diff != "" {
				t.Errorf("%q in %q: %s", test.typed, test.text, diff)
			}
			if q.Known() < 1 || x.Coverage(q, 1) < 0.999 {
				t.Errorf("%q in %q: known %v, covered %v", test.typed, test.text, q.Known(), x.Coverage(q, 1))
			}
		})
	}
}

func TestLettersOfTheirOwnAreNotConfused(t *testing.T) {
	t.Parallel()
	for typed, text := range map[string]string{"かき": "がき", "ひと": "ヒト", "йод": "иод", "кам": "қам"} {
		x := newIndex(t)
		x.Add(1, 0, "", text)
		if got := found(x, typed); len(got) != 0 {
			t.Errorf("%q finds %q", typed, text)
		}
	}
}

func TestTheFormThatIsTypedComesFirst(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		language, typed string
		others          []string
	}{
		{"en", "résumé", []string{"resume", "resumé"}},
		{"de", "Müller", []string{"Muller", "Mueller"}},
		{"", "Müller", []string{"Muller", "Mueller"}},
		{"es", "papá", []string{"papa"}},
		{"he", "שָׁלוֹם", []string{"שלום"}},
		{"ar", "أحمد", []string{"احمد"}},
	} {
		x := newIndex(t)
		for i, other := range test.others {
			x.Add(int64(i+1), 0, test.language, other+" xx yy")
		}
		x.Add(100, 0, test.language, test.typed+" xx yy zz")
		got := found(x, test.typed)
		if len(got) != len(test.others)+1 || got[0] != 100 {
			t.Errorf("%q: found %v, want text 100 first of %d", test.typed, got, len(test.others)+1)
		}
	}
}

func TestStopWordsTypedWithoutMarksFindNothing(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "de", "Die Behörde für den Fluss ist in der Stadt.")
	x.Add(2, 0, "en", "Seals")
	q := x.Parse("Welche Behorde ist fur den Fluss da?")
	if got := x.Search(q, 10, nil); len(got) != 1 || got[0].ID != 1 {
		t.Errorf("found %v", got)
	}
	if q.Known() < 1 {
		t.Errorf("the index knows %v of the words", q.Known())
	}
	x.Add(3, 0, "de", "Er wurde Pirat.")
	if got := found(x, "wurde"); len(got) != 1 {
		t.Errorf("a word that only looks like a stop word (würde) finds %v", got)
	}
}

func TestAWordInTwoSpellingsCountsOnce(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "", "zürich a1 b1 c1")
	x.Add(2, 0, "", "zurich a2 b2 c2")
	got := x.Search(x.Parse("zurich"), 2, nil)
	if len(got) != 2 || got[0].Score != got[1].Score {
		t.Errorf("found %v, want equal scores", got)
	}
	if x.texts[0].words != x.texts[1].words {
		t.Errorf("a text of %d words and one of %d", x.texts[0].words, x.texts[1].words)
	}
}

func TestManyLanguagesInOneIndex(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	texts := []struct{ language, text, typed string }{
		{"en", "dividing cells", "divided"}, {"de", "die Häuser", "haus"}, {"fr", "les panthères", "panthère"},
		{"es", "las revoluciones", "revolución"}, {"it", "le nazioni", "nazione"}, {"nl", "de huizen", "huizen"},
		{"pt", "as nações", "nação"}, {"ru", "защита команды", "защиту"}, {"sv", "flickorna", "flickan"},
		{"pl", "biblioteki publiczne", "biblioteka"}, {"fi", "talossa", "talo"}, {"tr", "kitaplar", "kitap"},
	}
	n := int64(0)
	for i, test := range texts { // the first have the most texts
		for range len(texts) - i {
			n++
			x.Add(n, uint32(i), test.language, fmt.Sprintf("%s t%dx", test.text, n))
		}
	}
	for i, test := range texts {
		got := found(x, test.typed)
		if len(got) == 0 || x.Group(got[0]) != uint32(i) {
			t.Errorf("%s: %q finds %v", test.language, test.typed, got)
		}
	}
}

func TestASnapshotOfAnEarlierAnalysisIsRefused(t *testing.T) {
	t.Parallel()
	x := newIndex(t)
	x.Add(1, 0, "de", "Häuser")
	var saved bytes.Buffer
	if err := x.Freeze().Save(&saved); err != nil {
		t.Fatal(err)
	}
	earlier := bytes.Replace(saved.Bytes(), []byte(magic), []byte("words-1\n"), 1)
	if err := x.Load(bytes.NewReader(earlier)); err == nil || x.Len() != 0 {
		t.Errorf("taken as it is: %d texts, %v", x.Len(), err)
	}
	if err := x.Load(&saved); err != nil || len(found(x, "hauser")) != 1 {
		t.Errorf("its own: %v", err)
	}
}

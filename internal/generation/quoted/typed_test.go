package quoted

import (
	"strings"
	"testing"

	"studyapp/internal/generation/words"
)

// ask answers a question by words alone from texts of a passage each.
func ask(question string, texts ...string) Answer {
	var passages []Passage
	for _, text := range texts {
		rs := []rune(text)
		passages = append(passages, Passage{Document: text, Text: text, Lang: words.Language(text), Units: Units(Page{Number: 1, Text: rs}, 0, len(rs))})
	}
	r := NewRanking(Read(question, ""), passages)
	r.Rank(Background{})
	return r.Compose()
}

func TestQuestionsAreAnsweredAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	other := "The committee met on Thursday to discuss the budget for next year."
	for _, c := range []struct {
		text, want string
		questions  []string
	}{
		{"El volcán Paricutín nació en un maizal de Michoacán en 1943 y sepultó dos pueblos.", "1943",
			[]string{"¿Cuándo nació el volcán Paricutín?", "cuando nacio el volcan paricutin"}},
		{"Sông Hồng chảy qua thành phố Hà Nội và đổ ra biển ở cửa Ba Lạt.", "Hà Nội",
			[]string{"Sông Hồng chảy qua thành phố nào?", "song hong chay qua thanh pho nao?"}},
		{"Ёлкин открыл чёрный источник у озера Селигер в 1901 году.", "1901",
			[]string{"Кто открыл чёрный источник?", "кто открыл черный источник", "когда елкин открыл источник"}},
		{"אֶלִיעֶזֶר בֶּן יְהוּדָה חִבֵּר אֶת הַמִּלּוֹן הַגָּדוֹל בִּירוּשָׁלַיִם.", "הַמִּלּוֹן",
			[]string{"מִי חִבֵּר אֶת הַמִּלּוֹן הַגָּדוֹל?", "מי חבר את המלון הגדול", "איפה חבר אליעזר את המלון"}},
		{"Çocuğu ırmak kıyısında İsmail buldu, 1923 yılında.", "1923",
			[]string{"çocuğu ırmak kıyısında kim buldu?", "cocugu irmak kiyisinda kim buldu"}},
		{"Die Universität wurde im Jahr 1386 von Kurfürst Ruprecht gegründet.", "1386",
			[]string{"Wann wurde die Universität gegründet?", "wann wurde die universitat gegrundet", "Wann wurde die Universitaet gegruendet?"}},
		{"Uniwersytet w Krakowie założył król Kazimierz w 1364 roku.", "1364",
			[]string{"Kto założył uniwersytet w Krakowie?", "kto zalozyl uniwersytet w krakowie"}},
		{"Łódź stała się stolicą włókiennictwa w 1865 roku.", "1865",
			[]string{"kiedy lodz stala sie stolica wlokiennictwa"}}, // taken for German
		{"Kızılırmak nehri Sivas'tan doğar ve 1355 kilometre uzunluğundadır.", "1355",
			[]string{"kizilirmak nereden dogar", "kızılırmak kaç kilometre"}},
		{"Chiến thắng Điện Biên Phủ diễn ra vào năm 1954.", "1954",
			[]string{"chien thang dien bien phu dien ra nam nao"}},
		{"اكتشف أحمد الإنزيمات في مدرسة كبيرة.", "الإنزيمات",
			[]string{"من اكتشف الإنزيمات؟", "من اكتشف الانزيمات", "أين اكتشف احمد الانزيمات؟"}},
	} {
		for _, q := range c.questions {
			a := ask(q, other, c.text)
			said := ""
			for _, quote := range a.Quotes {
				said += quote.Unit.Text
			}
			if !a.Answered || !strings.Contains(said, c.want) {
				t.Errorf("%q: answered %v (%.2f): %q", q, a.Answered, a.Confidence, said)
			}
		}
		if a := ask("wie hoch ist der Turm von Pisa", other, c.text); a.Answered {
			t.Errorf("%q answers a question about something else", c.text)
		}
	}
}

func TestQuestionWordsWithoutMarks(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]Want{
		"cuando nacio el volcan": Time, "¿quién lo descubrió?": Person, "quien lo descubrio": Person, "donde esta el rio": Place, "cuantos pueblos sepulto": Figure,
		"song hong chay qua thanh pho nao": Place, "chien tranh ket thuc khi nao": Time, "có bao nhiêu tỉnh?": Figure, "ai sang lap ha noi": Person,
		"когда основан город": Time, "кто открыл источник": Person,
		"מתי נולד אליעזר": Time, "מי חיבר את המילון": Person, "איפה נולד": Place, "כמה ערים יש": Figure,
		"wie gross ist der Turm": Figure, "Was hat Kim im Film gesagt": Anything, "Tell me about AI in the schools": Anything,
	} {
		if got := Read(question, "").Want; got != want {
			t.Errorf("%q wants %d, not %d", question, got, want)
		}
	}
}

func TestFormsAreFoundWithoutAStemmer(t *testing.T) {
	t.Parallel()
	for question, text := range map[string]string{
		"co to były komplety szkolne": "Szkolnictwo zwane kompletami szkolnymi trwało całą wojnę.",
		"Τι είναι η φωτοσύνθεση;":     "Με τον όρο φωτοσύνθεσης εννοούμε πώς τρέφονται τα φυτά.",
	} {
		rs := []rune(text)
		lang := "pl"
		if rs[0] == 'Μ' {
			lang = "el"
		}
		r := NewRanking(Read(question, ""), []Passage{{Text: text, Lang: lang, Units: Units(Page{Number: 1, Text: rs}, 0, len(rs))}})
		r.Rank(Background{})
		if c := r.Candidates[0]; c.Focus < .9 || !r.ComesNear() {
			t.Errorf("%s: says %.2f of what is asked about", question, c.Focus)
		}
	}
}

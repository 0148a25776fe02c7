package flashcard

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fronts are the cards of sentences of one language, as "front | back".
func fronts(lang string, texts ...string) []string {
	var list []Sentence
	for i, t := range texts {
		list = append(list, Sentence{Text: t, Lang: lang, Start: i})
	}
	cards, _ := Candidates(list)
	var out []string
	for _, c := range cards {
		if c.Kind == Cloze {
			out = append(out, c.Front)
		} else {
			out = append(out, c.Front+" | "+c.Back)
		}
	}
	return out
}

func TestShapesOfScriptsWithoutCapitals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text, want string }{
		{"ja", "光合成とは、植物が光エネルギーを化学エネルギーに変換する過程のことである。", "光合成とは何か。 | 植物が光エネルギーを化学エネルギーに変換する過程。"},
		{"ja", "細胞は生物の基本的な構造単位である。", "細胞とは何か。 | 生物の基本的な構造単位。"},
		{"ja", "酵素は生体内の反応を速めるタンパク質です。", "酵素とは何か。 | 生体内の反応を速めるタンパク質。"},
		{"ja", "物質が酸素と結びつく反応を酸化という。", "酸化とは何か。 | 物質が酸素と結びつく反応。"},
		{"ja", "葉緑体の中にある緑色の色素はクロロフィルと呼ばれる。", "葉緑体の中にある緑色の色素は何と呼ばれるか。 | クロロフィル。"},
		{"ja", "デオキシリボ核酸は糖とリン酸と塩基からなる。", "デオキシリボ核酸は何からなるか。 | 糖とリン酸と塩基。"},
		{"zh", "光合作用是指绿色植物利用光能把二氧化碳和水转化为有机物的过程。", "什么是光合作用？ | 绿色植物利用光能把二氧化碳和水转化为有机物的过程。"},
		{"zh", "线粒体是一种由两层膜包被的细胞器。", "什么是线粒体？ | 一种由两层膜包被的细胞器。"},
		{"zh", "人们把物质与氧发生的反应称为氧化反应。", "什么是氧化反应？ | 物质与氧发生的反应。"},
		{"zh", "光合作用是指綠色植物利用光能把二氧化碳和水轉化為有機物的過程。", "什麼是光合作用？ | 綠色植物利用光能把二氧化碳和水轉化為有機物的過程。"},
		{"zh", "水分子由两个氢原子和一个氧原子组成。", "水分子由什么组成？ | 两个氢原子和一个氧原子。"},
		{"ko", "광합성이란 식물이 빛에너지를 화학에너지로 바꾸는 과정을 말한다.", "광합성이란 무엇인가? | 식물이 빛에너지를 화학에너지로 바꾸는 과정."},
		{"ko", "세포는 생물의 구조와 기능의 기본 단위이다.", "세포란 무엇인가? | 생물의 구조와 기능의 기본 단위."},
		{"ar", "الخلية هي الوحدة الأساسية في بناء جميع الكائنات الحية ووظائفها.", "ما هي الخلية؟ | الوحدة الأساسية في بناء جميع الكائنات الحية ووظائفها."},
		{"ar", "تُعرَّف الإنزيمات بأنها بروتينات تسرّع التفاعلات الكيميائية داخل الخلية.", "ما المقصود بـ«الإنزيمات»؟ | بروتينات تسرّع التفاعلات الكيميائية داخل الخلية."},
		{"ar", "يتكون جزيء الماء من ذرتي هيدروجين وذرة أكسجين واحدة.", "ممّ يتكون جزيء الماء؟ | ذرتي هيدروجين وذرة أكسجين واحدة."},
	} {
		got := slices.DeleteFunc(fronts(c.lang, c.text), func(f string) bool { return strings.Contains(f, "{{c1::") })
		if diff := cmp.Diff([]string{c.want}, got); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

func TestNoCardFromWhatLeansInScriptsWithoutCapitals(t *testing.T) {
	t.Parallel()
	for rule, c := range map[string][2]string{
		"this (ja)":            {"ja", "これは生物の基本的な構造単位である。"},
		"judges (ja)":          {"ja", "細胞の研究は医学の発展にとって重要である。"},
		"first person (ja)":    {"ja", "先輩は私の人生を大きく変えた恩人である。"},
		"a question (ja)":      {"ja", "光合成とは植物にとってどのような過程である？"},
		"this (zh)":            {"zh", "这是一种由两层膜包被的细胞器。"},
		"half a counter (zh)":  {"zh", "個難題是一種人人都知道的東西。"},
		"named too early (zh)": {"zh", "缓存模式被称为旁路缓存。"},
		"only looks so (zh)":   {"zh", "调用代码看起来就像是一种普通的函数调用。"},
		"an adverb (zh)":       {"zh", "线粒体也是一种由两层膜包被的细胞器。"},
		"he (ko)":              {"ko", "그는 생물의 구조와 기능을 연구하는 학자이다."},
		"this (ar)":            {"ar", "هذا هو السبب الرئيسي في تطور علم الأحياء الحديث."},
		"a relative (ar)":      {"ar", "العالم مندل هو الذي نشر قوانين الوراثة بعد تجارب طويلة."},
		"no sentence (ar)":     {"ar", "الخلية هي الوحدة الأساسية في بناء جميع الكائنات الحية"},
		"a question mark (ar)": {"ar", "هل الخلية هي الوحدة الأساسية في بناء جميع الكائنات الحية؟"},
	} {
		if got := fronts(c[0], c[1]); len(got) > 0 {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

func TestGapsOfScriptsWithoutCapitals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lang  string
		texts []string
		want  string
	}{
		"a year (ja)": {"ja", []string{"メンデルは1865年に遺伝の法則を発表した。"}, "メンデルは{{c1::1865年}}に遺伝の法則を発表した。"},
		"a year (ko)": {"ko", []string{"멘델은 1865년에 유전 법칙을 발표하였다."}, "멘델은 {{c1::1865년}}에 유전 법칙을 발표하였다."},
		"a year (ar)": {"ar", []string{"نشر مندل قوانين الوراثة في عام 1865 بعد تجارب طويلة على البازلاء."}, "نشر مندل قوانين الوراثة في عام {{c1::1865}} بعد تجارب طويلة على البازلاء."},
	} {
		got := fronts(c.lang, c.texts...)
		if !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s: %q, want %q among them", name, got, c.want)
		}
	}
	// A word that only comes up again leaves a gap that many words fill.
	if got := fronts("zh", "植物通过气孔吸收二氧化碳。", "在暗反应阶段二氧化碳被固定下来。", "燃烧煤炭时排放二氧化碳和水。"); len(got) > 0 {
		t.Errorf("of a word that recurs: %q", got)
	}
	// A word that is in every other sentence of a story is no term.
	if got := fronts("ja", "窓の外では友達が静かに歌っている。", "友達は駅の前で長い間待っていた。", "駅から家まで友達と歩いて帰った。"); len(got) > 0 {
		t.Errorf("of a story: %q", got)
	}
}

func TestALineBrokenWithinAWordIsJoined(t *testing.T) {
	t.Parallel()
	got := fronts("ja", "細胞は生物の基本\n的な構造単位である。")
	if want := "細胞とは何か。 | 生物の基本的な構造単位。"; !slices.Contains(got, want) {
		t.Errorf("%q, want %q among them", got, want)
	}
}

func TestFormulasStayFormulas(t *testing.T) {
	t.Parallel()
	formula := func(text, tex string) Sentence {
		at := len([]rune(text[:strings.Index(text, tex)]))
		return Sentence{Text: text, Lang: "en", Math: []Formula{{at, at + len([]rune(tex)), tex}}}
	}
	for _, c := range []struct {
		s    Sentence
		want string
	}{
		{formula(`The standard score is a measure z = \frac{x - \mu}{\sigma} of distance from the mean.`, `z = \frac{x - \mu}{\sigma}`), ""},
		{formula(`A residual is the difference y_i - \hat{y}_i between an observed and a predicted value.`, `y_i - \hat{y}_i`),
			`What is a residual? | The difference $y_i - \hat{y}_i$ between an observed and a predicted value.`},
		{Sentence{Text: "A price is the amount of $ that a buyer pays for one unit of a good.", Lang: "en"},
			`What is a price? | The amount of \$ that a buyer pays for one unit of a good.`},
	} {
		cards, _ := Candidates([]Sentence{c.s})
		var got string
		for _, card := range cards {
			if card.Kind == Basic {
				got = card.Front + " | " + card.Back
			}
		}
		if got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

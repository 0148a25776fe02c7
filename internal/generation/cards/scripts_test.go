package cards

import (
	"strings"
	"testing"

	"studyapp/internal/generation/evidence/evidencetest"
	"studyapp/internal/ingest/extract"
)

// The quotes of cards stand in the document's text as it is, whatever the
// script and however the lines were broken.
func TestCardsOfDocumentsInScriptsWithoutCapitals(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	for _, c := range []struct {
		text  string
		least int
		front string
	}{
		{"光合成とは、植物が光エネルギーを化学エネ\nルギーに変換する過程のことである。気温が高い日の昼には光合成の速度が下がる。これは重要である。デオキシリボ核酸は糖とリン酸と塩基からなる。水は何でできているのだろうか？", 2, "光合成とは何か。"},
		{"光合作用是指绿色植物利用光能把二氧化碳和水转化为有机物的过程。水分子由两个氢原子和一个氧原子组成！孟德尔在1865年发表了遗传定律。", 2, "什么是光合作用？"},
		{"세포는 생물의 구조와 기능의 기본 단위이다. 물질이 산소와 결합하는 반응을 산화라고 한다. 멘델은 1865년에 유전 법칙을 발표하였다.", 3, "세포란 무엇인가?"},
		{"هل للخلية نواة دائما؟ الخلية هي الوحدة الأساسية في بناء جميع الكائنات الحية ووظائفها. نشر مندل قوانين الوراثة في عام 1865 بعد تجارب طويلة على البازلاء.", 2, "ما هي الخلية؟"},
	} {
		document := w.Add(w.Owner, "A text", "text", evidencetest.Page(c.text))
		w.generate(document, 20)
		cards := w.cards(document)
		w.sound(cards)
		found := false
		for _, card := range cards {
			found = found || card.Front == c.front
		}
		if len(cards) < c.least || !found {
			t.Errorf("%d cards of %q, %q among them: %t", len(cards), c.text, c.front, found)
		}
	}
}

func TestAFormulaInACardIsSetAsOne(t *testing.T) {
	t.Parallel()
	w, _ := newWorld(t, evidencetest.Options{})
	text := `A residual is the difference y_i - \hat{y}_i between an observed and a predicted value. ` +
		`Karl Pearson showed in 1896 that R^2 = r^2 holds for every line with one predictor.`
	p := extract.Page{Text: text, Spans: []extract.Span{{Kind: extract.Paragraph, End: len([]rune(text))}}}
	for _, tex := range []string{`y_i - \hat{y}_i`, `R^2 = r^2`} {
		at := strings.Index(text, tex)
		p.Spans = append(p.Spans, extract.Span{Kind: extract.Math, Start: at, End: at + len(tex), Text: tex})
	}
	document := w.Add(w.Owner, "Regression", "markdown", p)
	w.generate(document, 6)
	cards := w.cards(document)
	w.sound(cards)
	got := map[string]string{}
	for _, c := range cards {
		got[c.Text] = c.Back
	}
	if got["What is a residual?"] != `The difference $y_i - \hat{y}_i$ between an observed and a predicted value.` {
		t.Errorf("%q", got)
	}
	if _, ok := got[`Karl Pearson showed in {{c1::1896}} that $R^2 = r^2$ holds for every line with one predictor.`]; !ok {
		t.Errorf("%q", got)
	}
	// It is known again by what it says: a second run adds nothing.
	if g := w.generate(document, 6); g.Produced != 0 {
		t.Errorf("made again: %+v", g)
	}
}

func TestPlainIsWhatTheDocumentHas(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`What does {{c1::$x_1$::letter}} stand for?`:  `What does x_1 stand for?`,
		`**Bold**, \*starred\*, a\_b and ` + "`code`": `Bold, *starred*, a_b and code`,
		`$$\frac{a}{b}$$ costs \$5`:                   `\frac{a}{b} costs $5`,
		`only $5`:                                     `only $5`,
	} {
		if got := plain(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

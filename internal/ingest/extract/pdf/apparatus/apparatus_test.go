package apparatus_test

import (
	"testing"

	"studyapp/internal/ingest/extract"
	"studyapp/internal/ingest/extract/pdf/apparatus"
)

func TestCaption(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]apparatus.Label{
		"Figure 3: The cell":               apparatus.Labelled,
		"FIG. 2 – The cell":                apparatus.Labelled,
		"Abb. 2.1: Die Zelle":              apparatus.Labelled,
		"Tabelle A.4. Werte":               apparatus.Labelled,
		"Table IV":                         apparatus.Labelled,
		"Figure: A lamp":                   apparatus.Labelled,
		"图 3：细胞":                           apparatus.Labelled,
		"図3 細胞":                            apparatus.Named,
		"표 2.1. 값":                         apparatus.Labelled,
		"2. ábra: A sejt":                  apparatus.Labelled,
		"Рис. 5. Клетка":                   apparatus.Labelled,
		"شكل 3: الخلية":                    apparatus.Labelled,
		"Fig. 3a: Cells":                   apparatus.Labelled,
		"Figure 3 shows that cells divide": apparatus.Named,
		"Figure 3.14 is the ratio":         apparatus.Named,
		"Table manners are of use":         apparatus.Unlabelled,
		"Section 3: The cell":              apparatus.Unlabelled,
		"Theorem 3. All cells":             apparatus.Unlabelled,
		"表示 is shown":                      apparatus.Unlabelled,
		"Figures speak: 3 of them":         apparatus.Unlabelled,
		"3. The cell":                      apparatus.Unlabelled,
		"":                                 apparatus.Unlabelled,
	} {
		if got := apparatus.Caption(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]extract.SpanKind{
		"Contents": extract.Contents, "INHALTSVERZEICHNIS": extract.Contents, "目 录": extract.Contents,
		"References": extract.Bibliography, "7 Bibliografía": extract.Bibliography, "Список литературы": extract.Bibliography,
		"Index": extract.Index, "Stichwortverzeichnis": extract.Index,
		"Index of refraction": 0, "References are given": 0, "": 0,
	} {
		if got := apparatus.Title(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestWork(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"[3] J. Smith and K. Brown. Of cells. Journal of Cells, 12(3):45–67, 1998.":       true,
		"Smith, J. (1998). Of cells and lanterns. Journal of Cells, 12(3), 45–67.":        true,
		"12. Weber M, Rossi L. The growing book. Berlin: Springer; 2004.":                 true,
		"[1] 金尚年, 马永利. 理论力学（第二版）. 北京: 高等教育出版社, 2004.":                                     true,
		"van der Berg, P. (2001). Water and light. Amsterdam University Press.":           true,
		"In 1998 the journal published what the university had found about cells.":        false,
		"[3] is where the matter is taken up again, as the reader knows by now.":          false,
		"The press was invented in 1450, and books were made with it ever after.":         false,
		"1. Wash the cells and wait for an hour, then look at them through the lens now.": false,
	} {
		if got := apparatus.Work(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestEntry(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"anchor, 12, 15–17": true, "Abbildung 4": true, "Aktion, siehe Gruppenoperation": true, "buoy . . . 7": true, "cells, 4f": true,
		"The cell is the unit of life.": false, "42": false, "differential": false,
	} {
		if got := apparatus.Entry(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzApparatus(f *testing.F) {
	f.Add("Figure 3: The cell")
	f.Add("2. ábra")
	f.Add("[Knu97] D. Knuth, 1997")
	f.Fuzz(func(_ *testing.T, s string) {
		apparatus.Caption(s)
		apparatus.Title(s)
		apparatus.Work(s)
		apparatus.Keyed(s)
		apparatus.Entry(s)
		apparatus.Worded(s)
		apparatus.Section(s)
	})
}

func TestWorded(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Introduction": true, "2.1 The cell": true, "TCP/IP": true, "绪论": true, "第一章 质点": true, "서론": true, "Введение": true, "مقدمة": true, "บทนำ": true, "printf()": true, "C Programming": true, "Ή ζωή": true,
		"P v": false, "x = 3": false, "mgR": false, "ω0tsinλ": false, "r1 r 面 n": false, "0 < E1 g 2 0": false, "∑ x_i = det A": false, "12": false, "": false, "α β": false,
	} {
		if got := apparatus.Worded(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSection(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"2 Methods": 1, "2. Methods": 1, "IV. RESULTS": 1, "2.1 Cells and walls": 2, "2.1.3 Walls": 3, "第二章 方法": 1, "第三节 细胞": 2,
		"Methods": 0, "2.1": 0, "3 x = 4": 0, "2 He went home and came again.": 0, "第一": 0, "": 0,
	} {
		if got := apparatus.Section(text); got != want {
			t.Errorf("%q is %d deep, want %d", text, got, want)
		}
	}
}

func TestSameTitle(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{
		{"2.1 The cell", "The cell"}: true, {"The cell", "Chapter 2 The cell"}: true, {"THE CELL", "The  cell"}: true,
		{"The cell and its walls", "The cell"}: false, {"", ""}: false,
	} {
		if got := apparatus.SameTitle(pair[0], pair[1]); got != want {
			t.Errorf("%q: %v", pair, got)
		}
	}
}

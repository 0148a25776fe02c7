package apparatus

import (
	"strings"
	"unicode"
)

// Label is how sure a text begins as a caption does.
type Label int

// The kinds of labels.
const (
	Unlabelled Label = iota
	Named            // "Figure 3 The cell": a sentence may begin so as well
	Labelled         // "Figure 3: The cell"
)

// Caption tells whether a text begins with the label of a figure or table:
// "Figure 3:", "Abb. 2.1", "图 3", "2. ábra".
func Caption(text string) Label {
	text = strings.TrimSpace(text)
	word, rest := firstWord(text)
	if numbered := numberFirst(text); numbered != Unlabelled {
		return numbered
	}
	if word == "" {
		return Unlabelled
	}
	bare := strings.ToLower(strings.TrimSuffix(word, "."))
	if !labels[bare] {
		// Labels of Chinese and Japanese have no space behind them.
		cut := strings.TrimLeft(text, "图圖図表그림")
		if cut == text || !labels[text[:len(text)-len(cut)]] {
			return Unlabelled
		}
		rest = cut
	}
	rest = strings.TrimLeft(rest, " \u3000-–")
	n := number(rest)
	if n == 0 {
		// "Figure: The cell", as talks have it.
		if len(rest) < len(text) && rest != "" && unicode.IsUpper([]rune(word)[0]) && (rest[0] == ':') {
			return Labelled
		}
		return Unlabelled
	}
	return separated(rest[n:])
}

// separated tells what stands behind a number: a sign that ends a label, or
// nothing; else the words of a sentence.
func separated(rest string) Label {
	r := []rune(rest)
	switch {
	case len(r) == 0:
		return Labelled
	case strings.ContainsRune(":.–—|：．。、\u3000", r[0]) && (len(r) == 1 || !unicode.IsDigit(r[1])):
		return Labelled
	case len(r) > 1 && r[0] == ' ' && strings.ContainsRune("–—|:-", r[1]):
		return Labelled
	case r[0] == ' ' || r[0] > 0x2e80:
		return Named
	}
	return Unlabelled
}

// firstWord parts the word, with its full stop, that a text begins with.
func firstWord(text string) (word, rest string) {
	for i, r := range text {
		if unicode.In(r, unicode.Letter, unicode.Mark) {
			continue
		}
		if r == '.' && i > 0 {
			i++
		}
		return text[:i], text[i:]
	}
	return text, ""
}

// number gives how long the number is that a text begins with: "3", "2.1",
// "A.4", "IV", "3a".
func number(s string) int {
	i := 0
	letters := 0
	for i < len(s) && (s[i] >= 'A' && s[i] <= 'Z') {
		i++
		letters++
	}
	if letters > 0 {
		if roman := strings.Trim(s[:i], "IVXLC") == ""; letters > 1 && !roman {
			return 0
		}
		if i < len(s) && (s[i] == '.' || s[i] == '-') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
			i++
		}
	}
	digits := func() bool {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i > from
	}
	if !digits() {
		if letters > 0 && (i == len(s) || strings.ContainsAny(s[i:i+1], " .:")) {
			return i
		}
		return 0
	}
	for {
		// "2.1", "2-1", "2–1": not the full stop that ends the label.
		sep := 0
		for _, dash := range []string{".", "-", "–", "‑"} {
			if strings.HasPrefix(s[i:], dash) {
				sep = len(dash)
			}
		}
		if sep == 0 || i+sep >= len(s) || s[i+sep] < '0' || s[i+sep] > '9' {
			break
		}
		i += sep
		digits()
	}
	if i < len(s) && s[i] >= 'a' && s[i] <= 'h' && (i+1 == len(s) || strings.ContainsAny(s[i+1:i+2], " .:)")) {
		i++
	}
	return i
}

// numberFirst is for the languages that put the number first: "2. ábra".
func numberFirst(text string) Label {
	n := number(text)
	if n == 0 || !strings.HasPrefix(text[n:], ". ") {
		return Unlabelled
	}
	word, rest := firstWord(text[n+2:])
	if !lateLabels[strings.ToLower(strings.TrimSuffix(word, "."))] {
		return Unlabelled
	}
	if strings.HasSuffix(word, ".") {
		rest = "." + rest
	}
	return separated(rest)
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

var (
	labels = set(`figure fig figs table tab tbl scheme chart plate photo map diagram graph exhibit illustration image listing algorithm box
		abbildung abb tabelle bild grafik schaubild diagramm karte übersicht
		tableau schéma graphique carte encadré figura tabla cuadro gráfico ilustración imagen mapa
		tabela quadro gráfica imagem tabella grafico immagine figuur tabel afbeelding
		figur tabell bilde billede kuva kuvio taulukko rysunek rys tablica wykres obrázek obr tabulka graf slika tabuľka obrázok pav lentelė joonis
		şekil tablo resim çizelge hình bảng gambar tabel bagan
		рис рисунок таблица табл схема диаграмма таблиця слика табела фиг фигура
		σχήμα εικόνα πίνακας شكل الشكل جدول الجدول איור תרשים טבלה लेख चित्र तालिका सारणी চিত্র সারণি รูปที่ รูป ตารางที่ ตาราง ภาพที่
		图 圖 図 表 附图 附表 그림 표`)
	lateLabels = set("ábra táblázat kép attēls tabula irudia taula paveikslas lentelė")
)

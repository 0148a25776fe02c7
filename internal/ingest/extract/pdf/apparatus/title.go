package apparatus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"studyapp/internal/ingest/extract"
)

// Title tells which list a text is the title of: extract.Contents (also of
// figures and tables), extract.Index, extract.Bibliography, or 0. A number may
// stand before it.
func Title(text string) extract.SpanKind {
	if len(text) > 120 {
		return 0
	}
	var room [longestTitle + utf8.UTFMax]byte
	name := room[:0]
	for _, r := range text {
		if r = squeezed(r); r < 0 || len(name) == 0 && unicode.IsDigit(r) {
			continue
		}
		if name = utf8.AppendRune(name, r); len(name) > longestTitle {
			return 0
		}
	}
	return titles[string(name)]
}

// longestTitle is how many bytes a title of a list has at most, without what
// stands between its letters.
const longestTitle = 64

// Squeeze leaves the letters and digits of a text, small.
func Squeeze(s string) string {
	return strings.Map(squeezed, s)
}

// squeezed gives a letter or digit small, and -1 for what is neither.
func squeezed(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return r
	case r >= 'A' && r <= 'Z':
		return r - 'A' + 'a'
	case r < 0x80:
		return -1
	case r >= 0x4e00 && r <= 0x9fff: // Chinese characters, which are not small or large
		return r
	}
	if unicode.In(r, unicode.Letter, unicode.Mark) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

// SameTitle reports whether a text is the title that an outline has; one of
// them may have the number in front.
func SameTitle(text, title string) bool {
	a, b := Squeeze(text), Squeeze(title)
	switch {
	case a == "" || b == "":
		return false
	case a == b:
		return true
	}
	return strings.HasSuffix(a, b) && numbering(a[:len(a)-len(b)]) || strings.HasSuffix(b, a) && numbering(b[:len(b)-len(a)])
}

// numbering reports whether s is what stands before a title: "12", "a",
// "chapter3".
func numbering(s string) bool {
	if len(s) > 12 {
		return false
	}
	s = strings.TrimRightFunc(s, unicode.IsDigit)
	switch s {
	case "", "chapter", "section", "part", "kapitel", "teil", "appendix", "anhang", "§", "lecture":
		return true
	}
	return len(s) <= 2
}

var titles = func() map[string]extract.SpanKind {
	out := map[string]extract.SpanKind{}
	for kind, words := range map[extract.SpanKind]string{
		extract.Contents: `contents, table of contents, list of figures, list of tables, list of algorithms, listings, inhalt, inhaltsverzeichnis, inhaltsübersicht, abbildungsverzeichnis, tabellenverzeichnis, gliederung,
			table des matières, sommaire, liste des figures, table des figures, liste des tableaux, índice general, contenido, contenidos, tabla de contenido, tabla de contenidos, índice de figuras, índice de tablas, sumário, conteúdo,
			lista de figuras, lista de tabelas, sommario, indice generale, indice delle figure, inhoud, inhoudsopgave, lijst van figuren, innehåll, innehållsförteckning, indhold, indholdsfortegnelse, innhold, innholdsfortegnelse,
			sisällys, sisällysluettelo, spis treści, spis rysunków, spis tabel, obsah, tartalom, tartalomjegyzék, cuprins, sadržaj, kazalo vsebine, turinys, saturs, sisukord, içindekiler, содержание, оглавление, зміст, съдържание, садржај,
			περιεχόμενα, 目录, 目錄, 目次, もくじ, 차례, 목차, mục lục, สารบัญ, daftar isi, daftar gambar, المحتويات, فهرس المحتويات, תוכן העניינים, תוכן עניינים, فهرست مطالب, विषय सूची, विषयसूची, সূচিপত্র`,
		extract.Index: `index, subject index, author index, name index, general index, stichwortverzeichnis, sachregister, register, sachverzeichnis, namensverzeichnis, personenregister, index des notions, índice alfabético, índice analítico,
			índice onomástico, índice remissivo, indice analitico, indice dei nomi, trefwoordenregister, sakregister, stikordsregister, hakemisto, skorowidz, indeks, rejstřík, tárgymutató, névmutató, dizin, предметный указатель,
			алфавитный указатель, указатель имён, ευρετήριο, 索引, 찾아보기, ดัชนี, indeks subjek, מפתח`,
		extract.Bibliography: `references, reference list, bibliography, works cited, literature, literature cited, cited literature, further reading, selected bibliography, references and notes, literatur, literaturverzeichnis, quellenverzeichnis, quellen,
			quellen und literatur, literaturangaben, weiterführende literatur, références, références bibliographiques, bibliographie, referencias, referencias bibliográficas, bibliografía, bibliografia, referências, referências bibliográficas,
			riferimenti bibliografici, riferimenti, literatuur, literatuurlijst, bronnen, referenser, referanser, litteratur, litteraturförteckning, litteraturliste, lähteet, lähdeluettelo, kirjallisuus, literatura, seznam literatury, seznam použité literatury,
			irodalom, irodalomjegyzék, felhasznált irodalom, bibliografie, literatūra, kaynakça, kaynaklar, литература, список литературы, список использованных источников, библиография, література, βιβλιογραφία, αναφορές,
			参考文献, 參考文獻, 引用文献, 文献, 참고문헌, 참고 문헌, tài liệu tham khảo, เอกสารอ้างอิง, บรรณานุกรม, daftar pustaka, المراجع, قائمة المراجع, المصادر, المصادر والمراجع, ביבליוגרפיה, רשימת מקורות, מקורות, منابع, संदर्भ, संदर्भ ग्रंथ सूची`,
	} {
		for w := range strings.SplitSeq(words, ",") {
			out[Squeeze(w)] = kind
		}
	}
	return out
}()

package outline

import (
	"math"
	"regexp"
	"slices"
	"sort"

	"studyapp/internal/generation/quoted"
	"studyapp/internal/generation/words"
	"studyapp/internal/platform/fold"
)

// How much of a document is quoted.
const (
	MostHeadings  = 12
	MostSentences = 5
	longest       = 320 // code points of a sentence
	shortest      = 45
)

// Outline is what a document says of itself.
type Outline struct {
	Sentences []quoted.Unit // in reading order
	Headings  []quoted.Unit // in reading order
}

// Of makes the outline of a document out of the units of its pages, in order.
// lang is the document's language, if known.
func Of(units []quoted.Unit, title, lang string) Outline {
	units = body(units)
	o := Outline{Headings: headings(units, title)}
	o.Sentences = sentences(units, o.Headings, title, lang)
	return o
}

// besides are headings of what is not the matter itself, folded: what stands
// below them is left out.
var besides = regexp.MustCompile(`^\W*[\d.]*\W*(contents|table of contents|index|references|bibliography|further reading|sources?\b.*|source\(s\).*|acknowledg\w+|license|licence|credits|contact\b.*|contributing|about the authors?|appendix|glossary|preface|foreword|copyright|` +
	`inhalt|inhaltsverzeichnis|literatur\w*|quellen|bildquellen|danksagung\w*|stichwortverzeichnis|abkurzungsverzeichnis|symbolverzeichnis|vorwort|impressum|anhang|weitere informationen|losungen\b.*|` +
	`table des matieres|sommaire|bibliographie|remerciements|avant-propos|annexes?|indice|bibliografia|ringraziamenti|prefazione|appendice|agradecimientos|prologo|apendice|sumario|agradecimentos|prefacio|` +
	`inhoud|inhoudsopgave|literatuur|dankwoord|voorwoord|bijlage\w*|содержание|оглавление|литература|список литературы|предисловие|приложени\w*|spis tresci|bibliografia|目录|目錄|参考文献|參考文獻|前言|序言|附录|附錄|索引|致谢|目次|謝辞|付録|はじめに|차례|목차|참고문헌)\b.{0,24}$`)

// body leaves out what stands under headings of something else.
func body(units []quoted.Unit) []quoted.Unit {
	var out []quoted.Unit
	skip := 0 // rank of the heading that is left out; 0 for none
	for _, u := range units {
		if isHeading(u) {
			if skip > 0 && u.Level <= skip {
				skip = 0
			}
			if skip == 0 && besides.MatchString(fold.Plain.Text(u.Text)) {
				skip = max(u.Level, 1)
			}
		}
		if skip == 0 {
			out = append(out, u)
		}
	}
	return out
}

func isHeading(u quoted.Unit) bool { return u.Kind == quoted.Label && u.Heading == u.Text }

// set apart are headings of single things, which no outline has, folded.
var apart = regexp.MustCompile(`^\W*(definition|theorem|lemma|proposition|corollary|proof|example|remark|exercise|figure|table|note|satz|beweis|beispiel|bemerkung|folgerung|korollar|aufgabe|ubung|behauptung|theoreme|exemple|preuve|demonstration|remarque|teorema|ejemplo|demostracion|esempio|dimostrazione|osservazione|definizione|definicion|exemplo|теорема|определение|доказательство|пример|定义|定理|例|证明|証明)\b[\s\d.:()]*`)

// aside are headings over what only illustrates or proves, folded.
var aside = regexp.MustCompile(`^\W*(proof|example|exercise|figure|table|beweis|beispiel|aufgabe|ubung|exemple|preuve|demonstration|exercice|ejemplo|demostracion|ejercicio|esempio|dimostrazione|esercizio|exemplo|exercicio|voorbeeld|bewijs|доказательство|пример|упражнение|例|证明|証明|练习|習題|习题)`)

// headings are those of the highest ranks that together are not too many.
func headings(units []quoted.Unit, title string) []quoted.Unit {
	seen := map[string]bool{fold.Plain.Text(title): true}
	byLevel := map[int][]int{}
	var all []quoted.Unit
	for _, u := range units {
		plain := fold.Plain.Text(u.Text)
		if !isHeading(u) || seen[plain] || apart.MatchString(plain) || len([]rune(u.Text)) > 120 || !worded(u.Text) {
			continue
		}
		seen[plain] = true
		byLevel[u.Level] = append(byLevel[u.Level], len(all))
		all = append(all, u)
	}
	var levels []int
	for l := range byLevel {
		levels = append(levels, l)
	}
	sort.Ints(levels)
	var chosen []int
	for _, l := range levels {
		if len(chosen) >= 3 && len(chosen)+len(byLevel[l]) > MostHeadings {
			break
		}
		chosen = append(chosen, byLevel[l]...)
	}
	slices.Sort(chosen)
	if len(chosen) > MostHeadings { // one rank, as the titles of slides: every so many
		chosen = spread(chosen, MostHeadings)
	}
	out := make([]quoted.Unit, len(chosen))
	for i, k := range chosen {
		out[i] = all[k]
	}
	return out
}

func spread(list []int, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = list[i*(len(list)-1)/(n-1)]
	}
	return out
}

func worded(text string) bool { return len(words.Tokens(text, "")) > 0 }

type scored struct {
	at    int
	score float64
	stems []string
	part  int
}

// sentences are those that say most of what the document says often, each from
// another part, and the first ones rather than later ones.
func sentences(units, heads []quoted.Unit, title, lang string) []quoted.Unit {
	frequent := map[string]float64{}
	for _, u := range units {
		if u.Kind == quoted.Sentence {
			for _, s := range content(u.Text, lang) {
				frequent[s]++
			}
		}
	}
	named := map[string]bool{}
	for _, s := range content(title, lang) {
		named[s] = true
	}
	for _, h := range heads {
		for _, s := range content(h.Text, lang) {
			named[s] = true
		}
	}
	var list []scored
	part := 0
	for i, u := range units {
		if isHeading(u) && slices.ContainsFunc(heads, func(h quoted.Unit) bool { return h.Page == u.Page && h.Start == u.Start }) {
			part++
		}
		if aside.MatchString(fold.Plain.Text(u.Heading)) {
			continue
		}
		if u.Formula && !Itself(u.Text) || assumes.MatchString(u.Text) {
			continue // says nothing to who does not know its letters
		}
		if n := len([]rune(u.Text)); u.Kind != quoted.Sentence || n > longest || n < shortest && !dense(u.Text) || asks(u.Text) || quoted.Leans(u.Text, lang) && !Itself(u.Text) || quoted.Announces(u.Text) && !Itself(u.Text) {
			continue
		}
		stems := content(u.Text, lang)
		if len(stems) < 4 {
			continue
		}
		score := 0.0
		for _, s := range stems {
			score += math.Log(1 + frequent[s])
			if named[s] {
				score += 1.5
			}
		}
		score /= math.Sqrt(float64(len(stems)) * (12 + float64(len(stems))))
		if Itself(u.Text) {
			score *= 2
		}
		score *= 1 + 0.5*math.Exp(-float64(i)/(0.05*float64(len(units))+4))
		list = append(list, scored{i, score, stems, part})
	}
	return pick(units, list)
}

// assumes begins a sentence that only names things for the next, or is none.
var assumes = regexp.MustCompile(`^(Sei|Seien|Let|Soit|Soient|Sea|Sean|Sia|Siano|Seja|Пусть|设|設|\p{Ll}+\b[^)])`)

// dense is a short text that may say much: of a script without spaces.
func dense(text string) bool {
	n := 0
	for _, r := range text {
		if r >= 0x2e80 {
			n++
		}
	}
	return n >= 15
}

func asks(text string) bool {
	r := []rune(text)
	return len(r) > 0 && (r[len(r)-1] == '?' || r[len(r)-1] == '？')
}

func pick(units []quoted.Unit, list []scored) []quoted.Unit {
	sort.SliceStable(list, func(a, b int) bool { return list[a].score > list[b].score })
	var chosen []scored
	for again := range 2 { // at first one of each part
		for _, s := range list {
			if len(chosen) >= MostSentences {
				break
			}
			if !slices.ContainsFunc(chosen, func(o scored) bool { return o.at == s.at || again == 0 && o.part == s.part || alike(o.stems, s.stems) }) {
				chosen = append(chosen, s)
			}
		}
	}
	sort.Slice(chosen, func(a, b int) bool { return chosen[a].at < chosen[b].at })
	out := make([]quoted.Unit, len(chosen))
	for i, s := range chosen {
		out[i] = units[s.at]
	}
	return out
}

func alike(a, b []string) bool {
	both := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			both++
		}
	}
	return both*2 > min(len(a), len(b))
}

// content are the different content words of a text, as stems.
func content(text, lang string) []string {
	var out []string
	for _, t := range words.Tokens(text, lang) {
		if t.Content() && !t.Number && len([]rune(t.Stem)) > 1 && !slices.Contains(out, t.Stem) {
			out = append(out, t.Stem)
		}
	}
	return out
}

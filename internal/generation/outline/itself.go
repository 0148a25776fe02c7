package outline

import (
	"regexp"
	"strings"

	"studyapp/internal/platform/fold"
)

// naming are the ways to speak of the text at hand, folded: "this chapter".
var naming = regexp.MustCompile(`(?:^|[^\p{L}])(?:this|these|the present|dies(?:e[rsmn]?)?|ce|cet|cette|ces|est[ea]s?|quest[aoie]|neste|nesta|dit|deze|в этой|в этом|эта|этот|это|данная|данный)\s+(\p{L}+)|(?:本|这|這|この)(章|文|书|書|讲|講|课|課|論文|论文|講義|讲义|资料|資料)`)

// Itself reports that a sentence begins by speaking of the text that it is of:
// "This chapter develops …", "In dieser Vorlesung …".
func Itself(sentence string) bool {
	plain := fold.Plain.Text(sentence)
	m := naming.FindStringSubmatchIndex(plain)
	if m == nil || m[0] > 16 {
		return false
	}
	if m[2] < 0 {
		return true
	}
	return calledSo[plain[m[2]:m[3]]]
}

// Called is what a question calls the text that it is about, "chapter" for "What
// is this chapter about?", empty where it names no kind of text.
func Called(question string) string {
	plain := fold.Plain.Text(question)
	for _, m := range naming.FindAllStringSubmatch(plain, -1) {
		if m[2] != "" {
			return m[2]
		}
		if calledSo[m[1]] {
			return m[1]
		}
	}
	return ""
}

// CallsItself reports that a text speaks of itself by a name that Called gives.
func CallsItself(text, name string) bool {
	for _, m := range naming.FindAllStringSubmatch(fold.Plain.Text(text), -1) {
		if m[1] == name || m[2] == name {
			return true
		}
	}
	return false
}

// calledSo are the names of texts, folded: those that tell one kind from another.
var calledSo = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`chapter lecture lectures paper article book course exam notes slides script handout thesis report summary section tutorial guide worksheet
		kapitel vorlesung skript buch kurs klausur arbeit artikel folien bericht zusammenfassung abschnitt ubung
		chapitre cours livre article examen memoire rapport fiche resume capitulo curso libro articulo examen apuntes tema resumen trabajo
		capitolo corso libro articolo esame appunti dispensa tesi relazione riassunto aula livro artigo exame apostila resumo
		hoofdstuk college boek artikel tentamen лекция лекции глава главе книга книге статья статье курс курсе конспект конспекте работа работе`) {
		m[w] = true
	}
	return m
}()

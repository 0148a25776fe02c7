package words

import (
	"strings"

	"studyapp/internal/platform/fold"
)

// textWords are what students call a text at hand, in all languages, folded: they
// say that a document is meant, not which.
const textWords = `
	document documents doc docs text texts file files pdf paper papers article articles book books booklet lecture lectures note notes slide slides deck presentation presentations handout handouts script scripts manuscript material materials summary summaries cheatsheet cheatsheets cheat sheet sheets exam exams test quiz worksheet worksheets tutorial report essay thesis transcript reading course courses class chapter chapters section part content contents page pages module unit guide

	dokument dokumente dokuments dokumenten datei dateien skript skripte skripts skriptum skripten buch buchs buches vorlesung vorlesungen vorlesungsskript folie folien foliensatz prasentation prasentationen vortrag mitschrift mitschriften aufschrieb aufschriebe notiz notizen zusammenfassung zusammenfassungen unterlage unterlagen artikel artikels arbeit klausur klausuren probeklausur altklausur ubungsklausur prufung ubungsblatt ubungsblatter arbeitsblatt arbeitsblatter merkblatt lernzettel spickzettel spick heft hefter handout kurs kapitel inhalt inhalte text textes bericht hausarbeit referat blatt formelsammlung

	texte textes fichier fichiers livre cours chapitre chapitres contenu diapositive diapositives diapo diapos presentation polycopie poly fiche fiches resume resumes examen partiel polycop memoire rapport expose feuille support annale annales notes td tp

	documento documentos archivo archivos fichero libro libros apuntes apunte curso capitulo contenido diapositiva diapositivas presentacion texto textos resumen examen articulo trabajo guia tema transparencias hoja clase

	documenti testo testi appunti libro dispensa dispense capitolo contenuto slide lezione lezioni presentazione riassunto riassunti esame tema tesi relazione compito articolo

	arquivo ficheiro livro aula aulas resumo resumos apontamentos apostila anotacoes conteudo apresentacao prova exame sebenta diapositivos trabalho relatorio slides

	bestand bestanden boek hoofdstuk inhoud dia dias diaserie presentatie college colleges samenvatting samenvattingen aantekening aantekeningen dictaat verslag tentamen toets notities artikel scriptie reader

	документ документа документе документы документов текст текста тексте файл файла файле книга книги книге лекция лекции лекций лекцию глава главе главу конспект конспекта конспекте конспекты конспектах материал материалы материалах презентация презентации презентацию слайд слайды слайдах слайдов заметки заметках статья статьи статье курс курса курсе методичка методички методичке шпаргалка шпаргалке пособие пособия пособии экзамен экзамена экзамене билет билеты реферат доклад

	документу книзі лекції нотатки презентації

	dokument dokumentu dokumencie dokumenty tekst tekstu tekscie plik pliku ksiazka ksiazki ksiazce rozdzial rozdzialu rozdziale wyklad wykladu wykladzie wyklady notatka notatki notatek notatkach prezentacja prezentacji prezentacje slajd slajdy slajdow slajdach skrypt skryptu skrypcie streszczenie egzamin egzaminu egzaminie kolokwium artykul artykulu materialy materialow referat sciaga sciagi

	dokument dokumentet fil bok boken forelasning forelasningen anteckningar anteckningarna presentationen kompendium tenta tentan dokumentet bog bogen noter noterne forelaesning oppgave eksamen

	belge belgede belgenin metin metinde kitap kitapta dosya dosyada ders derste notlar notlari notlarda notlarinda sunum sunumda slaytlar sinav sinavda makale ozet

	مستند المستند ملف الملف كتاب الكتاب محاضره المحاضره ملاحظات الملاحظات نص النص عرض العرض
	מסמך המסמך קובץ הקובץ ספר הספר הרצאה ההרצאה סיכום הסיכום מצגת המצגת
	εγγραφο κειμενο βιβλιο διαλεξη σημειωσεισ παρουσιαση`

var textNames = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(textWords) {
		m[fold.Plain.Text(w)] = true
	}
	return m
}()

// shortestTextName is how many letters a name of a text has at least that ends a
// compound.
const shortestTextName = 5

// NamesText reports that a word, in any language, says that a text at hand is
// meant, and not which: "notes", "Skript", "конспект".
func NamesText(word string) bool { return textNames[fold.Plain.Text(word)] }

// BeforeTextName is what a compound that ends in such a word begins with: "biologie"
// of "Biologieskript". It is empty for other words.
func BeforeTextName(word string) string {
	plain := fold.Plain.Text(word)
	for at := range plain {
		if at > 2 && len(plain)-at >= shortestTextName && textNames[plain[at:]] {
			return plain[:at]
		}
	}
	return ""
}

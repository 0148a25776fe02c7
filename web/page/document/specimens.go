package document

import (
	"strconv"
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/generation/cards"
	"studyapp/internal/learning"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of the dialogs about a document.
func Specimens() []gallery.Specimen {
	const path = "/documents/d0"
	long := replaceDialog(specimenID, gallery.LongTitle, "/courses/genetics")
	return append([]gallery.Specimen{
		gallery.Dialog("dialog-document-password", "A locked document, wrong password", "genetics", ui.Dialog{Title: "Altklausur_2024_geschützt.pdf", Text: lockedText, Submit: readDocument, Action: path + "/retry", Back: "/courses/genetics"},
			passwordField(gallery.FieldFailure("password", "The password is wrong. Try another one."))),
		gallery.Dialog("dialog-document-delete", "Delete a document", "genetics", ui.Dialog{Title: words.DeleteTitle(gallery.LongName), Text: deleteDocumentText, Submit: deleteDocumentLabel, Danger: true, Action: path + "/delete", Back: "/courses/genetics"}, templ.NopComponent),
		gallery.Dialog("replace", "A new file for a document", "genetics", replaceDialog(specimenID, "Photosynthesis", "/courses/genetics"), replaceFields("")),
		gallery.Dialog("replace-error", "No file was chosen", "genetics", long, replaceFields(noNewFile)),
	}, generateSpecimens()...)
}

// specimenID is the document that gets a new file.
const specimenID = "01980000-0000-7000-8000-000000000010"

// generateSpecimens are the states of the dialog that makes cards.
func generateSpecimens() []gallery.Specimen {
	dialog := func(name, title, document string, v generateView) gallery.Specimen {
		return gallery.Dialog("generate-"+name, title, "genetics", v.dialog(document, "/courses/genetics", "/courses/genetics"), generateFields(v))
	}
	usual := strconv.Itoa(usualCards)
	now := time.Date(2026, 5, 13, 12, 0, 0, 0, time.UTC)
	exam := time.Date(2026, 6, 12, 9, 0, 0, 0, time.UTC)
	costs := map[int]string{usualCards: costLine(usualCards, 4*time.Minute, exam, now, time.UTC)}
	own, sections := costHow(learning.Cost{Pace: 9 * time.Second, Own: true}), []cards.Section{
		{Path: "", Tokens: 220}, {Path: "8.1 The light reactions", Title: "8.1 The light reactions", Tokens: 3100, Cards: 41},
		{Path: "8.3", Title: "8.3 The Calvin cycle", Tokens: 2600, Cards: 1}, {Path: "long", Title: gallery.LongTitle, Tokens: 4100}, {Path: "ar", Title: gallery.ArabicTitle, Tokens: 1800},
	}
	withSections := func(v generateView) generateView {
		v.offer(sections)
		return v
	}
	chosen := withSections(generateView{Count: usual, Slider: true, Basic: true, Cloze: true, Lines: costs, How: own, Chosen: []string{"8.3", "ar"}, Covered: coveredBy(42, 0, 0)})
	tooMany := generateView{Count: "2400", Basic: true, Cloze: true, Failed: gallery.FieldFailure("count", countWrong)}
	return []gallery.Specimen{
		dialog("first", "No cards yet", "Lecture 11: C4 and CAM plants", generateView{Count: usual, Slider: true, Basic: true, Cloze: true,
			Lines: map[int]string{usualCards: costLine(usualCards, 50*time.Second, time.Time{}, now, time.UTC)}, How: costHow(learning.Cost{Pace: 12 * time.Second})}),
		dialog("sections", "What it costs until the exam, and some sections", "Photosynthesis", chosen),
		dialog("no-section", "No section was chosen", "Photosynthesis", withSections(generateView{Count: usual, Slider: true, Basic: true, Lines: costs, How: own, Failed: gallery.FieldFailure("sections", noSection)})),
		dialog("more", "Cards are there already", "Photosynthesis", generateView{Count: strconv.Itoa(fewestCards), Slider: true, Basic: true, Cloze: true, Pages: 418, From: "215", To: "260", Covered: coveredBy(96, 1, 214)}),
		dialog("long", "A long title", gallery.LongTitle, generateView{Count: strconv.Itoa(mostCards), Slider: true, Pages: 1204, From: "90", To: "12", Covered: coveredBy(1204, 3, 1190), Failed: gallery.FieldFailure("pages", "Choose pages between 1 and 1204, the first one first.")}),
		dialog("page", "Without scripts, too many", "Photosynthesis", tooMany),
		dialog("rtl", "Right to left", gallery.ArabicTitle, generateView{Count: usual, Slider: true, Basic: true}),
	}
}

package document

import (
	"strconv"

	"github.com/a-h/templ"

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
	tooMany := generateView{Count: "2400", Basic: true, Cloze: true, Failed: gallery.FieldFailure("count", countWrong)}
	return []gallery.Specimen{
		dialog("first", "No cards yet", "Lecture 11: C4 and CAM plants", generateView{Count: usual, Slider: true, Basic: true, Cloze: true}),
		dialog("more", "Cards are there already", "Photosynthesis", generateView{Count: strconv.Itoa(fewestCards), Slider: true, Basic: true, Cloze: true, Pages: 418, From: "215", To: "260", Covered: coveredBy(96, 1, 214)}),
		dialog("long", "A long title", gallery.LongTitle, generateView{Count: strconv.Itoa(mostCards), Slider: true, Pages: 1204, From: "90", To: "12", Covered: coveredBy(1204, 3, 1190), Failed: gallery.FieldFailure("pages", "Choose pages between 1 and 1204, the first one first.")}),
		dialog("page", "Without scripts, too many", "Photosynthesis", tooMany),
		dialog("rtl", "Right to left", gallery.ArabicTitle, generateView{Count: usual, Slider: true, Basic: true}),
	}
}

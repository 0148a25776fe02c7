package doclist

import (
	"time"

	"studyapp/internal/generation/cards"
	"studyapp/internal/ingest"
	"studyapp/internal/ingest/extract"
)

// specimen draws a row as the lists do, with an id that stays equal.
func specimen(name string, d ingest.Document, f rowFacts) Row {
	v := rowOf(d, f)
	id := v.ID
	v.ID = name
	if v.Href != "" {
		v.Href = "/documents/" + name
	}
	if v.LostHref != "" {
		v.LostHref = "/cards?document=" + name + "&status=stale"
	}
	if v.Action != nil {
		v.Action.URL = "/documents/" + name + v.Action.URL[len("/documents/"+id):]
	}
	return v
}

// ReadySpecimen is the row of a document that is ready: how many pages and cards it
// has, and to which page it is read.
func ReadySpecimen(name, title string, pages, cards, read int) Row {
	return specimen(name, ingest.Document{Title: title, Kind: ingest.PDF, Status: ingest.Ready, Pages: pages, ReadPage: read}, rowFacts{cards: cards})
}

// FailedSpecimen is a document that could not be read; change may alter what is
// done about it.
func FailedSpecimen(name, title, why string, change func(*ingest.Failure)) Row {
	f := ingest.Failure{Kind: extract.FailedNoText, Message: why}
	if change != nil {
		change(&f)
	}
	return specimen(name, ingest.Document{Title: title, Kind: ingest.PDF, Status: ingest.Failed, Failure: &f}, rowFacts{})
}

// StateSpecimens is a row in each state of a document.
func StateSpecimens() []Row {
	doc := func(title string, status ingest.Status, done, total int, unit string) ingest.Document {
		return ingest.Document{Title: title, Kind: ingest.PDF, Status: status, Pages: total, Progress: ingest.Progress{Done: done, Total: total, Unit: unit}}
	}
	kind := func(k string) func(*ingest.Failure) { return func(f *ingest.Failure) { f.Kind = k } }
	ready := doc("Chapter 12, The cell cycle: lecture notes, revised and annotated for the 2026 examination, with the corrections of 3 April", ingest.Ready, 64, 64, "pages")
	making := doc("Lecture 11: C4 and CAM plants", ingest.Ready, 48, 48, "pages")
	return []Row{
		ReadySpecimen("s0", "Photosynthesis: capturing light energy, storing it as sugar", 418, 96, 214),
		specimen("s1", ready, rowFacts{cards: 61, stale: 4}),
		ReadySpecimen("s2", "Genetics, problem set 5", 9, 0, 0),
		specimen("s3", making, rowFacts{run: &cards.Generation{Done: 5, Total: 12, Produced: 11, Count: 24}}),
		specimen("s4", doc("Genetics, problem set 4 with solutions", ingest.Embedding, 80, 212, ingest.UnitPassages), rowFacts{left: 40 * time.Second}),
		specimen("s5", doc("Elektrodynamik_und_Optik_Skript_4._Auflage.pdf", ingest.Extracting, 120, 418, "pages"), rowFacts{left: 2 * time.Minute}),
		specimen("s6", doc("Vorlesung_07.pdf", ingest.Extracting, 0, 31, "pages"), rowFacts{}),
		specimen("s7", doc("Vorlesung_08.pdf", ingest.Queued, 0, 0, ""), rowFacts{before: 2}),
		specimen("s8", doc("Vorlesung_09.pdf", ingest.Queued, 0, 0, ""), rowFacts{}),
		FailedSpecimen("s9", "Altklausur_2024_geschützt.pdf", "The file is locked. Enter its password to read it.", kind(extract.FailedLocked)),
		FailedSpecimen("s10", "Scan_Praktikumsmappe_final(2).pdf", "39 of 41 pages are pictures without text, so there are few words to read.", nil),
		FailedSpecimen("s11", "Vorlesung_10.pdf", "Reading took too long. Try again.", kind(extract.FailedTimeout)),
	}
}

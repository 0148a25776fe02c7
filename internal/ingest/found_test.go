package ingest

import (
	"strings"
	"testing"
)

func TestDocumentsAreFoundAsTheirNamesAreTyped(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	d := h.mustUpload("U\u0308bungen zur Größe.txt", "one")
	if d.Title != "Übungen zur Größe" || d.FileName != "Übungen zur Größe.txt" {
		t.Errorf("kept as %+q, %+q", d.Title, d.FileName)
	}
	h.mustUpload("İstanbul ve Işık.txt", "two")
	h.mustUpload("Чёрный ящик.txt", "three")
	h.mustUpload("ملخص الإنزيمات.txt", "four")
	for text, want := range map[string]string{
		"": "4", "ubungen": "Übungen zur Größe", "uebungen": "Übungen zur Größe", "GROSSE": "Übungen zur Größe", "Gro\u0308ße": "Übungen zur Größe", "ZUR": "Übungen zur Größe",
		"istanbul": "İstanbul ve Işık", "isik": "İstanbul ve Işık", "ışık": "İstanbul ve Işık",
		"черный": "Чёрный ящик", "الانزيمات": "ملخص الإنزيمات", "nowhere": "",
	} {
		docs, _, err := h.service.Documents(t.Context(), h.owner, Filter{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, d := range docs {
			titles = append(titles, d.Title)
		}
		if got := strings.Join(titles, "|"); got != want && !(want == "4" && len(docs) == 4) {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
		found, err := Shelf{}.Titled(t.Context(), h.pool, h.owner, text)
		if err != nil || len(found) != len(docs) {
			t.Errorf("%q: %d titles, %v", text, len(found), err)
		}
	}
}

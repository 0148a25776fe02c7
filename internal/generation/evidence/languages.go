package evidence

import (
	"strings"

	"studyapp/internal/generation/words"
	"studyapp/internal/ingest/language"
	"studyapp/internal/search"
)

// languagesOf are those of passages, in order. A page of formulas or names is
// taken for any language by itself, and then its document's would be a foreign
// one to it: a passage is in its document's language unless two ways of telling
// agree that it is in another.
func languagesOf(hits []search.Hit) []string {
	texts := map[string]*strings.Builder{}
	for _, h := range hits {
		key := h.Document.String()
		if texts[key] == nil {
			texts[key] = &strings.Builder{}
		}
		texts[key].WriteString(h.Text)
		texts[key].WriteByte('\n')
	}
	whole := map[string]string{}
	for key, b := range texts {
		whole[key] = language.Of(b.String(), "")
	}
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = languageIn(h.Text, whole[h.Document.String()])
	}
	return out
}

// languageIn is the language of a passage of a document that is in whole.
func languageIn(text, whole string) string {
	own := words.Language(text)
	if whole == "" || own == whole {
		return own
	}
	if own != "" && own == language.Of(text, whole) {
		return own
	}
	return whole
}

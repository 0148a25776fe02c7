package demo

import (
	"embed"
	"encoding/json"
	"fmt"

	"studyapp/internal/learning"
)

// texts are the documents, and beside a document NAME.md the cards that were
// written for it, NAME.cards.json.
//
//go:embed texts
var texts embed.FS

// card is one written by hand.
type card struct {
	Kind  learning.Kind `json:"kind"` // empty: basic
	Front string        `json:"front"`
	Back  string        `json:"back"`
	Quote string        `json:"quote"` // stands in the document
	Tags  []string      `json:"tags"`
}

func text(file string) []byte {
	b, err := texts.ReadFile("texts/" + file)
	if err != nil {
		panic(err) // the program was built with it
	}
	return b
}

// cardsOf are the cards written for a text; none if it has no file of them.
func cardsOf(name string) ([]card, error) {
	b, err := texts.ReadFile("texts/" + name + ".cards.json")
	if err != nil {
		return nil, nil //nolint:nilerr // not every text has cards
	}
	var list []card
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, fmt.Errorf("the cards of %s: %w", name, err)
	}
	return list, nil
}

package page

// cardsSpecimens are the states of the card browser and making cards.
func cardsSpecimens() []specimen { return nil }

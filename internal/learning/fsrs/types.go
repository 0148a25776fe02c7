package fsrs

import "time"

// Rating is the student's answer to a card, 1 to 4.
type Rating int

// The ratings.
const (
	Again Rating = 1
	Hard  Rating = 2
	Good  Rating = 3
	Easy  Rating = 4
)

// Phase is where a card stands on its way.
type Phase int

// The phases, numbered as in FSRS and in card_states.state.
const (
	New Phase = iota
	Learning
	Reviewing
	Relearning
)

func (p Phase) String() string {
	switch p {
	case Learning:
		return "learning"
	case Reviewing:
		return "review"
	case Relearning:
		return "relearning"
	}
	return "new"
}

// State is a card's memory after its last review. The zero State is a new card.
type State struct {
	Due        time.Time
	Stability  float64 // days
	Difficulty float64 // 1 to 10
	Phase      Phase
	Step       int // learning steps still to go, counted as go-fsrs does
	Reps       int
	Lapses     int
	LastReview time.Time // zero for a new card
}

package flashcard

// Reason says why a card that a text could give is not made. The reasons are
// stored with a run and counted; never rename one.
type Reason string

// The reasons. Kept is none: the card is made.
const (
	Kept       Reason = ""
	Leans      Reason = "leans"         // needs the sentences around it: a pronoun without its noun, "the following", a discourse word
	Fragment   Reason = "fragment"      // no whole sentence, or what is no prose
	Apparatus  Reason = "apparatus"     // a caption, footnote, annotation, list of works, contents or index
	Exercise   Reason = "exercise"      // of an exercise, an example or a proof
	Organising Reason = "organising"    // of the course and not of its subject: dates, rooms, rights, links
	Half       Reason = "formula"       // a formula is broken, half, or written without its signs
	NoTerm     Reason = "no term"       // what is asked for names nothing: a label, a pronoun, half a clause
	Says       Reason = "says little"   // what answers tells nothing that defines or explains
	GivenAway  Reason = "given away"    // the question holds its answer
	Guess      Reason = "guess"         // a gap with many right answers
	Unwieldy   Reason = "unwieldy"      // too long or too short to learn, or asks for more than one thing
	NoRules    Reason = "no rules"      // in a language whose sentences are not known here
	Unproven   Reason = "unproven"      // the text does not say it
	Turned     Reason = "turned"        // a negation of the text is lost, or one is added
	Repeats    Reason = "repeats"       // another card asks the same
	Unreadable Reason = "unreadable"    // a model's reply is no card
	Unwanted   Reason = "not asked for" // of a kind that was not asked for
)

// Refused counts the cards that are not made, by reason.
type Refused map[Reason]int

// Total is how many cards are not made.
func (r Refused) Total() int {
	n := 0
	for _, k := range r {
		n += k
	}
	return n
}

// Add counts what another one counts.
func (r Refused) Add(other Refused) {
	for why, n := range other {
		if n > 0 {
			r[why] += n
		}
	}
}

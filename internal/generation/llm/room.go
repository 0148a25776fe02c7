package llm

import "time"

// Room is what a model can read in the time that a student waits.
type Room struct {
	Provider, Model string

	pace    Pace
	within  time.Duration
	context int       // tokens that prompt and reply may have together
	kept    []Message // the prompt before, where the server is known to keep it
}

// surely is the share of a context that an estimate may fill: some servers cut
// what is too long, and do not say so.
const surely = 0.95

// Count estimates the tokens of a text for this model.
func (r Room) Count(text string) int { return int(Tokens(text)*r.pace.ratio() + 0.5) }

// Behind is how many tokens may stand behind an unchanging beginning so that
// the first word comes in time and a reply of the given size fits. It may be
// negative: then nothing fits.
func (r Room) Behind(beginning Message, reply int) int {
	begins := []Message{beginning}
	whole := promptTokens(begins) * r.pace.ratio()
	again := alike(r.kept, begins) * r.pace.ratio()
	inTime := r.within.Seconds()/r.pace.read() - (whole - again)
	fits := float64(r.context)*surely - float64(reply) - whole
	return int(min(inTime, fits)) - tokensOfTurn
}

// Context is how many tokens a prompt and its reply may have together.
func (r Room) Context() int { return r.context }

// Reply forecasts how long the model reads a prompt that it has not seen, and
// writes so many tokens.
func (r Room) Reply(prompt []Message, tokens int) time.Duration {
	return r.pace.first(promptTokens(prompt)*r.pace.ratio()) + time.Duration(float64(tokens)*r.pace.write()*float64(time.Second))
}

// Forecast is when a model's first word is expected.
type Forecast struct {
	Provider, Model string
	First           time.Duration // from now
	Sure            bool          // the model was measured before
}

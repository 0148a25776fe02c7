package words

// Set-up, sign-in and errors.
const (
	SetupTab      = "Set up"
	SetupTitle    = "Make the first account."
	SetupLead     = "It is the admin and can add others later."
	SetupCode     = "Code"
	SetupCodeHint = "It ends the link that the server printed when it started. Open that link and nothing is asked."
	Email         = "E-mail"
	Password      = "Password"
	PasswordHint  = "12 characters or more."
	MakeAccount   = "Make account"

	GettingReady        = "Getting ready"
	CheckMissing        = "It does not answer. The server’s log says why."
	LanguageModel       = "Language model"
	NoLanguageModel     = "No language model connected"
	NoLanguageModelNote = "Answers are quoted from your documents. With a model connected they are written."

	SignIn        = "Sign in"
	SignInTitle   = "Sign in."
	SignInForLink = "Then the page you asked for opens."
	StaySignedIn  = "Stay signed in"
	SignOut       = "Sign out"
)

// ProblemTitle is the first line of an error's page.
func ProblemTitle(status int) string {
	switch status {
	case 404:
		return "There is nothing here."
	case 401:
		return "You are signed out."
	case 403:
		return "This is not yours to open."
	case 413:
		return "That is too large."
	case 429:
		return "Too many tries."
	case 503:
		return "A part of the server is away."
	}
	if status >= 500 {
		return "Something went wrong here."
	}
	return "That did not work."
}

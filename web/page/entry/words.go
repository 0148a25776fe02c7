package entry

// What set-up, sign-in and the first password say.
const (
	setupTab            = "Set up"
	setupTitle          = "Make the first account."
	setupLead           = "It is the admin and can add others later."
	setupCode           = "Code"
	setupCodeHint       = "It stands at the end of the link that the server printed when it started. Open that link and nothing is asked."
	passwordHint        = "12 characters or more."
	makeAccount         = "Make account"
	gettingReady        = "Getting ready"
	checkMissing        = "It does not answer. The server’s log says why."
	languageModel       = "Language model"
	noLanguageModel     = "No language model connected"
	noLanguageModelNote = "Answers are quoted from your documents. With a model connected they are written."
	signInLabel         = "Sign in"
	signInTitle         = "Sign in."
	signInForLink       = "Then the page you asked for opens."
	staySignedIn        = "Stay signed in"
	chooseTitle         = "Choose your password."
	chooseLead          = "The one you signed in with was for once."
	chooseIt            = "Keep this password"
)

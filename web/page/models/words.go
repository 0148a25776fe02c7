package models

// What is said about models that are missing.
const (
	quotedBanner     = "Quoted from your documents."
	connectModel     = "Connect a model for written answers"
	askForModel      = " Your admin can connect a model for written answers."
	modelByWords     = "Search works by words until then."
	modelAbsent      = "Until it is here, search works by words."
	modelMissing     = "No search model yet, so passages are found by words only."
	adminCanFetch    = "Your admin can fetch it."
	modelNotFetched  = "The search model could not be fetched, so passages are found by words only."
	modelFetchFailed = "It could not be fetched."
)

package admin

import (
	"fmt"
	"time"

	"studyapp/web/words"
)

// What the pages of admins say.
const (
	adminPages           = "Admin pages"
	jobsInDetail         = "Jobs in detail"
	apiDocs              = "API"
	alerts               = "Alerts"
	healthTitle          = "Health"
	queues               = "Queues"
	lastHour             = "done in the last hour"
	noJobs               = "No jobs yet."
	queue                = "Queue"
	queueWaiting         = "Waiting"
	queueRunning         = "Running"
	queueDone            = "Done"
	queueDead            = "Dead"
	deadTitle            = "Dead letters"
	nodesTitle           = "Nodes"
	node                 = "Node"
	nodeSeen             = "Heard of"
	tryModelNow          = "Try now"
	retryOne             = "Retry"
	modelsTitle          = "Models"
	builtInModel         = "Built in: quotes, no model"
	users                = "Users"
	roleAdmin            = "admin"
	modelNotFetchedShort = "The search model could not be fetched."
	wordsOnly            = "words only"
	modelThere           = "The search model is here."
	thisNodeOnly         = "This node only: each node fetches its own."
	addUserTitle         = "Add user"
	addUserText          = "You get a one-time password for them. With it they sign in and choose their own."
	roleLabel            = "Role"
	roleStudent          = "student"
	roleSuspended        = "suspended"
	roleInvited          = "invited"
	resetPasswordLabel   = "Reset password"
	resetText            = "Their password ends, every device is signed out and their API tokens end. You get a one-time password for them."
	suspendUser          = "Suspend"
	suspendText          = "They are signed out at once, their API tokens end and their jobs stop. Nothing of theirs is deleted, and you can reactivate them."
	reactivateUser       = "Reactivate"
	makeAdmin            = "Make admin"
	makeStudent          = "Make student"
	oneTimeLabel         = "One-time password"
	oneTimeText          = "It is shown once. Copy it now and give it to them; it is taken for 7 days."
	userDone             = "Done"
	moreUsers            = "More accounts: studyapp user list."
)

// adminTitle counts what needs a person.
func adminTitle(n int) string {
	switch n {
	case 0:
		return "All is well."
	case 1:
		return "One thing needs you."
	}
	return words.Numeral(n) + " things need you."
}

// versionLine says what runs, and since when.
func versionLine(version, runtime string, up time.Duration) string {
	if version == "" {
		version = "unreleased"
	}
	return fmt.Sprintf("Version %s, %s, up %s.", version, runtime, upTime(up))
}

func upTime(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return "a minute"
	case d < 2*time.Hour:
		return words.Minutes(int(d.Minutes()))
	case d < 48*time.Hour:
		return words.Count(int(d.Hours()), "hour", "hours")
	}
	return words.Count(int(d.Hours()/24), "day", "days")
}

// clock is a time of day.
func clock(t time.Time, loc *time.Location) string { return t.In(loc).Format("15:04:05") }

// updatedAt says when the numbers were read.
func updatedAt(clock string) string { return "Updated at " + clock + "." }

// deadJobs counts jobs that were given up on, and deadJobsLast says when the
// last one was.
func deadJobs(n int, more bool) string {
	switch {
	case more:
		return "More than " + words.Number(n) + " jobs were given up on"
	case n == 1:
		return "1 job was given up on"
	}
	return words.Number(n) + " jobs were given up on"
}

// deadJobsLast goes on where deadJobs ends.
func deadJobsLast(when string) string { return " after several tries, the last " + when + "." }

// retryAllOf is the button that makes all of them run again.
func retryAllOf(n int, more bool) string {
	if more {
		return "Retry all"
	}
	return "Retry all " + words.Number(n)
}

// jobRetried says that jobs run again.
func jobRetried(n int) string {
	if n == 1 {
		return "The job runs again."
	}
	return words.Count(n, "job runs", "jobs run") + " again."
}

// checkDown says that a part of the server is away.
func checkDown(name string) string {
	switch name {
	case "redis", "database":
		return words.CheckName(name) + " does not answer."
	case "search model":
		return "The search model is missing."
	case "disk":
		return "The disk is nearly full."
	}
	return words.CheckName(name) + "."
}

// checkMeans says what that means for the students; empty where the reason
// says more.
func checkMeans(name string) string {
	switch name {
	case "redis":
		return "Reviews and reading work; limits and reminders wait."
	case "database":
		return "Nothing works until it is back."
	case "search model":
		return "Passages are found by words only until it is fetched."
	}
	return ""
}

// modelPaused says that a model is left alone, and modelPausedHow until when.
func modelPaused(name string) string { return name + " is paused" }

// modelPausedHow goes on where modelPaused ends.
func modelPausedHow(d time.Duration) string {
	return fmt.Sprintf(" after errors. Until it answers, the next model or quotes do. Next try in %d s.", int(d.Round(time.Second).Seconds()))
}

// nodeSilent says that a node died, and nodeSilentHow since when.
func nodeSilent(name string) string { return name + " is silent" }

// nodeSilentHow goes on where nodeSilent ends.
func nodeSilentHow(when string) string {
	return " since " + when + ". Its jobs go on elsewhere; start it again, or leave it."
}

// modelTried says that a model is not left alone any more.
func modelTried(name string) string { return name + " is asked again with the next question." }

// keepsHere says how much a user has here.
func keepsHere(documents int, bytes int64) string {
	if documents == 0 && bytes == 0 {
		return "nothing yet"
	}
	return words.Documents(documents) + ", " + words.Bytes(bytes)
}

// connectModelHow is what connects a language model.
const connectModelHow = "To connect a model, start the server with STUDYAPP_LLM_BASE_URL and STUDYAPP_LLM_MODEL set. Any server of the OpenAI protocol will do."

// modelName is a provider with its model.
func modelName(provider, model string) string {
	if model == "" {
		return provider
	}
	return provider + ", " + model
}

// paused says how long a model is left alone after it failed again and again.
func paused(d time.Duration) string {
	return fmt.Sprintf("paused, %d s", int(d.Round(time.Second).Seconds()))
}

// arrived is MB as a sentence.
func arrived(arrived, total int64) string { return words.MB(arrived, total) + " are here." }

// userActions names the menu of an account.
func userActions(email string) string { return "Actions for " + email }

// userSuspended and the others say what was done.
func userSuspended(email string) string { return email + " is suspended." }

// userReactivated says that an account goes on.
func userReactivated(email string) string { return email + " is active again." }

// userIsAdmin says that an account is an admin's.
func userIsAdmin(email string) string { return email + " is an admin now." }

// userIsStudent says that an account is a student's.
func userIsStudent(email string) string { return email + " is a student now." }

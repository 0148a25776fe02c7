package words

import (
	"fmt"
	"strings"
	"time"
)

// Admin.
const (
	AdminPages   = "Admin pages"
	JobsInDetail = "Jobs in detail"
	APIDocs      = "API"
	Alerts       = "Alerts"
	HealthTitle  = "Health"
	Queues       = "Queues"
	LastHour     = "done in the last hour"
	NoJobs       = "No jobs yet."
	Queue        = "Queue"
	QueueWaiting = "Waiting"
	QueueRunning = "Running"
	QueueDone    = "Done"
	QueueDead    = "Dead"
	DeadLetters  = "Dead letters"
	Nodes        = "Nodes"
	Node         = "Node"
	NodeSeen     = "Heard of"
	TryModelNow  = "Try now"
	RetryJob     = "Retry"
	Models       = "Models"
	BuiltInModel = "Built in: quotes, no model"
	Users        = "Users"
	RoleAdmin    = "admin"
)

// AdminTitle counts what needs a person.
func AdminTitle(n int) string {
	switch n {
	case 0:
		return "All is well."
	case 1:
		return "One thing needs you."
	}
	return Numeral(n) + " things need you."
}

// VersionLine says what runs, and since when.
func VersionLine(version, runtime string, up time.Duration) string {
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
		return Minutes(int(d.Minutes()))
	case d < 48*time.Hour:
		return Count(int(d.Hours()), "hour", "hours")
	}
	return Count(int(d.Hours()/24), "day", "days")
}

// Clock is a time of day.
func Clock(t time.Time, loc *time.Location) string { return t.In(loc).Format("15:04:05") }

// UpdatedAt says when the numbers were read.
func UpdatedAt(clock string) string { return "Updated at " + clock + "." }

// DeadJobs counts jobs that were given up on, and DeadJobsLast says when the
// last one was.
func DeadJobs(n int, more bool) string {
	switch {
	case more:
		return "More than " + Number(n) + " jobs were given up on"
	case n == 1:
		return "1 job was given up on"
	}
	return Number(n) + " jobs were given up on"
}

// DeadJobsLast goes on where DeadJobs ends.
func DeadJobsLast(when string) string { return " after several tries, the last " + when + "." }

// RetryAll is the button that makes all of them run again.
func RetryAll(n int, more bool) string {
	if more {
		return "Retry all"
	}
	return "Retry all " + Number(n)
}

// JobRetried says that jobs run again.
func JobRetried(n int) string {
	if n == 1 {
		return "The job runs again."
	}
	return Count(n, "job runs", "jobs run") + " again."
}

// CheckDown says that a part of the server is away.
func CheckDown(name string) string {
	switch name {
	case "redis", "database":
		return CheckName(name) + " does not answer."
	case "search model":
		return "The search model is missing."
	case "disk":
		return "The disk is nearly full."
	}
	return CheckName(name) + "."
}

// CheckMeans says what that means for the students; empty where the reason
// says more.
func CheckMeans(name string) string {
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

// ModelPaused says that a model is left alone, and ModelPausedHow until when.
func ModelPaused(name string) string { return name + " is paused" }

// ModelPausedHow goes on where ModelPaused ends.
func ModelPausedHow(d time.Duration) string {
	return fmt.Sprintf(" after errors. Until it answers, the next model or quotes do. Next try in %d s.", int(d.Round(time.Second).Seconds()))
}

// NodeSilent says that a node died, and NodeSilentHow since when.
func NodeSilent(name string) string { return name + " is silent" }

// NodeSilentHow goes on where NodeSilent ends.
func NodeSilentHow(when string) string {
	return " since " + when + ". Its jobs go on elsewhere; start it again, or leave it."
}

// ModelTried says that a model is not left alone any more.
func ModelTried(name string) string { return name + " is asked again with the next question." }

// Keeps says how much a user has here.
func Keeps(documents int, bytes int64) string {
	if documents == 0 && bytes == 0 {
		return "nothing yet"
	}
	return Documents(documents) + ", " + Bytes(bytes)
}

// ConnectModelHow is what connects a language model.
const ConnectModelHow = "To connect a model, start the server with STUDYAPP_LLM_BASE_URL and STUDYAPP_LLM_MODEL set. Any server of the OpenAI protocol will do."

// AnswersIn says how quickly a part answers.
func AnswersIn(d time.Duration) string {
	if d < time.Millisecond {
		return "below 1 ms"
	}
	return Number(int(d.Round(time.Millisecond)/time.Millisecond)) + " ms"
}

// Connections says how quickly the database answers and how many of its
// connections are in use.
func Connections(d time.Duration, now, most int) string {
	return AnswersIn(d) + ", " + Number(now) + " of " + Number(most) + " connections"
}

// IndexState says how much can be searched by meaning, and how much still
// waits for its vector.
func IndexState(passages, behind int) string {
	return Count(passages, "passage", "passages") + ", " + Number(behind) + " behind"
}

// Room says how full a disk is and what is left, in bytes.
func Room(free, size int64) string {
	full := 0
	if size > 0 {
		full = int((size - free) * 100 / size)
	}
	return Number(full) + "% full, " + Bytes(free) + " left"
}

// CheckFine is the state of a part that has nothing else to say.
const CheckFine = "running"

// CheckName writes the name of a checked part as it begins a line.
func CheckName(s string) string {
	switch s {
	case "":
		return ""
	case "redis":
		return "Redis"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// ModelName is a provider with its model.
func ModelName(provider, model string) string {
	if model == "" {
		return provider
	}
	return provider + ", " + model
}

// Paused says how long a model is left alone after it failed again and again.
func Paused(d time.Duration) string {
	return fmt.Sprintf("paused, %d s", int(d.Round(time.Second).Seconds()))
}

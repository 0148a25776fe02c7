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
	RetryJob     = "Retry"
	JobRetried   = "The job runs again."
	Models       = "Models"
	BuiltInModel = "Built in: quotes, no model"
	Users        = "Users"
	RoleAdmin    = "admin"
	AddUsersHow  = "Add users with studyapp user create."
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

// VersionLine says what runs.
func VersionLine(version, runtime string) string {
	if version == "" {
		version = "unreleased"
	}
	return fmt.Sprintf("Version %s, %s.", version, runtime)
}

// DeadJobs counts jobs that were given up on.
func DeadJobs(n int) string {
	if n == 1 {
		return "1 job was given up on after several tries."
	}
	return fmt.Sprintf("%s jobs were given up on after several tries.", Number(n))
}

// Since says from when an account is.
func Since(t, now time.Time, loc *time.Location) string { return "since " + Day(t, now, loc) }

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
	return fmt.Sprintf("paused after errors, tried again in %d s", int(d.Round(time.Second).Seconds()))
}

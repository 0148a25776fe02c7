package settings

import (
	"time"

	"studyapp/web/words"
)

// What the settings say.
const (
	sections            = "Sections"
	appearance          = "Appearance"
	studying            = "Studying"
	tokensTitle         = "API tokens"
	accountTitle        = "Account"
	textSize            = "Text size"
	textSmall           = "Small"
	textMedium          = "Medium"
	textLarge           = "Large"
	textLargest         = "Largest"
	singleKeys          = "Single letters are shortcuts"
	showKeys            = "Show the keyboard"
	keyboard            = "Keyboard"
	keysOff             = "Single letters are turned off in Settings; only Enter, Space, Esc and what a review needs act."
	newPerDay           = "New cards a day, in each course"
	reviewsPerDay       = "Reviews a day in each course, at most"
	rollover            = "A day begins at hour"
	rolloverHint        = "0 to 23. Late evenings count for the day before."
	timeZone            = "Time zone"
	timeZoneHint        = "As Europe/Berlin"
	noSuchZone          = "There is no such time zone. Write it like Europe/Berlin."
	draftCards          = "Show cards made from a document as drafts first"
	wholeNumber         = "Use a whole number."
	settingsBroken      = "These settings could not be read. Load the page again."
	tokensLead          = "A token lets a program act as you, through the API or the command line. It ends after a year, and when you change your password."
	tokenOnce           = "This is shown once. Copy it now."
	newTokenLabel       = "The new token"
	tokenName           = "Name"
	tokenExample        = "Laptop"
	yourPassword        = "Your password"
	makeToken           = "Make token"
	revoke              = "Revoke"
	tokenRevoked        = "Token revoked."
	neverUsed           = "Never used."
	oldPassword         = "Password now"
	newPassword         = "New password"
	changePasswordHint  = "12 characters or more."
	changePasswordLabel = "Change password"
	passwordChanged     = "Password changed. Other devices are signed out and API tokens have ended."
)

// changePasswordEnds says what a new password ends, before it is chosen.
func changePasswordEnds(tokens int) string {
	switch tokens {
	case 0:
		return "A new password signs out your other devices. This one stays."
	case 1:
		return "A new password signs out your other devices and ends your API token. This device stays."
	}
	return "A new password signs out your other devices and ends your " + words.Number(tokens) + " API tokens. This device stays."
}

// tokenEnds says until when a token is taken.
func tokenEnds(t, now time.Time, loc *time.Location) string {
	if !t.After(now) {
		return "It has ended."
	}
	return "Ends " + words.Day(t, now, loc) + "."
}

// madeOn says when a token was made.
func madeOn(when string) string { return "Made " + when + "." }

// lastUsed says when a token was used.
func lastUsed(t, now time.Time, loc *time.Location) string {
	return "Used " + words.When(t, now, loc) + "."
}

// revokeNamed labels the button of one token.
func revokeNamed(name string) string { return "Revoke " + words.Short(name, 60) }

// keyGroup is one part of the keyboard list.
type keyGroup struct {
	Where string
	Keys  []key
}

// key is a shortcut and what it does.
type key struct {
	Press []string
	Does  string
}

// keyboardKeys is the keyboard, as the scripts act on it.
var keyboardKeys = []keyGroup{
	{"All pages", []key{
		{[]string{"G", "T"}, "Today"}, {[]string{"G", "C"}, "Courses"}, {[]string{"G", "A"}, "Ask"}, {[]string{"G", "K"}, "Cards"},
		{[]string{"/"}, "Find passages"}, {[]string{"R"}, "Review"}, {[]string{"N"}, "Add documents; on Cards a new card"}, {[]string{"?"}, "This list"}, {[]string{"Esc"}, "Close, back"},
	}},
	{"Reader", []key{
		{[]string{"J", "K"}, "Next, previous page"}, {[]string{"+", "-"}, "Zoom"}, {[]string{"[", "]"}, "Previous, next citation"}, {[]string{"1", "2"}, "Ask, Cards"},
		{[]string{"C"}, "Card from the selection"}, {[]string{"P"}, "Panel on, off"}, {[]string{"F"}, "Find"},
	}},
	{"Ask", []key{
		{[]string{"Enter"}, "Send"}, {[]string{"Shift", "Enter"}, "New line"}, {[]string{"Esc"}, "Stop"}, {[]string{"1", "9"}, "Go to source 1 to 9"}, {[]string{"[", "]"}, "Previous, next sentence without support"},
	}},
	{"Review", []key{
		{[]string{"Space"}, "Show the answer, then good"}, {[]string{"1", "4"}, "Rate, 1 to 4"}, {[]string{"Z"}, "Undo"}, {[]string{"O"}, "Open source"}, {[]string{"E"}, "Edit"}, {[]string{"S"}, "Suspend"}, {[]string{"B"}, "Not again today"}, {[]string{"W"}, "This card is wrong"},
	}},
	{"Cards", []key{
		{[]string{"J", "K"}, "Next, previous card"}, {[]string{"X"}, "Select"}, {[]string{"E"}, "Edit"}, {[]string{"S"}, "Suspend"}, {[]string{"Del"}, "Delete"},
	}},
}

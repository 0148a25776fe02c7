package words

import "time"

// Settings.
const (
	Sections     = "Sections"
	Appearance   = "Appearance"
	Studying     = "Studying"
	Tokens       = "API tokens"
	AccountTitle = "Account"

	Theme       = "Theme"
	ThemeSystem = "As the system"
	ThemePaper  = "Paper"
	ThemeInk    = "Ink"
	TextSize    = "Text size"
	TextSmall   = "Small"
	TextMedium  = "Medium"
	TextLarge   = "Large"
	TextLargest = "Largest"
	SingleKeys  = "Single letters are shortcuts"
	ShowKeys    = "Show the keyboard"
	Keyboard    = "Keyboard"
	KeysOff     = "Single letters are turned off in Settings; only Enter, Space, Esc and what a review needs act."

	NewPerDay     = "New cards a day"
	ReviewsPerDay = "Reviews a day, at most"
	Rollover      = "A day begins at hour"
	RolloverHint  = "0 to 23. Late evenings count for the day before."
	TimeZone      = "Time zone"
	TimeZoneHint  = "As Europe/Berlin"
	NoSuchZone    = "There is no such time zone. Write it like Europe/Berlin."
	DraftCards    = "Show cards made from a document as drafts first"
	WholeNumber   = "Use a whole number."

	SettingsBroken = "These settings could not be read. Load the page again."

	TokensLead    = "A token lets a program act as you, through the API or the command line."
	TokenOnce     = "This is shown once. Copy it now."
	NewTokenLabel = "The new token"
	Copy          = "Copy"
	TokenName     = "Name"
	TokenExample  = "Laptop"
	MakeToken     = "Make token"
	Revoke        = "Revoke"
	TokenRevoked  = "Token revoked."
	NeverUsed     = "Never used."

	OldPassword        = "Password now"
	NewPassword        = "New password"
	ChangePasswordHint = "12 characters or more. Other devices are signed out."
	ChangePassword     = "Change password"
	PasswordChanged    = "Password changed. Other devices are signed out."
)

// MadeOn says when a token was made.
func MadeOn(when string) string { return "Made " + when + "." }

// LastUsed says when a token was used.
func LastUsed(t, now time.Time, loc *time.Location) string {
	return "Used " + When(t, now, loc) + "."
}

// RevokeNamed labels the button of one token.
func RevokeNamed(name string) string { return "Revoke " + Short(name, 60) }

// KeyGroup is one part of the keyboard list.
type KeyGroup struct {
	Where string
	Keys  []Key
}

// Key is a shortcut and what it does.
type Key struct {
	Press []string
	Does  string
}

// Keys is the keyboard, as the scripts act on it.
var Keys = []KeyGroup{
	{"All pages", []Key{
		{[]string{"G", "T"}, "Today"}, {[]string{"G", "C"}, "Courses"}, {[]string{"G", "A"}, "Ask"}, {[]string{"G", "K"}, "Cards"},
		{[]string{"/"}, "Find passages"}, {[]string{"R"}, "Review"}, {[]string{"N"}, "Add documents; on Cards a new card"}, {[]string{"?"}, "This list"}, {[]string{"Esc"}, "Close, back"},
	}},
	{"Reader", []Key{
		{[]string{"J", "K"}, "Next, previous page"}, {[]string{"+", "-"}, "Zoom"}, {[]string{"[", "]"}, "Previous, next citation"}, {[]string{"1", "2"}, "Ask, Cards"},
		{[]string{"C"}, "Card from the selection"}, {[]string{"P"}, "Panel on, off"}, {[]string{"F"}, "Find"},
	}},
	{"Ask", []Key{
		{[]string{"Enter"}, "Send"}, {[]string{"Shift", "Enter"}, "New line"}, {[]string{"Esc"}, "Stop"}, {[]string{"1", "9"}, "Go to source 1 to 9"}, {[]string{"[", "]"}, "Previous, next sentence without support"},
	}},
	{"Review", []Key{
		{[]string{"Space"}, "Show the answer, then good"}, {[]string{"1", "4"}, "Rate, 1 to 4"}, {[]string{"Z"}, "Undo"}, {[]string{"O"}, "Open source"}, {[]string{"E"}, "Edit"}, {[]string{"S"}, "Suspend"}, {[]string{"B"}, "Not again today"}, {[]string{"W"}, "This card is wrong"},
	}},
	{"Cards", []Key{
		{[]string{"J", "K"}, "Next, previous card"}, {[]string{"X"}, "Select"}, {[]string{"E"}, "Edit"}, {[]string{"S"}, "Suspend"}, {[]string{"Del"}, "Delete"},
	}},
}

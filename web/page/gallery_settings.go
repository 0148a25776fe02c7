package page

import (
	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// settingsSpecimens are the states of the settings.
func settingsSpecimens() []specimen {
	page := func(name, title string, v settingsView) specimen {
		return specimen{name, title, func(a auth.Account) templ.Component {
			v := v
			v.Account = a
			v.Account.Settings = auth.Settings{Theme: "system", TextSize: "m", SingleKeys: true, NewPerDay: 20, ReviewsPerDay: 200}
			v.Account.TimeZone, v.Account.RolloverHour = "Europe/Berlin", 4
			return settingsPage(specimenFrame(a, words.NavSettings, "settings"), v)
		}}
	}
	tokens := []tokenRow{
		{"t1", "Laptop", "today", words.NeverUsed},
		{"t2", "ein-sehr-langer-name-ohne-jeden-umbruch-fuer-das-programm-auf-dem-rechner-im-labor", "on Friday 1 May", "Used yesterday."},
	}
	return []specimen{
		page("settings-usual", "Settings", settingsView{Tokens: tokens}),
		page("settings-wrong", "A number and a time zone that are wrong", settingsView{Section: "studying", Failed: fieldFailure("time_zone", words.NoSuchZone)}),
		page("settings-token", "A new token, shown once", settingsView{Tokens: tokens, NewToken: "sa_mZ0b7Qe8uTn4hX2cV5yLr1kWd9pJf6gs"}),
		page("settings-password", "The old password was wrong", settingsView{Section: "account", Failed: fieldFailure("old_password", "This is not your password now.")}),
		dialogSpecimen("dialog-more", "More, on a phone", "settings", ui.Dialog{Title: words.NavMore, Plain: true, Back: "/"}, moreLinks(true)),
		dialogSpecimen("dialog-keys", "The keyboard", "settings", ui.Dialog{Title: words.Keyboard, Plain: true, Back: "/settings"}, keyList(words.Keys)),
	}
}

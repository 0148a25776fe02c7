package settings

import (
	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/web/page/gallery"
	"studyapp/web/ui"
	"studyapp/web/words"
)

// Specimens are the states of the settings.
func Specimens() []gallery.Specimen {
	page := func(name, title string, v settingsView) gallery.Specimen {
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			v := v
			v.Account = a
			v.Account.Settings = auth.Settings{Theme: "system", TextSize: "m", SingleKeys: true, NewPerDay: 20, ReviewsPerDay: 200}
			v.Account.TimeZone, v.Account.RolloverHour = "Europe/Berlin", 4
			return settingsPage(gallery.Frame(a, words.NavSettings, "settings"), v)
		}}
	}
	tokens := []tokenRow{
		{"t1", "Laptop", "today", neverUsed, "Ends Friday 14 May 2027."},
		{"t2", "ein-sehr-langer-name-ohne-jeden-umbruch-fuer-das-programm-auf-dem-rechner-im-labor", "on Friday 1 May", "Used yesterday.", "Ends tomorrow."},
	}
	return []gallery.Specimen{
		page("settings-usual", "Settings", settingsView{Tokens: tokens}),
		page("settings-wrong", "A number and a time zone that are wrong", settingsView{Section: "studying", Failed: gallery.FieldFailure("time_zone", noSuchZone)}),
		page("settings-token", "A new token, shown once", settingsView{Tokens: tokens, NewToken: "sa_mZ0b7Qe8uTn4hX2cV5yLr1kWd9pJf6gs"}),
		page("settings-token-password", "The password for a new token was wrong", settingsView{Tokens: tokens[:1], Section: "tokens", TokenName: "Phone", Failed: gallery.FieldFailure("password", "This is not your password.")}),
		page("settings-password", "The old password was wrong", settingsView{Section: "account", Failed: gallery.FieldFailure("old_password", "This is not your password now.")}),
		gallery.Dialog("dialog-more", "More, on a phone", "settings", ui.Dialog{Title: words.NavMore, Plain: true, Back: "/"}, moreLinks(true)),
		gallery.Dialog("dialog-keys", "The keyboard", "settings", ui.Dialog{Title: keyboard, Plain: true, Back: "/settings"}, keyList(keyboardKeys)),
	}
}

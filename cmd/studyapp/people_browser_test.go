package main

import "testing"

// An admin adds someone, who signs in with the one-time password and chooses
// their own; is suspended, and told so; and comes back.
func TestAnAdminAddsSuspendsAndReactivatesAUser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser")
	}
	s := newServer(t)
	b := newBrowser(t, "http://"+s.addr)
	b.allow("401") // a sign-in that is refused
	b.where = "set-up"
	b.open(s.setUpPath())
	b.fill("#f-email", "root@example.org")
	b.fill("#f-password", "a long enough password")
	b.press("\r")
	b.until(`location.pathname == "/"`)

	b.where = "add user"
	b.open("/admin")
	b.click(`a[href="/admin/users/new"]`)
	b.until(`document.querySelector("dialog[open] #f-email")`)
	b.fill("dialog #f-email", "jo@example.org")
	b.press("\r")
	b.until(`document.querySelector("#once")?.value.length > 20`)
	b.check("the one-time password")
	once := b.text(`document.querySelector("#once").value`)
	b.click("dialog .btn-primary")
	b.until(`!document.querySelector("dialog") && document.body.innerText.includes("jo@example.org invited")`)
	b.check("users")

	b.where = "the one-time password"
	leave := func() {
		b.open("/settings")
		b.click(`form[action="/signout"] button`)
		b.until(`location.pathname == "/signin"`)
	}
	signIn := func(email, password string) {
		b.open("/signin")
		b.fill("#f-email", email)
		b.fill("#f-password", password)
		b.press("\r")
	}
	leave()
	signIn("jo@example.org", once)
	b.until(`location.pathname == "/password"`)
	b.check("choosing a password")
	b.fill("#f-password", "a password of my own")
	b.press("\r")
	b.until(`location.pathname == "/"`)
	leave()

	act := func(what, done string) {
		b.where = what
		signIn("root@example.org", "a long enough password")
		b.until(`location.pathname == "/"`)
		b.open("/admin")
		b.click(`summary[aria-label="Actions for jo@example.org"]`)
		if what == "suspend" {
			b.click(`details[open] a[href$="/suspend"]`)
			b.click("dialog[open] .btn-danger")
		} else {
			b.click(`details[open] form[action$="/reactivate"] button`)
		}
		b.until(`document.querySelector(".toast-one")?.innerText.includes("` + done + `")`)
		leave()
	}
	act("suspend", "jo@example.org is suspended.")
	signIn("jo@example.org", "a password of my own")
	b.until(`document.body.innerText.includes("Your account is suspended.")`)
	act("reactivate", "jo@example.org is active again.")
	signIn("jo@example.org", "a password of my own")
	b.until(`location.pathname == "/" && document.querySelector("aside")`)
	b.verdict()
}

package api

import (
	"net/http"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/errs"
	"studyapp/web/problem"
)

// accountHeader names the account that a device keeps its answers for.
const accountHeader = "X-Account"

// sameAccount refuses what a device kept for another account than the one that
// is signed in now, as if nobody were: the device keeps it until its own
// account is back.
func sameAccount(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if want := r.Header.Get(accountHeader); want != "" && want != auth.User(r.Context()).ID.String() {
			problem.Write(w, r, errs.New(errs.Unauthenticated, "This was kept for another account. Sign in to that one."))
			return
		}
		next.ServeHTTP(w, r)
	})
}

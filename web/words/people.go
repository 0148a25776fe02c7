package words

// Users, as admins see them, and the password that a new one chooses.
const (
	AddUser        = "Add user"
	AddUserText    = "You get a one-time password for them. With it they sign in and choose their own."
	Role           = "Role"
	RoleStudent    = "student"
	RoleSuspended  = "suspended"
	RoleInvited    = "invited"
	ResetPassword  = "Reset password"
	ResetText      = "Their password ends and every device is signed out. You get a one-time password for them."
	SuspendUser    = "Suspend"
	SuspendText    = "They are signed out at once, their API tokens and jobs stop. Nothing is deleted, and you can reactivate them."
	ReactivateUser = "Reactivate"
	MakeAdmin      = "Make admin"
	MakeStudent    = "Make student"
	OneTimeLabel   = "One-time password"
	OneTimeText    = "It is shown once. Copy it now and give it to them; it is taken for 7 days."
	UserDone       = "Done"
	MoreUsers      = "More accounts: studyapp user list."
	You            = "you"

	ChooseTitle = "Choose your password."
	ChooseLead  = "The one you signed in with was for once."
	ChooseIt    = "Keep this password"
)

// UserActions names the menu of an account.
func UserActions(email string) string { return "Actions for " + email }

// UserSuspended and the others say what was done.
func UserSuspended(email string) string { return email + " is suspended." }

// UserReactivated says that an account goes on.
func UserReactivated(email string) string { return email + " is active again." }

// UserIsAdmin says that an account is an admin's.
func UserIsAdmin(email string) string { return email + " is an admin now." }

// UserIsStudent says that an account is a student's.
func UserIsStudent(email string) string { return email + " is a student now." }

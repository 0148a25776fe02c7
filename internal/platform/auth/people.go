package auth

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/postgres"
)

// What admins do with the accounts of others. Each act is written into
// audit_log in its own transaction; the actor is the admin, or the zero id for
// the command line.

// OneTimeLife is how long a password that was shown once is taken.
const OneTimeLife = 7 * 24 * time.Hour

// newOneTime returns 20 letters and digits in groups, none like another: 99
// bits, to be read out or written down.
func newOneTime() string {
	const alphabet = "abcdefghjkmnpqrstuvwxyz23456789" // 31
	var s strings.Builder
	for s.Len() < 24 {
		if s.Len()%5 == 4 {
			s.WriteByte('-')
			continue
		}
		var b [1]byte
		_, _ = rand.Read(b[:]) // never fails since Go 1.24
		if int(b[0]) < 256/len(alphabet)*len(alphabet) {
			s.WriteByte(alphabet[int(b[0])%len(alphabet)])
		}
	}
	return s.String()
}

const everyone = `select ` + accountColumns + ` from users order by created_at, id limit @limit`

// Everyone returns the oldest accounts, suspended ones too.
func (s *Service) Everyone(ctx context.Context, limit int) ([]Account, error) {
	rows, err := s.pool.Query(ctx, everyone, pgx.NamedArgs{"limit": limit})
	if err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (Account, error) { return scanAccount(r) })
}

const (
	anyoneByID    = `select ` + accountColumns + ` from users where id = @id`
	anyoneByEmail = `select ` + accountColumns + ` from users where email = @email`
)

// Of returns the account, also a suspended one, as the caller's transaction
// sees it.
func Of(ctx context.Context, db postgres.DB, user id.User) (Account, error) {
	return scanAccount(db.QueryRow(ctx, anyoneByID, pgx.NamedArgs{"id": user}))
}

// Anyone returns the account, also a suspended one.
func (s *Service) Anyone(ctx context.Context, user id.User) (Account, error) {
	return scanAccount(s.pool.QueryRow(ctx, anyoneByID, pgx.NamedArgs{"id": user}))
}

// AnyoneByEmail is Anyone by e-mail, in any case of letters.
func (s *Service) AnyoneByEmail(ctx context.Context, email string) (Account, error) {
	return scanAccount(s.pool.QueryRow(ctx, anyoneByEmail, pgx.NamedArgs{"email": strings.ToLower(strings.TrimSpace(email))}))
}

// Add makes an account and returns its one-time password, which is kept
// nowhere else. Errors are those of Create.
func (s *Service) Add(ctx context.Context, actor id.User, email, role string) (Account, string, error) {
	password := newOneTime()
	until := s.dates().Add(OneTimeLife)
	a, err := s.create(ctx, newAccount{email: email, password: password, role: role, actor: actor, oneTime: &until})
	return a, password, err
}

const resetPassword = `update users set password_hash = @hash, one_time_until = @until where id = @id`

// ResetPassword gives the account a one-time password and ends every session
// and API token of it.
func (s *Service) ResetPassword(ctx context.Context, actor, user id.User) (Account, string, error) {
	password := newOneTime()
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return Account{}, "", err
	}
	detail := map[string]string{}
	a, err := s.act(ctx, actor, user, "user.reset_password", detail, func(tx pgx.Tx, _ Account) (bool, error) {
		if _, err := tx.Exec(ctx, resetPassword, pgx.NamedArgs{"id": user, "hash": hash, "until": s.dates().Add(OneTimeLife)}); err != nil {
			return false, err
		}
		return true, endSignIns(ctx, tx, user, detail)
	})
	if err != nil {
		return Account{}, "", err
	}
	s.ended(ctx, user)
	return a, password, nil
}

const suspendUser = `update users set disabled_at = @now where id = @id`

// Suspend ends what the account may do, at once: its sessions and API tokens
// end, its jobs are not begun. Nothing that it owns is deleted. It returns
// errs.Conflict for the actor's own account and for the last admin.
func (s *Service) Suspend(ctx context.Context, actor, user id.User) (Account, error) {
	detail := map[string]string{}
	a, err := s.act(ctx, actor, user, "user.suspend", detail, func(tx pgx.Tx, a Account) (bool, error) {
		switch {
		case user == actor:
			return false, errs.New(errs.Conflict, "You cannot suspend yourself. Another admin can.")
		case a.Suspended():
			return false, nil
		case a.IsAdmin():
			if err := anotherAdmin(ctx, tx, user); err != nil {
				return false, err
			}
		}
		if _, err := tx.Exec(ctx, suspendUser, pgx.NamedArgs{"id": user, "now": s.dates()}); err != nil {
			return false, err
		}
		return true, endSignIns(ctx, tx, user, detail)
	})
	if err == nil {
		s.ended(ctx, user)
	}
	return a, err
}

const reactivateUser = `update users set disabled_at = null where id = @id`

// Reactivate lets a suspended account sign in again and its jobs go on.
func (s *Service) Reactivate(ctx context.Context, actor, user id.User) (Account, error) {
	return s.act(ctx, actor, user, "user.reactivate", nil, func(tx pgx.Tx, a Account) (bool, error) {
		if !a.Suspended() {
			return false, nil
		}
		_, err := tx.Exec(ctx, reactivateUser, pgx.NamedArgs{"id": user})
		return true, err
	})
}

const updateRole = `update users set role = @role where id = @id`

// SetRole makes the account a student's or an admin's. It returns
// errs.Conflict for the last admin who is not suspended.
func (s *Service) SetRole(ctx context.Context, actor, user id.User, role string) (Account, error) {
	if err := checkRole(role); err != nil {
		return Account{}, err
	}
	return s.act(ctx, actor, user, "user.role", map[string]string{"role": role}, func(tx pgx.Tx, a Account) (bool, error) {
		if a.Role == role {
			return false, nil
		}
		if a.IsAdmin() && !a.Suspended() {
			if err := anotherAdmin(ctx, tx, user); err != nil {
				return false, err
			}
		}
		_, err := tx.Exec(ctx, updateRole, pgx.NamedArgs{"id": user, "role": role})
		return true, err
	})
}

// act does one thing with an account, holding its row and those of all active
// admins, writes it into the audit log if it changed something, and returns
// the account as it is then.
func (s *Service) act(ctx context.Context, actor, user id.User, action string, detail map[string]string, do func(tx pgx.Tx, a Account) (changed bool, err error)) (Account, error) {
	var after Account
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, lockAdmins, pgx.NamedArgs{"id": user}); err != nil {
			return err
		}
		before, err := scanAccount(tx.QueryRow(ctx, anyoneByID, pgx.NamedArgs{"id": user}))
		if err != nil {
			return err
		}
		changed, err := do(tx, before)
		if err != nil {
			return err
		}
		if changed {
			if err := s.audit(ctx, tx, actor, action, before, detail); err != nil {
				return err
			}
		}
		after, err = scanAccount(tx.QueryRow(ctx, anyoneByID, pgx.NamedArgs{"id": user}))
		return err
	})
	if err != nil {
		var told *errs.Error
		if errors.As(err, &told) {
			return Account{}, err
		}
		return Account{}, fmt.Errorf("auth: %s: %w", action, err)
	}
	return after, nil
}

// In one order, so that two who act at once wait for each other.
const lockAdmins = `select from users where id = @id or (role = 'admin' and disabled_at is null) order by id for update`

const otherAdmins = `select exists (select from users where role = 'admin' and disabled_at is null and id <> @id)`

func anotherAdmin(ctx context.Context, tx pgx.Tx, user id.User) error {
	var there bool
	if err := tx.QueryRow(ctx, otherAdmins, pgx.NamedArgs{"id": user}).Scan(&there); err != nil {
		return err
	}
	if !there {
		return errs.New(errs.Conflict, "This is the last admin. Make someone else one first.")
	}
	return nil
}

const insertAudit = `
insert into audit_log (at, actor, action, subject, detail) values (@now, @actor, @action, @subject, @detail)`

// audit writes who did what to whom.
func (s *Service) audit(ctx context.Context, tx pgx.Tx, actor id.User, action string, subject Account, detail map[string]string) error {
	all := map[string]string{"email": subject.Email}
	for k, v := range detail {
		all[k] = v
	}
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	var who *id.User
	if !actor.IsZero() {
		who = &actor
	}
	_, err = tx.Exec(ctx, insertAudit, pgx.NamedArgs{"now": s.dates(), "actor": who, "action": action, "subject": subject.ID.String(), "detail": b})
	return err
}

// ChooseOwn replaces a one-time password by the student's own, and ends every
// session and API token: call Begin again for the session that asked. It returns
// errs.Conflict if the password is their own already.
func (s *Service) ChooseOwn(ctx context.Context, user id.User, password string) error {
	a, err := s.ByID(ctx, user)
	if err != nil {
		return err
	}
	if !a.OneTime {
		return errs.New(errs.Conflict, "You have chosen your password already. Change it in Settings.")
	}
	if err := checkPassword(password); err != nil {
		return err
	}
	var old string
	if err := s.pool.QueryRow(ctx, storedHash, pgx.NamedArgs{"email": a.Email}).Scan(new(id.User), &old, new(*time.Time), new(*time.Time)); err != nil {
		return fmt.Errorf("auth: choosing a password: %w", err)
	}
	same, err := s.hasher.verify(ctx, old, password)
	if err != nil {
		return fmt.Errorf("auth: choosing a password: %w", err)
	}
	if same {
		return errs.New(errs.Invalid, "This is the one-time password. Choose another.").At("password")
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.replacePassword(ctx, user, hash, "user.choose_password")
}

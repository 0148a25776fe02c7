package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/id"
)

// tokenPrefix lets people and secret scanners know a token when they see one.
const tokenPrefix = "studyapp_"

// Token is what is kept of an API token; the token itself is shown once.
type Token struct {
	ID         id.Token
	Name       string
	CreatedAt  time.Time
	LastUsedAt *time.Time
	ExpiresAt  time.Time
}

// tokenYears is how long a token is taken.
const tokenYears = 1

const insertToken = `
insert into api_tokens (id, owner_id, name, hash, created_at, expires_at) values (@id, @owner, @name, @hash, @now, @end)
returning created_at, expires_at`

// CreateConfirmedToken is CreateToken for a session: an open page alone must
// not be enough to take an account along. Its errors are those of
// ConfirmPassword too.
func (s *Service) CreateConfirmedToken(ctx context.Context, owner id.User, name, password string) (string, Token, error) {
	if _, err := tokenName(name); err != nil {
		return "", Token{}, err // before a try is spent
	}
	if err := s.ConfirmPassword(ctx, owner, password); err != nil {
		return "", Token{}, err
	}
	return s.CreateToken(ctx, owner, name)
}

func tokenName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > 80 {
		return "", errs.New(errs.Invalid, "Give the token a name of at most 80 characters.").At("name")
	}
	return name, nil
}

// CreateToken makes a token that signs requests in as the owner, for a year.
// The text is returned this one time.
func (s *Service) CreateToken(ctx context.Context, owner id.User, name string) (string, Token, error) {
	name, err := tokenName(name)
	if err != nil {
		return "", Token{}, err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails since Go 1.24
	text := tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
	t := Token{ID: id.New[id.Token](), Name: name}
	hash := sha256.Sum256([]byte(text))
	err = s.pool.QueryRow(ctx, insertToken, pgx.NamedArgs{"id": t.ID, "owner": owner, "name": name, "hash": hash[:], "now": s.dates(), "end": s.now().AddDate(tokenYears, 0, 0).UTC()}).Scan(&t.CreatedAt, &t.ExpiresAt)
	if err != nil {
		return "", Token{}, fmt.Errorf("auth: creating a token: %w", err)
	}
	return text, t, nil
}

const listTokens = `
select id, name, created_at, last_used_at, expires_at
from api_tokens where owner_id = @owner order by created_at desc, id desc`

// Tokens returns the owner's tokens, newest first.
func (s *Service) Tokens(ctx context.Context, owner id.User) ([]Token, error) {
	rows, err := s.pool.Query(ctx, listTokens, pgx.NamedArgs{"owner": owner})
	if err != nil {
		return nil, fmt.Errorf("auth: listing tokens: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Token])
}

const deleteToken = `delete from api_tokens where id = @id and owner_id = @owner`

// RevokeToken ends the token at once. It returns errs.NotFound if the owner
// has none with that id.
func (s *Service) RevokeToken(ctx context.Context, owner id.User, token id.Token) error {
	tag, err := s.pool.Exec(ctx, deleteToken, pgx.NamedArgs{"id": token, "owner": owner})
	if err != nil {
		return fmt.Errorf("auth: revoking a token: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errs.New(errs.NotFound, "There is no such token. It may be revoked already.")
	}
	s.ended(ctx, owner)
	return nil
}

const tokenOwner = `
select t.id, t.last_used_at, u.id
from api_tokens t join users u on u.id = t.owner_id
where t.hash = @hash and u.disabled_at is null and t.expires_at > @now`

const touchToken = `update api_tokens set last_used_at = @now where id = @id`

// ByToken returns whose token it is, or errs.Unauthenticated.
func (s *Service) ByToken(ctx context.Context, token string) (Account, error) {
	refused := errs.New(errs.Unauthenticated, "The token is not valid. Make a new one in Settings or with studyapp token create.")
	if !strings.HasPrefix(token, tokenPrefix) {
		return Account{}, refused
	}
	hash := sha256.Sum256([]byte(token))
	var t id.Token
	var used *time.Time
	var user id.User
	err := s.pool.QueryRow(ctx, tokenOwner, pgx.NamedArgs{"hash": hash[:], "now": s.now().UTC()}).Scan(&t, &used, &user)
	if errors.Is(err, pgx.ErrNoRows) {
		return Account{}, refused
	}
	if err != nil {
		return Account{}, fmt.Errorf("auth: looking a token up: %w", err)
	}
	if now := s.dates(); used == nil || now.Sub(*used) > time.Minute { // not a write for each request
		if _, err := s.pool.Exec(ctx, touchToken, pgx.NamedArgs{"id": t, "now": now}); err != nil {
			return Account{}, fmt.Errorf("auth: noting a token's use: %w", err)
		}
	}
	a, err := s.ByID(ctx, user)
	a.OneTime, a.token = false, t // the token was made by the student, not shown to an admin
	return a, err
}

// Package id holds the typed identifiers of the program. Each is a UUIDv7 of
// its own type, so that an owner cannot be passed where a card is wanted.
//
// The types encode to and from JSON, URLs, forms (encoding.TextMarshaler) and
// PostgreSQL's uuid (pgtype.UUIDValuer, pgtype.UUIDScanner).
package id

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"

	"studyapp/internal/platform/errs"
)

// ID is an identifier of the entity K. K is only a name and never stored.
type ID[K any] [16]byte

type (
	userKind         struct{}
	tokenKind        struct{}
	courseKind       struct{}
	documentKind     struct{}
	noteKind         struct{}
	cardKind         struct{}
	reviewKind       struct{}
	voidKind         struct{}
	conversationKind struct{}
	messageKind      struct{}
	citationKind     struct{}
	generationKind   struct{}
	runKind          struct{}
	changeKind       struct{}
)

// The identifiers. A chunk's is not here: it is the bigint that is also its
// vector's id, see Chunk.
type (
	User         = ID[userKind]
	Token        = ID[tokenKind]
	Course       = ID[courseKind]
	Document     = ID[documentKind]
	Note         = ID[noteKind]
	Card         = ID[cardKind]
	Review       = ID[reviewKind]
	Void         = ID[voidKind]
	Conversation = ID[conversationKind]
	Message      = ID[messageKind]
	Citation     = ID[citationKind]
	Generation   = ID[generationKind]
	Run          = ID[runKind]
	Change       = ID[changeKind]
)

// Chunk identifies a chunk and its vector alike (chunks.id, a positive bigint).
type Chunk int64

// New returns a fresh UUIDv7: id.New[id.Card]().
func New[T ~[16]byte]() T { return T(uuid.Must(uuid.NewV7())) }

// Parse reads an identifier from its text form. It returns errs.NotFound for
// anything else: a malformed id names nothing.
func Parse[T ~[16]byte](s string) (T, error) {
	u, err := uuid.Parse(s)
	if err != nil || len(s) != 36 {
		return T{}, errs.Newf(errs.NotFound, "There is nothing with the id %q.", s)
	}
	return T(u), nil
}

// IsZero reports whether the identifier was never set.
func (i ID[K]) IsZero() bool { return i == ID[K]{} }

func (i ID[K]) String() string { return uuid.UUID(i).String() }

// MarshalText implements encoding.TextMarshaler.
func (i ID[K]) MarshalText() ([]byte, error) { return uuid.UUID(i).MarshalText() }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *ID[K]) UnmarshalText(b []byte) error {
	v, err := Parse[ID[K]](string(b))
	*i = v
	return err
}

// UUIDValue implements pgtype.UUIDValuer. The zero identifier is NULL.
func (i ID[K]) UUIDValue() (pgtype.UUID, error) {
	return pgtype.UUID{Bytes: i, Valid: !i.IsZero()}, nil
}

// ScanUUID implements pgtype.UUIDScanner. NULL becomes the zero identifier.
func (i *ID[K]) ScanUUID(v pgtype.UUID) error {
	if !v.Valid {
		*i = ID[K]{}
		return nil
	}
	*i = v.Bytes
	return nil
}

// Scan reads the text form, for packages that go through database/sql.
func (i *ID[K]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*i = ID[K]{}
		return nil
	case string:
		return i.UnmarshalText([]byte(v))
	case []byte:
		return i.UnmarshalText(v)
	}
	return fmt.Errorf("id: cannot scan %T", src)
}

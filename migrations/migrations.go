// Package migrations embeds the numbered SQL of the schema. platform/postgres
// runs it at start under an advisory lock; River's own tables are migrated by
// River's migrator right after.
package migrations

import "embed"

// Files holds NNNN_name.sql in goose's format, up and down in one file.
//
//go:embed *.sql
var Files embed.FS

// Package migrations embeds the numbered SQL of the schema. platform/postgres
// runs it at start under an advisory lock; River's own tables are migrated by
// River's migrator right after.
//
// A file that was released is never changed or renumbered. Numbers need not be
// dense: 0010, 0011 and 0013 were given to changes that were dropped before
// they were released, and some after 0016 to changes made side by side.
package migrations

import "embed"

// Files holds NNNN_name.sql in goose's format, up and down in one file.
//
//go:embed *.sql
var Files embed.FS

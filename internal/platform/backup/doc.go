// Package backup writes all that a server holds into one archive and puts it
// back into an empty one, also under another major version of PostgreSQL and
// on another kind of server (private, compose's, one's own).
//
// What it promises:
//
//   - An archive is one moment of the database, taken in one snapshot while
//     the server works, with every file that its rows name.
//   - Read checks an archive to its end before anything of it is used: one
//     that is cut or changed is refused.
//   - An archive of an older schema is put back into that schema and migrated;
//     one of a newer schema is refused.
//
// The archive is a compressed tar: manifest.json (the schema, and the tables
// with their columns), tables/NAME/NNNNNN (PostgreSQL's COPY text, cut into
// pieces), sequences.json, files/KEY, and end.json with the SHA-256 of all
// before it. Left out is what belongs to a running server or is derived: who
// is signed in, the nodes, the outbox and the search indexes, which are built
// anew.
package backup

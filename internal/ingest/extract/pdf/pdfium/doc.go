// Package pdfium reads the characters of PDF pages with pdfium, Chromium's
// PDF engine, compiled to WebAssembly and run by wazero: it sees no file
// system, no clock of ours and no network, and a bad file can at worst stop
// the module.
//
// go-pdfium's own methods look a handle up, take a lock and allocate for
// every single character; this package calls the module's functions directly
// and reads its memory, which is several times faster. It has no limits of
// its own on time: a caller runs it in a process that can be killed.
package pdfium

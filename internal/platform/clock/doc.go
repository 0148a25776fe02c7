// Package clock gives the services their time. A server's is the wall clock, or
// one that was started at another time (STUDYAPP_CLOCK), so that pictures and
// golden tests show the same day whenever they are made.
//
// What outside knows the real time keeps to the wall clock: sessions and their
// cookies, the job queue, the ages of files.
package clock

// Package today is the page that a student opens each day: what is due, the
// exams, where reading stopped, and the documents that are being prepared.
//
// Its address is /. Start reading at Mount.
package today

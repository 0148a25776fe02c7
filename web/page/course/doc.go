// Package course is a course with its documents, the list of all courses, and
// the forms that make, change and delete one.
//
// Its addresses begin with /courses. Start reading at Mount.
package course

// Package jobs is the queue of work that changes students' data: River over
// PostgreSQL, so that a job commits with the data it belongs to.
//
// It promises that a job which was inserted is worked at least once, also when
// the process dies in it: at start a node takes back the jobs it left running,
// and jobs of a node that fell silent go to the others. It knows no job; the
// modules register their workers.
package jobs

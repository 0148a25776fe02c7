// Package runs is the life of work that takes a while: it is queued, runs, and
// ends as done or failed; it can be stopped, and goes on when the process that
// worked on it died. Each module registers its tasks here instead of keeping
// states, take-backs and sweeps of its own.
//
// It promises that
//   - a run exists with the transaction that began it, and so does its job;
//   - of a task and a subject at most one run is open at a time;
//   - only the latest attempt writes: results, progress and end are refused
//     (ErrOver) when the run was stopped or another process took it over;
//   - results and progress commit together;
//   - an open run is worked: one whose process died is taken back by any node
//     within half a minute, and at once by the next process of the same node;
//     one whose job was given up on fails;
//   - a run that ended is deleted after Kept.
//
// A run is worked by its River job, on any node, or "here", by the process that
// began it, when someone waits for what it writes. What breaks off here goes on
// as a job.
//
// The package knows no task: what a run is about is its Subject, what it was
// asked for its Args, what came of it its Result. It must not import a module.
package runs

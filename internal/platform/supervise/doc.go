// Package supervise runs private PostgreSQL and Redis servers as children of
// this process, inside a data folder, reachable over Unix sockets only.
//
// What it promises:
//
//   - One data folder serves one process; a second start says which process
//     has it.
//   - The children die with the parent, even when it is killed (Linux'
//     parent-death signal), and a start over what a crash left works.
//   - A child that dies is started again.
//   - Started by root, the children run as an unprivileged user. Where that
//     user cannot reach the data folder another one is used, and named.
//
// Inside the folder: postgres/ and redis/ (the servers' data), run/ (sockets),
// log/, and lock, which holds the serving process's id.
package supervise

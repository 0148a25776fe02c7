// Package telemetry sets up the log and the Prometheus metrics of a process.
// Metric names start with studyapp_; labels never hold ids or addresses.
package telemetry

// Package config reads the settings of the program, once, from environment
// variables. One table names them all: FromEnv reads by it and `studyapp help
// config` prints it, so that no setting can be missing from either.
package config

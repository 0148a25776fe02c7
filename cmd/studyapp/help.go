package main

import (
	"fmt"

	"github.com/alecthomas/kong"

	"studyapp/internal/platform/config"
)

type helpCommand struct {
	Config helpConfigCommand `cmd:"" help:"List the settings, all environment variables."`
}

type helpConfigCommand struct{}

// Run lists every setting.
func (c *helpConfigCommand) Run(p *process, _ *kong.Context) error {
	return config.WriteHelp(p.stdout)
}

type versionCommand struct{}

// Run prints the version.
func (c *versionCommand) Run(p *process) error {
	_, err := fmt.Fprintln(p.stdout, versionText())
	return err
}

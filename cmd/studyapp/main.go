// Command studyapp is the whole program: `studyapp serve` runs the server, the
// other subcommands work on the same data. Each subcommand is a file here that
// reads the configuration, wires the modules and runs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"studyapp/internal/platform/config"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/telemetry"
)

// version is set by the linker; see the Makefile.
var version = ""

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// commandLine is every subcommand.
type commandLine struct {
	Serve   serveCommand   `cmd:"" help:"Run the server: pages, API and jobs."`
	User    userCommand    `cmd:"" help:"Make accounts."`
	Token   tokenCommand   `cmd:"" help:"Make API tokens."`
	Ingest  ingestCommand  `cmd:"" help:"Put files in."`
	Ask     askCommand     `cmd:"" help:"Ask the documents a question."`
	Model   modelCommand   `cmd:"" help:"Fetch the search model."`
	Demo    demoCommand    `cmd:"" help:"Fill an account to try things out: three months of study."`
	Doctor  doctorCommand  `cmd:"" help:"Check everything and say what to do."`
	Eval    evalCommand    `cmd:"" help:"Measure the code that the app runs on data whose answers are known."`
	Reindex reindexCommand `cmd:"" help:"Build search indexes and the schedule anew from the database."`
	Backup  backupCommand  `cmd:"" help:"Write everything into one file, also while the server runs."`
	Restore restoreCommand `cmd:"" help:"Put a backup into an empty data folder."`
	Migrate migrateCommand `cmd:"" help:"Bring the database up to date (serve does so by itself)."`
	Version versionCommand `cmd:"" help:"Print the version."`
	Help    helpCommand    `cmd:"" help:"Explain the settings: studyapp help config."`
}

// process is what a subcommand is given of the world.
type process struct {
	ctx    context.Context // ends with SIGINT or SIGTERM
	getenv func(string) string
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

// dataFlag is --data of the commands that work on the server's data.
type dataFlag struct {
	Data string `help:"Folder that holds everything of the server (STUDYAPP_DATA)." placeholder:"DIR" type:"path"`
}

// config reads the settings; flags, given as pairs of a variable and its
// value, go before the environment where they are not empty.
func (p *process) config(flags ...string) (config.Config, error) {
	return config.FromEnv(func(name string) string {
		for i := 0; i+1 < len(flags); i += 2 {
			if flags[i] == name && flags[i+1] != "" {
				return flags[i+1]
			}
		}
		return p.getenv(name)
	})
}

// log is the log of a process with the settings.
func (p *process) log(c config.Config) *slog.Logger { return p.logFrom(c, c.LogLevel) }

// troubleLog is log of trouble alone, for commands other than serve.
func (p *process) troubleLog(c config.Config) *slog.Logger {
	return p.logFrom(c, max(c.LogLevel, slog.LevelWarn))
}

func (p *process) logFrom(c config.Config, level slog.Level) *slog.Logger {
	if c.LogJSON {
		return telemetry.NewJSONLog(p.stderr, level)
	}
	return telemetry.NewLog(p.stderr, level)
}

// usageError is a mistake in how the command was called, found after parsing.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	go func() { <-ctx.Done(); stop() }() // a second signal ends the process at once
	os.Exit(run(&process{ctx: ctx, getenv: os.Getenv, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}, os.Args[1:]))
}

// run runs one command line and returns the exit code.
func run(p *process, args []string) int {
	var cli commandLine
	code := -1
	parser, err := kong.New(&cli,
		kong.Name("studyapp"),
		kong.Description("Put in what you must learn; read it, ask it, remember it."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(c int) { code = c }), // --help asks to exit
		kong.Bind(p),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		panic(err) // the tags of commandLine are wrong
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	line, err := parser.Parse(args)
	if code >= 0 {
		return code
	}
	if err != nil {
		fmt.Fprintf(p.stderr, "studyapp: %v\nTry: studyapp --help\n", err)
		return exitUsage
	}
	err = line.Run()
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintf(p.stderr, "studyapp: %v\n", err)
		return exitUsage
	default:
		fmt.Fprintf(p.stderr, "studyapp: %v\n", reason(err))
		return exitFailed
	}
}

// reason is the text for an operator: the sentence a student would read and
// what caused it.
func reason(err error) string {
	if errs.KindOf(err) == errs.Internal {
		return err.Error()
	}
	var e *errs.Error
	if errors.As(err, &e) && e.Cause != nil {
		return fmt.Sprintf("%s (%v)", e.Message, e.Cause)
	}
	return errs.Message(err)
}

// versionText is what --version and the pages show.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return s.Value[:12]
			}
		}
	}
	return "dev"
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"studyapp/internal/platform/config"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// notPassed are settings that compose does not pass on: the image sets them, or
// they are for developers and for several machines.
var notPassed = []string{
	"STUDYAPP_ADDR", "STUDYAPP_DATA", "STUDYAPP_MODELS",
	"STUDYAPP_ROLE", "STUDYAPP_NODE", "STUDYAPP_METRICS_SOCKET", "STUDYAPP_DEV", "STUDYAPP_CLOCK",
}

// service are the lines of a service of docker-compose.yml.
func service(t *testing.T, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(readFile(t, "docker-compose.yml"), "\n  "+name+":\n")
	if !ok {
		t.Fatalf("docker-compose.yml has no service %s", name)
	}
	if end := regexp.MustCompile(`(?m)^( {0,2})\w`).FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	return rest
}

// A setting that a self-hoster sets where compose runs reaches the program.
func TestComposePassesSettingsOn(t *testing.T) {
	t.Parallel()
	text := service(t, "studyapp")
	for _, v := range config.Variables() {
		passed := strings.Contains(text, "      "+v.Name+":")
		if excepted := slices.Contains(notPassed, v.Name); passed == excepted {
			t.Errorf("%s: passed on %v, listed as not passed on %v", v.Name, passed, excepted)
		}
	}
	if !strings.Contains(text, "host.docker.internal:host-gateway") {
		t.Error("a model's server on the host cannot be named")
	}
}

func TestComposeServicesHaveNoMoreRightsThanTheyNeed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"studyapp", "sockets", "postgres", "redis"} {
		text := service(t, name)
		for _, want := range []string{"read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if server := name == "postgres" || name == "redis"; server != strings.Contains(text, "mem_limit:") || server != strings.Contains(text, "pids_limit:") {
			t.Errorf("%s: the limits are those of a server: %v", name, server)
		}
		if build := strings.Contains(text, "build:"); build != (name == "studyapp") {
			t.Errorf("%s is built: %v; the image is built once", name, build)
		}
	}
}

// The image is built without git's objects and still knows its commit.
func TestTheCommitIsReadWithoutGit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	script, err := filepath.Abs(filepath.Join("..", "..", "scripts", "commit.sh"))
	if err != nil {
		t.Fatal(err)
	}
	says := func(want string) {
		t.Helper()
		cmd := exec.Command("sh", script)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("it says %q, %v; want %q", out, err, want)
		}
	}
	says("image")
	git("init", "-q", "-b", "main")
	says("image") // no commit yet
	git("commit", "-q", "--allow-empty", "-m", "first")
	first := git("rev-parse", "HEAD")
	says(first[:12])
	git("pack-refs", "--all")
	says(first[:12])
	git("commit", "-q", "--allow-empty", "-m", "second")
	says(git("rev-parse", "HEAD")[:12])
	git("checkout", "-q", first)
	says(first[:12])

	for _, want := range []string{"!.git/HEAD\n", "!.git/packed-refs\n", "!.git/refs/heads\n"} {
		if !strings.Contains(readFile(t, ".dockerignore"), want) {
			t.Errorf(".dockerignore keeps %q from the image", want)
		}
	}
}

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// reference is the Python process that does the same work with established
// packages. It stays up for the whole run, so that no start-up is measured.
type reference struct {
	in  io.WriteCloser
	out *bufio.Reader
	cmd *exec.Cmd
}

// startReference starts it with more environment variables, if any.
func startReference(python, script string, environment ...string) (*reference, error) {
	cmd := exec.Command(python, script)
	cmd.Env = append(os.Environ(), environment...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the reference: %w", err)
	}
	return &reference{in: in, out: bufio.NewReaderSize(out, 1<<20), cmd: cmd}, nil
}

// call sends a request and decodes the answer.
func (r *reference) call(name string, request map[string]any, answer any) error {
	request["call"] = name
	line, err := json.Marshal(request)
	if err != nil {
		return err
	}
	if _, err := r.in.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("reference %s: %w", name, err)
	}
	line, err = r.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("reference %s: %w", name, err)
	}
	var failed struct{ Error string }
	if err := json.Unmarshal(line, &failed); err == nil && failed.Error != "" {
		return fmt.Errorf("reference %s: %s", name, failed.Error)
	}
	return json.Unmarshal(line, answer)
}

func (r *reference) close() error { return errors.Join(r.in.Close(), r.cmd.Wait()) }

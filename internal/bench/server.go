package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is the program under measurement, on a data folder of its own.
type server struct {
	binary, data, address, token string
	cmd                          *exec.Cmd
	started                      time.Duration // from exec to ready
}

// startServer starts the program, with more of an environment, and waits until
// it can serve.
func startServer(binary, data, token string, env ...string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{binary: binary, data: data, address: listener.Addr().String(), token: token}
	if err := listener.Close(); err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(data, "bench.log"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	begun := time.Now()
	s.cmd = exec.Command(binary, "serve", "--addr", s.address, "--data", data)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	s.cmd.Env = append(os.Environ(), env...)
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(begun) < 2*time.Minute {
		if answer, err := http.Get("http://" + s.address + "/readyz"); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				s.started = time.Since(begun)
				return s, nil
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return nil, errors.Join(fmt.Errorf("%s was not ready in two minutes", binary), s.stop())
}

func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// account makes a user and a token by the command line.
func (s *server) account(email string) error {
	create := exec.Command(s.binary, "user", "create", "--email", email, "--password-stdin", "--admin")
	create.Env = append(os.Environ(), "STUDYAPP_DATA="+s.data)
	create.Stdin = strings.NewReader("a long enough passphrase\n")
	if out, err := create.CombinedOutput(); err != nil {
		return fmt.Errorf("user create: %w: %s", err, out)
	}
	token := exec.Command(s.binary, "token", "create", "--email", email)
	token.Env = create.Env
	out, err := token.Output()
	if err != nil {
		return fmt.Errorf("token create: %w", err)
	}
	s.token = strings.TrimSpace(string(out))
	return nil
}

// call sends JSON and decodes the answer into out, when there is one.
func (s *server) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://"+s.address+"/api/v1"+path, body)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s: %.200s", method, path, answer.Status, b)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(b, out)
}

// residentMB is the memory of the program itself; its database and Redis are
// processes of their own.
func (s *server) residentMB() (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(value)[0])
			return kb / 1024, err
		}
	}
	return 0, errors.New("no VmRSS in the process's status")
}

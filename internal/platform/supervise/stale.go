package supervise

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"syscall"
	"time"
)

// reap sees to it that the process a pid file names is gone, and returns
// whether the file named one at all. Such a process is a child of a parent
// that was killed: it got its signal and is on its way out, so it is waited
// for, then told again, then killed. A pid that meanwhile belongs to another
// program (its arguments lack argument) is left alone.
func reap(ctx context.Context, pidFile, argument string, term, abort syscall.Signal) error {
	b, err := os.ReadFile(pidFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	pid, err := strconv.Atoi(string(bytes.TrimSpace(line)))
	if err != nil || pid <= 1 {
		return nil // empty or torn: it names nobody
	}
	return vanish(ctx, func() []int {
		if runs(pid, argument) {
			return []int{pid}
		}
		return nil
	}, term, abort, syscall.SIGKILL)
}

// vanish waits until list is empty, sending each signal in turn to who is left
// when the last one has had its time.
func vanish(ctx context.Context, list func() []int, signals ...syscall.Signal) error {
	patience := time.Second // for the first signal, the parent's death, to work
	for _, sig := range signals {
		for end := time.Now().Add(patience); time.Now().Before(end); {
			if len(list()) == 0 {
				return nil
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(20 * time.Millisecond):
			}
		}
		for _, pid := range list() {
			_ = syscall.Kill(pid, sig)
		}
		patience = 5 * time.Second
	}
	if left := list(); len(left) > 0 {
		time.Sleep(100 * time.Millisecond)
		if left = list(); len(left) > 0 {
			return fmt.Errorf("processes %v of an earlier run do not end", left)
		}
	}
	return nil
}

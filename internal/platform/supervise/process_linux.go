package supervise

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// processAttr starts a child as the account, in a process group of its own
// (so that Ctrl-C reaches only the parent, which ends the children in order),
// and has the kernel send it onParentDeath when this process is gone.
func processAttr(a account, onParentDeath syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: a.credential(), Setpgid: true, Pdeathsig: onParentDeath}
}

// runs reports whether the process is alive and was started with the argument.
// A zombie is not alive.
func runs(pid int, argument string) bool {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		return false
	}
	// The name in parentheses may itself hold parentheses and spaces.
	after := stat[bytes.LastIndexByte(stat, ')')+1:]
	if fields := bytes.Fields(after); len(fields) == 0 || fields[0][0] == 'Z' || fields[0][0] == 'X' {
		return false
	}
	cmdline, err := os.ReadFile(filepath.Join(proc, "cmdline"))
	if err != nil {
		return false
	}
	for arg := range bytes.SplitSeq(cmdline, []byte{0}) {
		if string(arg) == argument {
			return true
		}
	}
	return false
}

// inFolder lists the living processes whose working folder is dir.
func inFolder(dir string) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var pids []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if cwd, err := os.Readlink(filepath.Join("/proc", e.Name(), "cwd")); err == nil && cwd == dir {
			pids = append(pids, pid)
		}
	}
	return pids
}

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// Capabilities (linux/capability.h) that the run has inside its namespaces,
// also when an ordinary user starts it.
const (
	capNetBindService = 10
	capNetAdmin       = 12
	capNetRaw         = 13
	capSysAdmin       = 21
)

// beginInNamespace starts the run in network, mount and user namespaces of its
// own, which needs no privilege where the system allows it at all.
func beginInNamespace(t *testing.T) (watchedRun, error) {
	t.Helper()
	r := newWatchedRun(t, byNamespace)
	uids := []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
	gids := []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	if os.Getuid() == 0 { // PostgreSQL is started as another user
		uids, gids = ourIDs(t, "uid_map"), ourIDs(t, "gid_map")
	}
	r.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWNS,
		UidMappings: uids, GidMappings: gids, GidMappingsEnableSetgroups: os.Getuid() == 0,
		AmbientCaps: []uintptr{capNetBindService, capNetAdmin, capNetRaw, capSysAdmin},
	}
	return r, r.Start()
}

// ourIDs returns a map that gives every id of our own namespace its own number.
func ourIDs(t *testing.T, name string) (m []syscall.SysProcIDMap) {
	t.Helper()
	b, err := os.ReadFile("/proc/self/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		var inside, outside, size int
		if _, err := fmt.Sscan(line, &inside, &outside, &size); err != nil {
			t.Fatal(err)
		}
		m = append(m, syscall.SysProcIDMap{ContainerID: inside, HostID: inside, Size: size})
	}
	return m
}

// watch writes down what leaves the processes of a network namespace whose only
// interface is the loopback: every address that is not of this machine is
// routed to it too, so that trying to reach one shows.
type watch struct {
	mu    sync.Mutex
	names map[string]bool // looked up
	sent  map[string]bool // addresses, ports and protocols
}

// watchNamespace begins to watch. It ends the process with cannotWatch where the
// system does not let it.
func watchNamespace(t *testing.T) *watch {
	t.Helper()
	w := &watch{names: map[string]bool{}, sent: map[string]bool{}}
	packets, err := w.prepare(t.TempDir())
	if err != nil {
		fmt.Println(err)
		os.Exit(cannotWatch)
	}
	go w.capture(packets)
	for _, address := range []string{"127.0.0.1:53", "127.0.0.53:53"} {
		c, err := net.ListenPacket("udp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		go w.resolve(c)
	}
	w.await(t, nameFirst, strangerFirst)
	return w
}

// prepare brings the loopback up, routes everything to it, and lets names be
// looked up at it alone. It returns a socket that gets every packet.
func (w *watch) prepare(dir string) (packets int, err error) {
	const everything = 0x0300 // ETH_P_ALL in the network's order
	if packets, err = syscall.Socket(syscall.AF_PACKET, syscall.SOCK_DGRAM, everything); err != nil {
		return 0, fmt.Errorf("a socket for packets: %w", err)
	}
	lo, err := net.InterfaceByName("lo")
	if err == nil {
		err = raise("lo")
	}
	if err != nil {
		return 0, fmt.Errorf("bringing the loopback up: %w", err)
	}
	if err := errors.Join(routeAll(syscall.AF_INET, lo.Index), routeAll(syscall.AF_INET6, lo.Index)); err != nil {
		return 0, fmt.Errorf("routing to the loopback: %w", err)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return 0, fmt.Errorf("keeping mounts to ourselves: %w", err)
	}
	conf := filepath.Join(dir, "resolv.conf")
	if err := os.WriteFile(conf, []byte("nameserver 127.0.0.53\n"), 0o644); err != nil {
		return 0, err
	}
	// Programs that look names up for others stand outside of the namespace.
	over := map[string]string{"/etc/resolv.conf": conf}
	for _, socket := range []string{"/run/nscd/socket", "/run/systemd/resolve/io.systemd.Resolve", "/run/avahi-daemon/socket", "/run/dbus/system_bus_socket"} {
		over[socket] = os.DevNull
	}
	for path, with := range over {
		if _, err := os.Stat(path); err != nil {
			continue
		}
		if err := syscall.Mount(with, path, "", syscall.MS_BIND, ""); err != nil {
			return 0, fmt.Errorf("covering %s: %w", path, err)
		}
	}
	return packets, nil
}

// raise sets an interface up: ioctl SIOCSIFFLAGS with a struct ifreq.
func raise(name string) error {
	s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Close(s) }()
	var request [40]byte
	copy(request[:syscall.IFNAMSIZ-1], name)
	binary.NativeEndian.PutUint16(request[syscall.IFNAMSIZ:], syscall.IFF_UP|syscall.IFF_RUNNING|syscall.IFF_LOOPBACK)
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(s), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return errno
	}
	return nil
}

// routeAll makes every address of a family one of this machine: netlink's
// RTM_NEWROUTE of the type local.
func routeAll(family byte, device int) error {
	s, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW, syscall.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Close(s) }()
	const length = syscall.SizeofNlMsghdr + syscall.SizeofRtMsg + syscall.SizeofRtAttr + 4
	var b bytes.Buffer
	for _, part := range []any{
		syscall.NlMsghdr{Len: length, Type: syscall.RTM_NEWROUTE, Flags: syscall.NLM_F_REQUEST | syscall.NLM_F_CREATE | syscall.NLM_F_ACK},
		syscall.RtMsg{Family: family, Table: syscall.RT_TABLE_MAIN, Protocol: syscall.RTPROT_BOOT, Scope: syscall.RT_SCOPE_HOST, Type: syscall.RTN_LOCAL},
		syscall.RtAttr{Len: syscall.SizeofRtAttr + 4, Type: syscall.RTA_OIF},
		int32(device),
	} {
		if err := binary.Write(&b, binary.NativeEndian, part); err != nil {
			return err
		}
	}
	if err := syscall.Sendto(s, b.Bytes(), 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	n, _, err := syscall.Recvfrom(s, answer, 0)
	if err != nil {
		return err
	}
	if n < syscall.SizeofNlMsghdr+4 {
		return errors.New("netlink answers nothing")
	}
	if errno := -int32(binary.NativeEndian.Uint32(answer[syscall.SizeofNlMsghdr:])); errno != 0 {
		return syscall.Errno(errno)
	}
	return nil
}

// capture writes down whom packets are for, beyond the addresses of a loopback.
func (w *watch) capture(packets int) {
	b := make([]byte, 65536)
	for {
		n, _, err := syscall.Recvfrom(packets, b, 0)
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil {
			return
		}
		if to := recipient(b[:n]); to != "" {
			w.mu.Lock()
			w.sent[to] = true
			w.mu.Unlock()
		}
	}
}

// recipient returns whom an IP packet is for; "" for this machine, and for a
// refusal, which the kernel answers in a stranger's name.
func recipient(p []byte) string {
	var to netip.Addr
	var protocol byte
	switch {
	case len(p) >= 20 && p[0]>>4 == 4:
		to, protocol = netip.AddrFrom4([4]byte(p[16:20])), p[9]
		p = p[min(len(p), int(p[0]&15)*4):]
	case len(p) >= 40 && p[0]>>4 == 6:
		to, protocol = netip.AddrFrom16([16]byte(p[24:40])), p[6]
		p = p[40:]
	default:
		return "a packet that is not of IP"
	}
	if to.IsLoopback() {
		return ""
	}
	const tcp, udp, icmp, icmp6, reset = 6, 17, 1, 58, 4
	switch {
	case protocol == tcp && len(p) >= 14:
		if p[13]&reset != 0 {
			return ""
		}
		return netip.AddrPortFrom(to, binary.BigEndian.Uint16(p[2:])).String() + " by TCP"
	case protocol == udp && len(p) >= 8:
		return netip.AddrPortFrom(to, binary.BigEndian.Uint16(p[2:])).String() + " by UDP"
	case (protocol == icmp || protocol == icmp6) && len(p) > 0 && (p[0] == 3 || protocol == icmp6 && p[0] == 1):
		return "" // unreachable
	}
	return to.String() + " by protocol " + strconv.Itoa(int(protocol))
}

// resolve answers every question for an address with that of a stranger, so
// that one sees whether a connection would follow.
func (w *watch) resolve(c net.PacketConn) {
	b := make([]byte, 4096)
	for {
		n, from, err := c.ReadFrom(b)
		if err != nil {
			return
		}
		name, end := questionOf(b[:n])
		if end == 0 {
			name = "a question that cannot be read"
		}
		w.mu.Lock()
		w.names[name] = true
		w.mu.Unlock()
		if end == 0 {
			continue
		}
		answer := append([]byte{b[0], b[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, b[12:end]...)
		if binary.BigEndian.Uint16(b[end-4:]) == 1 { // A, the address of version 4
			answer[7] = 1
			answer = append(answer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4)
			answer = append(answer, netip.MustParseAddr(strangerNamed).AsSlice()...)
		}
		_, _ = c.WriteTo(answer, from)
	}
}

// questionOf returns the name that a DNS message asks for and where its question
// ends, 0 when it has none.
func questionOf(m []byte) (name string, end int) {
	var labels []string
	for i := 12; i < len(m); {
		length := int(m[i])
		if length == 0 {
			if i+5 > len(m) {
				return "", 0
			}
			return strings.Join(labels, "."), i + 5
		}
		if i+1+length > len(m) {
			return "", 0
		}
		labels = append(labels, string(m[i+1:i+1+length]))
		i += 1 + length
	}
	return "", 0
}

// await looks a name up and knocks at an address, and returns when both were
// seen: the watch then has seen all that came before.
func (w *watch) await(t *testing.T, name, address string) {
	t.Helper()
	if _, err := net.DefaultResolver.LookupHost(t.Context(), name); err != nil {
		t.Errorf("the watching resolver does not answer: %v", err)
	}
	knock(address)
	for range 400 {
		w.mu.Lock()
		seen := w.names[name] && w.sent[address+":9 by TCP"]
		w.mu.Unlock()
		if seen {
			return
		}
		time.Sleep(25 * time.Millisecond) // between two looks
	}
	t.Fatalf("the watch does not see that %s is looked up and %s knocked at: %v, %v", name, address, w.names, w.sent)
}

// verdict tells what was seen beside the watch's own.
func (w *watch) verdict(t *testing.T) {
	t.Helper()
	w.await(t, nameLast, strangerLast)
	w.mu.Lock()
	defer w.mu.Unlock()
	for name := range w.names {
		if name != nameFirst && name != nameLast {
			t.Errorf("%s was looked up", name)
		}
	}
	for to := range w.sent {
		if to != strangerFirst+":9 by TCP" && to != strangerLast+":9 by TCP" {
			t.Errorf("something was sent to %s", to)
		}
	}
}

#!/bin/sh
# Installs Debian packages, with sudo when not root. PostgreSQL and Redis are
# wanted as programs, not as services: none is started, none at boot, and
# PostgreSQL's package makes no cluster. What was installed before is left as
# it is.
set -eu

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		echo "These packages are missing: $packages" >&2
		echo "Ask an administrator to run: apt-get install $packages" >&2
		exit 1
	fi
}

packages=$*
echo "setup: installing $packages"
[ "$(id -u)" -eq 0 ] || ! command -v sudo >/dev/null 2>&1 || echo "setup: sudo may ask for your password"

install() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		echo "setup: apt-get could not install: $*" >&2
		exit 1
	}
}

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
drop_in=/etc/postgresql-common/createcluster.d/studyapp.conf
ours=
undo() {
	status=$?
	rm -f "$log"
	[ -z "$ours" ] || as_root rm -f $ours
	exit $status
}
trap undo EXIT
trap 'exit 130' INT TERM

as_root apt-get update -qq >"$log" 2>&1 || { tail -n 5 "$log" >&2; echo "setup: the package lists could not be fetched; going on with those that are here" >&2; }

case " $packages " in
*" postgresql "* | *" redis-server "*)
	if [ ! -e $policy ]; then
		printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
		ours="$ours $policy"
		as_root chmod 755 $policy
	fi
	;;
esac
case " $packages " in
*" postgresql "*)
	install postgresql-common
	if [ ! -e $drop_in ]; then
		as_root mkdir -p "$(dirname $drop_in)"
		echo "create_main_cluster = false" | as_root tee $drop_in >/dev/null
		ours="$ours $drop_in"
	fi
	;;
esac
# shellcheck disable=SC2086 # packages are words
install $packages
case " $packages " in
*" redis-server "*)
	if [ -d /run/systemd/system ]; then
		as_root systemctl disable --quiet redis-server || true
	fi
	;;
esac
echo "setup: installed"

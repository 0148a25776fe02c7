#!/bin/sh
# Installs what is missing and says what it does; does nothing when nothing is.
#
#   setup.sh          what building and running need, and the search model
#   setup.sh --tests  that, and what the tests need
#   setup.sh --bench  that of running, and what the bench needs
#   --build           only what building needs (no servers, no model)
#   --quiet           no word when there is nothing to do
#
# Facts are looked at each time (no stamp): it takes a few milliseconds.
set -eu
cd "$(dirname "$0")/.."

tests= bench= build= quiet=
for option; do
	case $option in
	--tests) tests=1 ;;
	--bench) bench=1 ;;
	--build) build=1 ;;
	--quiet) quiet=1 ;;
	*)
		echo "setup.sh: unknown option $option" >&2
		exit 2
		;;
	esac
done

has() { command -v "$1" >/dev/null 2>&1; }
any() { # any PATH…: one of the paths exists
	for path; do [ -e "$path" ] && return 0; done
	return 1
}

fetch_model=internal/search/embed/fetch/fetch-model.sh
model_missing() { ! $fetch_model --present; }

# Debian's names of what is missing.
missing() {
	has g++ || echo g++
	has ar || echo binutils
	has make || echo make
	any /usr/include/faiss/IndexFlat.h /usr/local/include/faiss/IndexFlat.h || echo libfaiss-dev
	any /usr/lib/*/libopenblas.so /usr/lib/libopenblas.so /usr/lib64/libopenblas.so /usr/local/lib/libopenblas.so || echo libopenblas-dev
	[ -n "$build" ] && return
	any /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres /usr/libexec/postgresql*/postgres || has postgres || echo postgresql
	has redis-server || echo redis-server
	if model_missing; then
		has python3 || echo python3
		{ has python3 && python3 -m pip --version >/dev/null 2>&1; } || echo python3-pip
		any /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt || echo ca-certificates
	fi
	if [ -n "$tests" ]; then
		has chromium || has chromium-browser || has google-chrome || echo chromium
		# The test that nothing phones home watches from a namespace, else by strace.
		unshare --user --map-root-user --net --mount true 2>/dev/null || has strace || echo strace
	fi
	if [ -n "$bench" ]; then
		has python3 || echo python3
		{ has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; } || echo python3-venv
	fi
}

# The languages come first: they are the only things that setup cannot bring.
need() {
	echo "studyapp needs $1. Install it from $2 and run this again," >&2
	echo "or use docker compose up, which needs neither." >&2
	exit 1
}
has go || need "Go 1.26 or newer" "go.dev"
{ has node && has npm; } || need "Node.js 20 or newer (with npm)" "nodejs.org"

packages=$(missing | sort -u | tr '\n' ' ')
if [ -n "$packages" ]; then
	if ! has apt-get; then
		echo "studyapp needs what Debian calls: $packages" >&2
		echo "Install these with your system's package manager and run this again, or use docker compose up." >&2
		exit 1
	fi
	scripts/apt.sh $packages
fi

if [ -z "$build" ] && model_missing; then
	# Without the model everything works by words alone, and the pages say so.
	$fetch_model || echo "The search model could not be fetched. studyapp works without it, by words alone; make setup tries again." >&2
elif [ -z "$packages" ] && [ -z "$quiet" ] && [ -z "$build" ]; then
	echo "setup: everything is here"
fi

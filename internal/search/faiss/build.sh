#!/bin/sh
# Compiles capi/*.cc into lib/libfaiss_c.a, the C API that go-faiss links.
#
# FAISS_NATIVE=DIR uses a FAISS built for AVX2 instead of Debian's: DIR/include
# and DIR/lib/libfaiss.a (or libfaiss_avx2.a) of the same version, which is
# put beside the shim as lib/libfaiss.a so that the linker finds it first.
# Compiles only when a source or the choice of FAISS is newer.
set -eu
cd "$(dirname "$0")"
native=${FAISS_NATIVE:-}
out=lib/libfaiss_c.a
stamp=lib/.built-for
mkdir -p lib
if [ -f "$out" ] && [ -f "$stamp" ] && [ -f built.h ] && [ "$(cat "$stamp")" = "$native" ] &&
	[ -z "$(find capi build.sh -newer "$out" | head -n 1)" ]; then
	exit 0
fi
flags="-O2 -DNDEBUG -std=c++17 -fPIC -fopenmp"
rm -f lib/libfaiss.a
if [ -n "$native" ]; then
	flags="$flags -DSTUDYAPP_FAISS_NATIVE"
	[ -d "$native/include" ] && flags="$flags -I$native/include"
	archive=$native/lib/libfaiss_avx2.a
	[ -f "$archive" ] || archive=$native/lib/libfaiss.a
	cp "$archive" lib/libfaiss.a
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for source in capi/*.cc; do
	# shellcheck disable=SC2086 # flags are words
	${CXX:-g++} $flags -c "$source" -o "$work/$(basename "$source" .cc).o"
done
ar rcs "$work/libfaiss_c.a" "$work"/*.o
mv "$work/libfaiss_c.a" "$out"
# The go command does not look into libraries: it relinks when a header changes.
printf '// %s\n' "$(cat lib/*.a capi/* | sha256sum | cut -d ' ' -f 1)" >built.h
printf '%s' "$native" >"$stamp"
echo "built internal/search/faiss/$out"

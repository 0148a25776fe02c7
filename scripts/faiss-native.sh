#!/bin/sh
# Builds FAISS with AVX2 from the source package of the libfaiss-dev that is
# installed (Debian's own build has none): searches take a third to a sixth of
# the time. It lands in the user's cache, where every later build finds it.
#
#   faiss-native.sh        build it, if it is not there
#   faiss-native.sh --dir  print its folder, when it is there and this processor has AVX2
#   faiss-native.sh DIR    build it into DIR
set -eu

version=$(dpkg-query -W -f '${source:Version}' libfaiss-dev 2>/dev/null || true)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/studyapp
dir=$cache/faiss-avx2-$version

case ${1:-} in
--dir)
	[ -n "$version" ] && [ -f "$dir/lib/libfaiss_avx2.a" ] && grep -qw avx2 /proc/cpuinfo && echo "$dir"
	exit 0
	;;
"") ;;
*) dir=$1 ;;
esac

if [ -f "$dir/lib/libfaiss_avx2.a" ]; then
	echo "faiss-native: $dir is here"
	exit 0
fi
[ "$(uname -m)" = x86_64 ] || {
	echo "faiss-native: AVX2 is only on x86-64; Debian's build is used" >&2
	exit 1
}
here=$(dirname "$0")
[ -n "$version" ] || {
	"$here/setup.sh" --build
	version=$(dpkg-query -W -f '${source:Version}' libfaiss-dev)
	[ $# -gt 0 ] || dir=$cache/faiss-avx2-$version
}
packages=
command -v cmake >/dev/null 2>&1 || packages="$packages cmake"
command -v dpkg-source >/dev/null 2>&1 || packages="$packages dpkg-dev"
# shellcheck disable=SC2086 # packages are words
[ -z "$packages" ] || "$here/apt.sh" $packages

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# The system's package sources, turned into sources of source packages, with
# lists of our own: nothing of the system's is changed, and root is not needed.
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
: >"$work/sources.list"
[ ! -f /etc/apt/sources.list ] || sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$work/sources.list"
for file in /etc/apt/sources.list.d/*.list; do
	[ ! -f "$file" ] || sed -n 's/^deb /deb-src /p' "$file" >>"$work/sources.list"
done
for file in /etc/apt/sources.list.d/*.sources; do
	[ ! -f "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/parts/$(basename "$file")"
done
apt() {
	apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts="$work/parts" \
		-o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@"
}
echo "faiss-native: fetching FAISS $version (source package)"
apt update
(cd "$work" && apt --download-only source "faiss=$version" >/dev/null)
dpkg-source --no-check -x "$work"/faiss_*.dsc "$work/faiss" >/dev/null

echo "faiss-native: compiling (some minutes)"
{
	cmake -S "$work/faiss" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DFAISS_OPT_LEVEL=avx2 \
		-DFAISS_ENABLE_GPU=OFF -DFAISS_ENABLE_PYTHON=OFF -DFAISS_ENABLE_C_API=OFF \
		-DBUILD_TESTING=OFF -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON
	cmake --build "$work/build" --target faiss_avx2 -j "$(nproc)"
} >"$work/log" 2>&1 || {
	tail -n 30 "$work/log" >&2
	exit 1
}
mkdir -p "$dir/lib"
cp "$(find "$work/build" -name libfaiss_avx2.a)" "$dir/lib/libfaiss_avx2.a.new"
mv "$dir/lib/libfaiss_avx2.a.new" "$dir/lib/libfaiss_avx2.a"
echo "faiss-native: built $dir; make build links it from now on"

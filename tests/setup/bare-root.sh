#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Prove it on a bare Debian 12: debootstrap's smallest root with make and
# nothing else, the files of HEAD, and the command in it. By hand, as root:
#
#   bare-root.sh [demo|check] [root|user]
#
# "user": somebody with sudo instead of root. Mirrors, own certificates and
# the npm registry are those of this machine. BARE_DIR names a folder to keep,
# BARE_COMMIT another commit.
set -eu

what=${1:-demo}
who=${2:-root}
cd "$(dirname "$0")/../.."
[ "$(id -u)" -eq 0 ] || {
	echo "bare-root.sh: run it as root: it takes chroot and mount" >&2
	exit 1
}
command -v debootstrap >/dev/null || {
	echo "bare-root.sh: apt-get install debootstrap" >&2
	exit 1
}
# All that is mounted goes when this ends.
if [ -z "${BARE_PRIVATE:-}" ]; then
	BARE_PRIVATE=yes exec unshare --mount --propagation private \
	    sh "tests/setup/${0##*/}" "$what" "$who"
fi

root=${BARE_DIR:-}
if [ -z "$root" ]; then
	root=$(mktemp -d)
	trap 'umount -l "$root/dev" "$root/proc"; rm -rf "$root"' EXIT
fi
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources \
    /etc/apt/sources.list.d/*.list 2>/dev/null |
    awk '$1 == "URIs:" { print $2; exit }
	$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) {
	    print $i; exit } }')
if [ ! -x "$root/usr/bin/make" ]; then
	echo "bare root: debootstrap into $root"
	mkdir -p "$root"
	debootstrap --variant=minbase --include=make bookworm "$root" \
	    "$mirror" >"$root/debootstrap.out" 2>&1 || {
		tail "$root/debootstrap.out" >&2
		exit 1
	}
fi
for lacking in gcc node npm gnuplot chromium curl; do
	[ ! -e "$root/usr/bin/$lacking" ] ||
		echo "note: $lacking is there already, from an earlier time"
done
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
	cp /etc/ssl/certs/ca-certificates.crt "$root/etc/host-ca.crt"
fi

rm -rf "$root/opt/feiten"
mkdir -p "$root/opt/feiten"
git archive "${BARE_COMMIT:-HEAD}" | tar -x -C "$root/opt/feiten"

registry=$(npm config get registry 2>/dev/null || :)
set -- PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    NODE_EXTRA_CA_CERTS=/etc/host-ca.crt \
    ${registry:+npm_config_registry="$registry"}
if [ "$who" = user ]; then
	[ -x "$root/usr/bin/sudo" ] || chroot "$root" env "$@" sh -c \
	    'apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	    apt-get -qq install --yes sudo' >/dev/null 2>&1
	chroot "$root" id jan >/dev/null 2>&1 ||
	    chroot "$root" useradd --create-home jan
	echo 'jan ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/jan"
	chroot "$root" chown -R jan /opt/feiten
	set -- "$@" HOME=/home/jan
	as="setpriv --reuid=jan --regid=jan --init-groups"
else
	set -- "$@" HOME=/root
	as=
fi
for time in first second; do
	echo "bare root: make $what as $who, $time time"
	start=$(date +%s)
	# shellcheck disable=SC2086 # words
	chroot "$root" env -i "$@" $as make -C /opt/feiten "$what"
	echo "bare root: $(($(date +%s) - start)) seconds"
done

# SPDX-License-Identifier: EUPL-1.2
# What the tests of the commands share: TAP, a folder of one's own ($tmp), the
# loopback server, and the program run with everything pinned. $FEITEN and
# $HTTPD name the programs (tests/one.sh sets them).
# shellcheck shell=sh disable=SC2034
set -u
LC_ALL=C
TZ=UTC
SOURCE_DATE_EPOCH=1795305600
NOW=2026-11-22
export LC_ALL TZ SOURCE_DATE_EPOCH
unset FEITEN_SHARE FEITEN_CA_FILE FEITEN_NODE_MODULES FEITEN_SECRETS
# The server is of this machine: no long waits before it is asked again.
FEITEN_PATIENCE=0.05
export FEITEN_PATIENCE
unset http_proxy https_proxy HTTPS_PROXY ALL_PROXY all_proxy

repo=$(cd "$(dirname "$0")/../.." && pwd)
example=$repo/tests/example
FEITEN=${FEITEN:-$repo/build/feiten}
HTTPD=${HTTPD:-$repo/build/tests/httpd}
CBS=https://opendata.cbs.nl
count=0
bad=0
server=
status=0
tmp=$(mktemp -d) || exit 1
TMPDIR=$tmp/tmp
mkdir "$TMPDIR"
XDG_CONFIG_HOME=$tmp/config
export TMPDIR XDG_CONFIG_HOME

# Most tests want one source, whatever else comes with the program: its own
# files, less the other definitions. all_sources takes that back.
FEITEN_SHARE=$tmp/share
mkdir -p "$FEITEN_SHARE/sources"
ln -s "$repo/reports" "$FEITEN_SHARE/reports"
ln -s "$repo/sources/indicators.json" "$repo/sources/privacy.json" \
    "$repo/sources/cbs-kwb.json" "$FEITEN_SHARE/sources/"
export FEITEN_SHARE

all_sources() {
	unset FEITEN_SHARE
}

server_stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } \
	    2>/dev/null
	server=
}

leave() {
	server_stop
	rm -rf "$tmp"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

ok() { # STATUS NAME
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		bad=$((bad + 1))
	fi
}

skip() { # WHY
	count=$((count + 1))
	echo "ok $count # SKIP $1"
}

is() { # GOT WANT NAME
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || {
		printf 'got:  %s\n' "$1"
		printf 'want: %s\n' "$2"
	} | sed 's/^/# /'
}

isnt() { # GOT UNWANTED NAME
	[ "$1" != "$2" ]
	ok $? "$3"
	[ "$1" != "$2" ] || printf 'both: %s\n' "$1" | sed 's/^/# /'
}

same() { # FILE FILE NAME
	cmp -s "$1" "$2"
	ok $? "$3"
	cmp -s "$1" "$2" || diff "$1" "$2" | head -n 10 | cut -c1-150 |
	    sed 's/^/# /'
}

has() { # FILE TEXT NAME
	grep -qF -- "$2" "$1"
	ok $? "$3"
	grep -qF -- "$2" "$1" || {
		echo "# no \"$2\" in:"
		head -n 20 "$1" | sed 's/^/#   /'
	}
}

hasnt() { # FILE TEXT NAME
	! grep -qF -- "$2" "$1"
	ok $? "$3"
	grep -nF -- "$2" "$1" | head -n 5 | sed 's/^/#   /'
}

done_testing() {
	echo "1..$count"
	[ "$bad" -eq 0 ]
	exit
}

# Run feiten: status in $status, what it printed in $tmp/out and $tmp/err.
feiten() {
	"$FEITEN" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	# 99 and up: a sanitizer, a signal. No test may take that for an error.
	[ "$status" -lt 99 ] || {
		ok 1 "feiten $* ends by itself ($status)"
		head -n 40 "$tmp/err" | sed 's/^/#   /'
	}
}

# feiten STATUS ARGUMENT...: run it, and that is how it ends.
ends() {
	want=$1
	shift
	feiten "$@"
	is "$status" "$want" "ends with $want: feiten $*"
	[ "$status" = "$want" ] || sed 's/^/#   /' "$tmp/err"
}

err_has() { # TEXT NAME
	has "$tmp/err" "$1" "$2"
}

out_has() { # TEXT NAME
	has "$tmp/out" "$1" "$2"
}

# The loopback server, on a port of its own ($port).
server_start() { # OPTION...
	server_stop
	rm -f "$tmp/port" "$tmp/life"
	mkfifo "$tmp/port" "$tmp/life"
	"$HTTPD" --root "$example/v3" --overlay "$tmp/overlay" --until-eof \
	    "$@" <"$tmp/life" >"$tmp/port" 2>>"$tmp/httpd.err" &
	server=$!
	# It ends when the test does, by whatever cause: with its stdin.
	exec 9>"$tmp/life"
	read -r port <"$tmp/port" || exit 1
	mirror=$CBS=http://127.0.0.1:$port/opendata.cbs.nl
}


fault() { # SPEC
	curl -sS -o "$tmp/control" --data-binary "$1" \
	    "http://127.0.0.1:$port/_control/fault"
}

clear() {
	curl -sS -o "$tmp/control" -X POST \
	    "http://127.0.0.1:$port/_control/clear"
}

touch_table() { # TABLE
	curl -sS -o "$tmp/control" -X POST \
	    "http://127.0.0.1:$port/_control/touch?table=$1"
}

requests() {
	curl -sS "http://127.0.0.1:$port/_control/log" | wc -l
}

# Another day, for what happens later.
later() { # SECONDS
	SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + $1))
	export SOURCE_DATE_EPOCH
}

# A fact base in $tmp/NAME; filled, and a copy kept to start from again.
init() { # NAME INIT-OPTION...
	base=$tmp/$1
	shift
	"$FEITEN" -q init "$base" --mirror "$mirror" \
	    "${@:---area=GM0603}" || exit 1
}

filled() { # NAME INIT-OPTION...
	init "$@"
	"$FEITEN" -q -C "$base" refresh >"$tmp/out" 2>"$tmp/err" || {
		sed 's/^/# /' "$tmp/err"
		exit 1
	}
}

# All files below a folder: name, time of change, size and checksum.
listing() { # FOLDER
	(cd "$1" && find . -type f -printf '%p %T@ %s ' -exec sha256sum {} \; |
	    sort)
}

# All that facts.db holds, as text.
dump() { # FACTS.DB
	sqlite3 "$1" .dump
}

# SPDX-License-Identifier: EUPL-1.2
# What the tests of the house share: TAP and a folder of one's own ($tmp).
# shellcheck shell=sh
LC_ALL=C
export LC_ALL
count=0
bad=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
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

is() { # GOT WANT NAME
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf 'got:  %s\nwant: %s\n' "$1" "$2" |
	    sed 's/^/# /'
}

empty() { # TEXT NAME
	is "$1" "" "$2"
}

done_testing() {
	echo "1..$count"
	[ "$bad" -eq 0 ]
	exit
}

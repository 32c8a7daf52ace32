#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What the program says of itself, against README.md and docs/commands.md.
. "$(dirname "$0")/lib.sh"

ends 2
err_has "usage: feiten" "without a command: how to use it, status 2"
ends 0 --help
out_has "Exit status: 0 all is well" "--help"
cp "$tmp/out" "$tmp/help"
ends 0 help
same "$tmp/help" "$tmp/out" "help: the same"
ends 0 help site
cp "$tmp/out" "$tmp/site"
ends 0 site --help
same "$tmp/site" "$tmp/out" "help site: as site --help"
ends 2 help nonsense
err_has "nonsense: no such command" "help of a command there is not"
ends 0 --version
grep -qE '^feiten [0-9]+\.[0-9]+\.[0-9]+$' "$tmp/out"
ok $? "--version"
ends 2 nonsense
err_has "'feiten --help' lists them" "a command there is not"
ends 2 --nonsense
ends 2 --format xml status
ends 2 -C

commands=$(sed -n 's/^  \([a-z]*\)  *.*/\1/p' "$tmp/help")
is "$(echo "$commands" | tr '\n' ' ')" "init refresh rebuild status changes sources\
 areas indicators show table profile site sheet report notes check edition export doctor backup restore " "the commands there are"
for command in $commands; do
	ends 0 "$command" --help
	usage=$(sed -n 's/^usage: //p' "$tmp/out")
	has "$repo/docs/commands.md" "$usage" "docs/commands.md: $usage"
	for option in $(grep -oE '^  --[a-z-]+' "$tmp/out"); do
		sed -n "/^## feiten $command\$/,/^## /p" \
		    "$repo/docs/commands.md" >"$tmp/section"
		has "$tmp/section" "$option" \
		    "docs/commands.md: $command $option"
	done
	is "$(awk 'length > 80' "$tmp/out")" "" "$command --help fits a screen"
done

# Each example in README.md is a command there is, with options there are.
sed -n 's/^    feiten \(-C [^ ]* \)\{0,1\}//p' "$repo/README.md" >"$tmp/used"
[ "$(wc -l <"$tmp/used")" -ge 5 ]
ok $? "README.md shows at least five commands"
while read -r command rest; do
	echo "$commands" | grep -qx "$command"
	ok $? "README.md: feiten $command"
	{
		cat "$tmp/help"
		"$FEITEN" "$command" --help
	} >"$tmp/out"
	for option in $(echo "$rest" | grep -oE -- '--[a-z-]+'); do
		out_has "$option" "README.md: feiten $command $option"
	done
done <"$tmp/used"

# And no command is described that there is not.
described=$(sed -n 's/^## feiten \([a-z]*\)$/\1/p' "$repo/docs/commands.md")
is "$(echo "$described" | tr '\n' ' ')" "$(echo "$commands" | tr '\n' ' ')" \
    "docs/commands.md describes these and no other"
done_testing

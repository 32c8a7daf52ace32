#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten init: the folder it makes, and what it refuses.
. "$(dirname "$0")/lib.sh"

umask 022
ends 0 init "$tmp/fb" --area GM0603 --area WK060307 --title "Rijswijk & co" \
    --lang en --source cbs-kwb --mirror "$CBS=http://127.0.0.1:1/x"
err_has "feiten -C $tmp/fb refresh" "says what to do next"
cat >"$tmp/want" <<END
{"title":"Rijswijk & co","lang":"en","areas":["GM0603","WK060307"],\
"sources":["cbs-kwb"],"mirrors":{"$CBS":"http://127.0.0.1:1/x"}}
END
jq -c . "$tmp/fb/feiten.json" >"$tmp/got"
same "$tmp/want" "$tmp/got" "feiten.json holds what was asked"
is "$(cd "$tmp/fb" && find . -mindepth 1 | sort | tr '\n' ' ')" \
    "./decisions ./editions ./feiten.json ./notes ./raw ./sources ./state\
 ./story " "the folders of a fact base"
is "$(stat -c %a "$tmp/fb/notes")" 700 "notes/ is for its owner alone"

ends 0 -q init "$tmp/quiet" --area=BU06030771
is "$(cat "$tmp/err")" "" "-q says nothing"

ends 2 init "$tmp/fb" --area GM0603
err_has "is a fact base already" "a fact base is not made twice"
ends 2 init
err_has "usage: feiten init" "no folder"
ends 2 init "$tmp/no"
err_has "--area GM0603" "no area: shows how"
ends 2 init "$tmp/no" --area 0603
err_has "no area code" "a code of another form"
ends 2 init "$tmp/no" --area GM0603 --lang fr
err_has "takes nl, en, or a language that has" "a language there is not"
ends 2 init "$tmp/no" --area GM0603 --source cbs-kvb
err_has 'did you mean "cbs-kwb"' "a source there is not"
ends 2 init "$tmp/no" --area GM0603 --mirror somewhere
err_has "ADDRESS=ADDRESS" "half a mirror"
ends 2 init "$tmp/no" --area GM0603 --mirror "$CBS=http://example.org/x"
err_has "plain http is refused" "a mirror that no refresh would ask"
ends 2 init "$tmp/no" --area
err_has "--area: needs a value" "an option without its value"
ends 2 init "$tmp/no" "$tmp/nay" --area GM0603
err_has "one folder only" "two folders"
[ ! -e "$tmp/no" ]
ok $? "wrong use makes nothing"

# A feiten.json that was written by hand.
edit() { # JQ TEXT
	jq "$1" "$tmp/fb/feiten.json" >"$tmp/quiet/feiten.json"
	ends 3 -C "$tmp/quiet" status
	err_has "$2" "feiten.json: $2"
}
edit '.areaz = 1' 'unknown key "areaz"'
edit '.areas = "GM0603"' 'areas must be a list of texts'
edit '.areas = ["GM06"]' '"GM06" is no area code'
edit '.areas = []' 'must name at least one area'
edit '.lang = "fr"' 'lang must be "nl" or "en"'
edit '.mirrors = []' 'mirrors must be an object'
printf '{ "title": ' >"$tmp/quiet/feiten.json"
ends 3 -C "$tmp/quiet" status
err_has "feiten.json" "half a file is named"
done_testing

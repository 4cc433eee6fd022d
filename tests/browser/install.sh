#!/bin/sh
# Puts Debian's Chromium and one Chinese font on this machine where apt and root exist; else says what to do.
set -eu
missing=""
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || missing="chromium"
if ! { command -v fc-list > /dev/null && fc-list :lang=zh | grep -q .; }; then missing="$missing fontconfig fonts-wqy-microhei"; fi
[ -n "$missing" ] || exit 0
if command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing $missing ..."
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
else
    echo "The browser tests need these Debian packages: $missing. Install them (sudo apt-get install $missing) and try again."
    exit 1
fi

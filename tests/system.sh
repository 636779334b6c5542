#!/bin/sh
# Installs the named Debian packages that are missing, where it may. Never fails: what stays missing is named by
# the test run itself.
command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=
for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Not installed, and not allowed to:$missing"
    exit 0
fi
echo "Installing:$missing"
install="apt-get install -y -qq --no-install-recommends"
$as_root apt-get update -qq >/dev/null 2>&1
# All at once; if one of them does not exist on this release, one by one.
# shellcheck disable=SC2086
$as_root DEBIAN_FRONTEND=noninteractive $install $missing >/dev/null 2>&1 </dev/null && exit 0
for package in $missing; do
    $as_root DEBIAN_FRONTEND=noninteractive $install "$package" >/dev/null 2>&1 </dev/null \
        || echo "Could not install: $package"
done

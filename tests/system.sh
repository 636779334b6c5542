#!/bin/sh
# Installs the named Debian packages where it may. Never fails: what stays missing is said here, and named again by
# the last words of a test run.
[ $# -gt 0 ] || exit 0
install="apt-get install -y --no-install-recommends"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Falta en esta máquina (nombres de Debian): $*"
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Falta en esta máquina y solo root puede instalarlo: $install $*"
    exit 0
fi
echo "Instalando paquetes del sistema (unos minutos): $*"
$as_root apt-get update -qq >/dev/null 2>&1
# All at once; if one of them does not exist on this release, one by one.
# shellcheck disable=SC2086 # words of a command
$as_root DEBIAN_FRONTEND=noninteractive $install -qq "$@" >/dev/null 2>&1 </dev/null && exit 0
# shellcheck disable=SC2086
for package in "$@"; do
    said=$($as_root DEBIAN_FRONTEND=noninteractive $install -qq "$package" 2>&1 </dev/null) \
        || { echo "No se pudo instalar $package:"; echo "$said" | tail -n 3; }
done
exit 0

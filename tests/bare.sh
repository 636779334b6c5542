#!/bin/bash
# Runs README's two commands where nothing is prepared: in minimal roots of Debian 12 and 13 that hold python3, git
# and make, and a clone of this repository's last commit. Needs root, debootstrap and a Debian to take the package
# sources from; the machine's own apt, pip, proxy and certificate settings are carried in.
#
#   tests/bare.sh [-r RELEASE] [-u USER] [-c COMMAND]...      everything, or only what is named (may be repeated)
#
#   RELEASE  bookworm, trixie
#   USER     root      may install what is missing
#            person    may not: what is missing is named, and the rest passes
#            prepared  may not, but root has installed beforehand what the commands name
#   COMMAND  demo        starts, answers, ends with Ctrl-C, and leaves no process behind
#            test        passes, and its last words are true
#            wheelhouse  a folder of wheels from which an environment is installed without a network
#
# TESTS narrows the tests, as it does for make. SELLO_BARE_CACHE (/var/cache/sello-bare) keeps the roots between
# runs, and the logs. What a run writes lies over its root in memory (about 3 GB), inside mount and process
# namespaces of its own: however a run ends, its mounts, files and processes go with it.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
cache=${SELLO_BARE_CACHE:-/var/cache/sello-bare}
debootstrap_scripts=/usr/share/debootstrap/scripts
patience=1200 # seconds until the demo answers; it installs its dependencies first

# --- the machine's own settings, carried into a root ---------------------------------------------------------

own_release() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

# "URI suite component" of each source that serves the machine's own Debian, as for another release.
sources_for() {
    local own
    own=$(own_release)
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
        | awk -v own="$own" -v other="$1" '$2 == own || index($2, own "-") == 1 { sub(own, other, $2); print }' \
        | sort -u
}

carry_in() {
    local root=$1 release=$2 path
    sources_for "$release" | sed 's/^/deb /' >"$root/etc/apt/sources.list"
    apt-config dump Acquire | grep -E '^Acquire::(https?|Check-|Retries|Force|Languages)' \
        >"$root/etc/apt/apt.conf.d/90machine" || true
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    for path in /etc/pip.conf /etc/xdg/pip /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates; do
        [ ! -e "$path" ] || carry_path "$root" "$path"
    done
    carried_variables | sed -n 's/^[^=]*=\(\/.*\)/\1/p' | while read -r path; do
        [ ! -e "$path" ] || carry_path "$root" "$path"
    done
}

carry_path() {
    mkdir -p "$1$(dirname "$2")"
    [ -e "$1$2" ] && [ -d "$2" ] || cp -rL "$2" "$1$(dirname "$2")/"
}

carried_variables() {
    env | grep -E '^(PIP_[A-Z_]+|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|(https?|no|all)_proxy|(HTTPS?|NO|ALL)_PROXY|TESTS)=' \
        || true
}

# --- the roots ------------------------------------------------------------------------------------------------

base_root() {
    local release=$1 mirror script=
    [ ! -e "$cache/$release" ] || return 0
    mirror=$(sources_for "$release" | awk -v release="$release" '$2 == release { print $1; exit }')
    [ -n "$mirror" ] || { echo "no package source of this machine serves Debian"; return 1; }
    [ -e "$debootstrap_scripts/$release" ] || script=$debootstrap_scripts/sid
    rm -rf "$cache/$release.new"
    echo "making a minimal root of $release ..."
    # shellcheck disable=SC2086 # no script: no argument
    debootstrap --variant=minbase --include=python3,git,make "$release" "$cache/$release.new" "$mirror" $script \
        >"$cache/logs/$release-debootstrap.log" 2>&1 || { tail -n 5 "$cache/logs/$release-debootstrap.log"; return 1; }
    rm -f "$cache/$release.new/var/cache/apt/archives/"*.deb
    mv "$cache/$release.new" "$cache/$release"
}

# A root in memory over a kept one, with the devices and file systems that programs expect.
mount_over() {
    local root=$1 node
    mount -t tmpfs -o mode=755 tmpfs "$run"
    mkdir "$run/upper" "$run/work" "$root"
    mount -t overlay -o "lowerdir=$2,upperdir=$run/upper,workdir=$run/work" overlay "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    for node in null zero full random urandom tty; do
        touch "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
    done
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir "$root/dev/shm" "$root/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
}

# --- inside the namespaces: one release, one user, its commands ------------------------------------------------

apart= # a command to run the next ones under

# Run a line of shell in the clone, as that user, in the environment of a fresh sign-in.
as() {
    local who=$1 line=$2 home=/home/person
    [ "$who" = person ] || home=/root
    mapfile -t carried < <(carried_variables)
    exec $apart chroot --userspec="$who:$who" "$root" /usr/bin/env -i "${carried[@]}" HOME="$home" USER="$who" \
        LOGNAME="$who" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb SELLO_PORT="$port" \
        /bin/sh -c "cd '$clone' && $line" </dev/null
}

# What a command told an ordinary user to have installed, installed by root.
install_named() {
    local line
    line=$(grep -o 'apt-get install .*' "$1" | tail -n 1)
    [ -n "$line" ] || { echo "it names no package to install"; return 1; }
    (as root "apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line") >>"$1.apt" 2>&1 \
        || { tail -n 5 "$1.apt"; return 1; }
}

# An ordinary user on a bare root is first told, in words, what only root can install.
first_told() {
    local log=$1
    [ "$who" = person ] && [ ! -e "$root$clone/.venv" ] || return 0
    if (as person "make demo") >"$log" 2>&1; then
        echo "make demo did not ask for what was missing"
        return 1
    fi
    grep -q 'python3-venv' "$log" || { echo "make demo does not name python3-venv"; tail -n 5 "$log"; return 1; }
    install_named "$log"
}

run_demo() {
    local log=$1 job waited=0 left
    set -m # a process group of its own, as at a terminal
    (as "$who" "exec make demo") >"$log" 2>&1 &
    job=$!
    set +m
    until answers; do
        kill -0 "$job" 2>/dev/null || { echo "make demo ended by itself"; return 1; }
        [ $((waited += 1)) -le "$patience" ] || { echo "no answer in $patience s"; return 1; }
        sleep 1
    done
    until grep -q 'Ctrl-C' "$log" || [ $((waited += 1)) -gt "$patience" ]; do sleep 1; done
    kill -INT -- "-$job"
    wait "$job" || true # make itself says that it was interrupted
    left=$(processes)
    [ -z "$left" ] || { echo "left behind: $left"; return 1; }
    grep -q 'Sello está en' "$log" || { echo "make demo did not say where it is"; return 1; }
    ! grep -q 'Traceback' "$log" || { echo "a traceback in its output"; return 1; }
}

answers() {
    chroot "$root" python3 -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:$port/readyz', timeout=5)" \
        2>/dev/null
}

# What runs in this namespace besides this script and what it runs to look.
processes() {
    local folder
    for folder in /proc/[0-9]*; do
        [ "$(readlink "$folder/root" || true)" = "$root" ] && tr '\0' ' ' <"$folder/cmdline"
    done 2>/dev/null
    return 0
}

run_test() {
    local log=$1 words='^nothing was left out'
    if [ "$user" = prepared ]; then
        (as person "make system") >"$log" 2>&1
        install_named "$log" || return 1
    fi
    [ "$user" != person ] || words='^not run here '
    (as "$who" "make test") >"$log" 2>&1 || { tail -n 15 "$log"; return 1; }
    last_words "$log"
    last_words "$log" | grep -Eq "$words" || { echo "its last words are not those of this user"; return 1; }
}

# The checks before the tests have last words too: only those after them count.
last_words() {
    tac "$1" | sed '/= this machine =/q' | tac | grep -E '^(=+ .*passed|not run here|nothing was left out)'
}

run_wheelhouse() {
    local log=$1 home=/tmp/apart
    (as "$who" "make wheelhouse && python3 -m venv $home") >"$log" 2>&1 || { tail -n 5 "$log"; return 1; }
    apart="unshare --net"
    (as "$who" "$home/bin/pip install -q --no-index --find-links wheelhouse sello && $home/bin/sello --version") \
        >>"$log" 2>&1 || { tail -n 5 "$log"; return 1; }
    tail -n 1 "$log"
}

inside() {
    local release=$1 commit=$4 command log started verdict failed=0
    local who=person clone=/home/person/sello port
    user=$2 run=$3 root=$3/root
    shift 4
    [ "$user" != root ] || who=root clone=/root/sello
    mount_over "$root" "$cache/$release"
    carry_in "$root" "$release"
    chroot "$root" useradd --create-home --shell /bin/bash person
    git clone -q --no-hardlinks "$here" "$root$clone"
    git -C "$root$clone" checkout -q --detach "$commit"
    chroot "$root" chown -R "$who:$who" "$clone"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    for command; do
        log=$cache/logs/$release-$user-$command.log
        started=$SECONDS verdict=passed
        echo "--- $release, $user, make $command (log: $log)"
        if ! first_told "$log.told" || ! "run_$command" "$log"; then verdict=FAILED failed=1; fi
        printf '%-9s %-9s %-11s %s in %d:%02d\n' "$release" "$user" "$command" "$verdict" \
            $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) | tee -a "$run.closing"
    done
    return "$failed"
}

# --- outside -----------------------------------------------------------------------------------------------------

job= # the namespaces at work, for the trap

main() {
    local releases=() users=() commands=() option release user commit failed=0
    while getopts r:u:c: option; do
        case $option in
            r) releases+=("$OPTARG") ;;
            u) users+=("$OPTARG") ;;
            c) commands+=("$OPTARG") ;;
            *) sed -n '2,/^set/s/^#\( \|$\)//p' "$0"; exit 2 ;;
        esac
    done
    [ ${#releases[@]} -gt 0 ] || releases=(bookworm trixie)
    [ ${#users[@]} -gt 0 ] || users=(root person prepared)
    [ ${#commands[@]} -gt 0 ] || commands=(demo test wheelhouse)
    [ "$(id -u)" = 0 ] || { echo "tests/bare.sh needs root, for chroot and mounts"; exit 2; }
    command -v debootstrap >/dev/null || { echo "tests/bare.sh needs debootstrap: apt-get install debootstrap"; exit 2; }
    commit=$(git -C "$here" rev-parse HEAD)
    mkdir -p "$cache/logs"
    run=$(mktemp -d "$cache/run.XXXXXX")
    # unshare itself takes no notice of TERM or INT; killed, it takes all that lives in its namespaces along.
    trap '[ -z "$job" ] || kill -KILL "$job" 2>/dev/null || true; rm -f "$run.closing"; rmdir "$run"' EXIT
    trap 'exit 130' INT TERM HUP
    for release in "${releases[@]}"; do
        base_root "$release" || { echo "$release: no root" | tee -a "$run.closing"; failed=1; continue; }
        for user in "${users[@]}"; do
            unshare --mount --pid --fork --kill-child --mount-proc -- \
                "$0" --inside "$release" "$user" "$run" "$commit" "${commands[@]}" &
            job=$!
            wait "$job" || failed=1
            job=
        done
    done
    echo
    echo "README's commands on bare roots, at $(git -C "$here" log -1 --format='%h %s' "$commit"):"
    cat "$run.closing"
    return "$failed"
}

if [ "${1:-}" = --inside ]; then
    shift
    inside "$@"
else
    main "$@"
fi

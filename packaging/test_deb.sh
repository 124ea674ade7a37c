#!/usr/bin/env bash
# Builds the package, installs it with dpkg into a root of its own, starts the installed service on its installed files,
# stops it, removes and purges it. Nothing outside build/deb is touched.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "FAIL deb: $*" >&2; exit 1; }
for tool in dpkg dpkg-deb dpkg-shlibdeps; do
  command -v "$tool" >/dev/null || { echo "skipped deb: $tool is missing"; exit 0; }
done
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v fakeroot >/dev/null || { echo "skipped deb: dpkg wants root, or fakeroot"; exit 0; }
  as_root=(fakeroot)
fi

output=build/deb-test
root=$PWD/$output/root
rm -rf "$output"
package=$(packaging/build_deb.sh "$output")
mkdir -p "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/triggers"
: >"$root/var/lib/dpkg/status"
: >"$root/var/lib/dpkg/available"
in_root() { "${as_root[@]}" dpkg --root="$root" --force-script-chrootless --force-depends --force-not-root --log=/dev/null "$@"; }

in_root --install "$package" >"$output/install.log" 2>&1 || { cat "$output/install.log"; fail install; }
for file in usr/bin/partance usr/bin/partance-server usr/share/partance/rulebook.program etc/partance/partance.conf \
  lib/systemd/system/partance.service usr/share/doc/partance/copyright; do
  [ -e "$root/$file" ] || fail "$file is not in the package"
done
in_root --status partance | grep -q '^ /etc/partance/partance.conf ' || fail "the configuration is no conffile"
in_root --status partance | grep -q '^Depends: .*libssl3' || fail "dependencies were not worked out"

"$root/usr/bin/partance" aids >"$output/aids.txt" || fail "partance aids"
[ -s "$output/aids.txt" ] || fail "partance aids says nothing"

if command -v systemd-analyze >/dev/null; then
  # Of procps, on which the package depends: what the unit is reloaded with.
  mkdir -p "$root/bin" && cp /bin/kill "$root/bin/kill"
  systemd-analyze verify --root="$root" "$root/lib/systemd/system/partance.service" >"$output/verify.log" 2>&1 || true
  grep -q 'partance.service:.*\(Unknown\|Failed to parse\|Invalid\|not executable\)' "$output/verify.log" &&
    { cat "$output/verify.log"; fail "the unit"; }
  # 0 is shut in, 10 is open; above 20 tenths something was lost.
  systemd-analyze security --offline=true --threshold=20 "$root/lib/systemd/system/partance.service" \
    >"$output/security.log" 2>&1 || { tail -n 5 "$output/security.log"; fail "the sandbox"; }
  tail -n 1 "$output/security.log"
fi

mkdir -p "$root/var/lib/partance"
STATE_DIRECTORY=$root/var/lib/partance "$root/usr/bin/partance" serve --config "$root/etc/partance/partance.conf" \
  --port 0 >"$output/serve.out" 2>"$output/serve.log" &
service=$!
trap 'kill -9 $service 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  grep -q 'is ready' "$output/serve.out" && break
  kill -0 "$service" 2>/dev/null || { cat "$output/serve.log"; fail "the service ended"; }
  sleep 0.1
done
port=$(sed -n 's|.*is ready: http://127.0.0.1:\([0-9]*\)/.*|\1|p' "$output/serve.out")
[ -n "$port" ] || fail "the service does not say where it listens"
ask() { # path → status and body, over a socket of the shell
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
}
ask /healthz | head -n 1 | grep -q ' 200 ' || fail /healthz
ask /readyz | head -n 1 | grep -q ' 200 ' || fail /readyz
ask /api/v1/aids >"$output/aids.json"
head -n 1 "$output/aids.json" | grep -q ' 200 ' || fail /api/v1/aids
if [ -d "$root/usr/share/partance/web" ]; then
  ask /fr/ | head -n 1 | grep -q ' 200 ' || fail "the pages"
fi
[ -s "$root/var/lib/partance/partance.sqlite" ] || fail "no database"
kill -TERM "$service"
wait "$service" || fail "the service ended with status $?"
trap - EXIT

in_root --remove partance >/dev/null 2>&1 || fail remove
[ ! -e "$root/usr/bin/partance" ] || fail "files are left after removal"
[ -e "$root/etc/partance/partance.conf" ] || fail "removal took the configuration"
in_root --purge partance >/dev/null 2>&1 || fail purge
[ ! -e "$root/etc/partance/partance.conf" ] && [ ! -e "$root/var/lib/partance" ] || fail "purge left something"
echo "ok   deb: $package"

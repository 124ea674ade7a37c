#!/usr/bin/env bash
# Makes the Debian package from a release build: packaging/build_deb.sh [output folder, default build/deb]
# Needs dpkg-deb and dpkg-shlibdeps (package dpkg-dev); runs as any user.
set -euo pipefail
cd "$(dirname "$0")/.."
release=build/release
output=${1:-build/deb}
version=$(sed -n 's/^project(partance VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
architecture=$(dpkg --print-architecture)
stage=$output/stage
package=$output/partance_${version}_$architecture.deb

rm -rf "$stage"
mkdir -p "$stage/DEBIAN"
DESTDIR=$(realpath "$stage") cmake --install "$release" --prefix /usr --strip >/dev/null

share=$stage/usr/share/partance
if [ -f web/dist/fr/index.html ]; then
  mkdir -p "$share/web"
  cp -R web/dist/. "$share/web/"
else
  echo "Sans les pages web (make web) : le service ne donnera que l'API. / Without the web pages: the API alone." >&2
fi
doc=$stage/usr/share/doc/partance
install -D -m 644 packaging/debian/copyright "$doc/copyright"
install -m 644 LICENSE "$doc/LICENSE"
[ ! -f docs/operations.md ] || install -m 644 docs/operations.md "$doc/operations.md"
install -D -m 644 packaging/debian/partance.service "$stage/lib/systemd/system/partance.service"
install -D -m 644 packaging/partance.conf "$stage/etc/partance/partance.conf"
for script in postinst prerm postrm; do install -m 755 "packaging/debian/$script" "$stage/DEBIAN/$script"; done
echo /etc/partance/partance.conf >"$stage/DEBIAN/conffiles"
find "$stage" -type d -exec chmod 755 {} +
chmod -R u+w,go-w,go+rX "$stage/usr" "$stage/etc" "$stage/lib"

# dpkg-shlibdeps reads a source package's control file; an empty one will do.
scratch=$output/shlibdeps
mkdir -p "$scratch/debian"
printf 'Source: partance\n\nPackage: partance\nArchitecture: any\n' >"$scratch/debian/control"
root=$PWD
libraries=$(cd "$scratch" && dpkg-shlibdeps -O "$root/$stage/usr/bin/partance" "$root/$stage/usr/bin/partance-server" \
  2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$libraries" ] || { echo "dpkg-shlibdeps n'a rien trouvé / found nothing" >&2; exit 1; }

cat >"$stage/DEBIAN/control" <<CONTROL
Package: partance
Version: $version
Architecture: $architecture
Maintainer: Partance <partance@localhost>
Section: science
Priority: optional
Depends: $libraries, fonts-liberation | fonts-dejavu-core, init-system-helpers, procps
Installed-Size: $(du -sk "$stage" | cut -f1)
Description: student mobility aids: simulator, rules and public API
 Partance tells a student which mobility aids she is entitled to for a period
 abroad, and why. The rules are readable files; the command answers on a
 terminal, the service as web pages and a public API, with saved simulations
 in one SQLite file.
CONTROL
(cd "$stage" && find usr etc lib -type f -print0 | sort -z | xargs -0 md5sum) >"$stage/DEBIAN/md5sums"

mkdir -p "$output"
dpkg-deb --root-owner-group --build "$stage" "$package" >/dev/null
echo "$package"

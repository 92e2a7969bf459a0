#!/bin/sh
# Makes one archive that runs on a machine without network: deploy/air-gap.sh [FOLDER]
# It holds the program, its packages, Node for this platform and the built pages. Run it where `npm ci` and `npm run build` have run.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-.}
PATH="$root/node_modules/.bin:$PATH"
version=$(node -p 'require(process.argv[1]).version' "$root/package.json")
name="plantwatch-$version-$(node -p 'process.platform + "-" + process.arch')"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

node "$root/deploy/assemble.ts" "$stage/$name"
cp "$root/deploy/plantwatch" "$stage/$name/plantwatch"
chmod 755 "$stage/$name/plantwatch"

mkdir -p "$out"
# Same checkout, same bytes: sorted, with no owner and one time.
tar --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" \
  --create --file - "$name" | gzip --no-name "-${GZIP_LEVEL:-6}" >"$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$out/$name.tar.gz"

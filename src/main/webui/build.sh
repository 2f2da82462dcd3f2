#!/usr/bin/env bash
# Builds the styles, scripts and fonts of the pages into target/classes. Maven calls it in generate-resources;
# it does nothing when neither the sources here nor the output have changed since last time.
set -euo pipefail
cd "$(dirname "$0")"

classes="../../../target/classes"
islands="$classes/META-INF/resources/islands"
fonts="$classes/fonts"
stamp="../../../target/webui.stamp"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "HerbTrust needs Node.js 20 or newer with npm to build its pages, and there is none on the PATH (or build with -Dwebui.skip)." >&2
  exit 1
fi
node_major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$node_major" -lt 20 ]; then
  echo "HerbTrust needs Node.js 20 or newer to build its pages, and this is $(node --version)." >&2
  exit 1
fi

sources=$(find . -path ./node_modules -prune -o -type f -print | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sources" ] && [ -f "$islands/manifest.json" ] \
  && [ -f "$fonts/NotoSansSC_400Regular.ttf" ]; then
  exit 0
fi

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ ! -f node_modules/.lock-stamp ] || [ "$(cat node_modules/.lock-stamp)" != "$lock" ]; then
  npm ci --no-fund --no-audit --loglevel=error
  echo "$lock" > node_modules/.lock-stamp
fi

npm run --silent check
npm run --silent build -- --logLevel warn

# PDF labels embed a subset of this font; the licence travels with it.
mkdir -p "$fonts"
cp node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf "$fonts/"
cp node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT "$fonts/NotoSansSC-LICENSE.txt"

mkdir -p "$(dirname "$stamp")"
echo "$sources" > "$stamp"

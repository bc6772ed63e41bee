// Writes the script that copies programs out of an image, for those that no Debian package brings.

import type { Plan } from '@llmflow/spec'
import type { HostFile } from '../host-file.js'
import { imageOf } from '../../image.js'
import type { Member } from '../machines.js'
import { fetchScript, programFolder, secretPath, unitOf } from './names.js'
import { quoted } from './quote.js'

/**
 * An image is a list of archives, a layer each, of which the last that has a path counts. Nothing of it runs as a
 * container, and nothing is fetched again while the reference is the same: a machine starts without its registry.
 */
export function fetchFiles(plan: Plan, { workload, program }: Member): readonly HostFile[] {
  if (program.programs === undefined) return []
  const { id } = workload
  const reference = imageOf(plan, workload)
  const pullSecret = plan.registry?.pullSecret
  const text = `#!/bin/sh
# Copies the programs of ${id} out of their image.
set -eu
image=${quoted(reference)}
stamp=${programFolder(id)}/image
if [ "$(cat "$stamp" 2>/dev/null)" = "$image" ]; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${pullSecret === undefined ? '' : `export REGISTRY_AUTH_FILE=${secretPath(pullSecret, '.dockerconfigjson')}\n`}skopeo --override-os linux copy --quiet "docker://$image" "dir:$work/image"
# The manifest names the layers in their order, after the configuration.
layers=$(tr -d ' \\n' < "$work/image/manifest.json" | sed 's/.*"layers"://' | grep -o 'sha256:[0-9a-f]*' | cut -d : -f 2)
copy() {
  found=
  for layer in $layers; do
    if tar -xf "$work/image/$layer" -C "$work" "$1" 2>/dev/null; then found=yes; fi
  done
  if [ -z "$found" ]; then echo "$image has no /$1" >&2; exit 1; fi
  install -D -m 0755 "$work/$1" "$2.new"
  mv "$2.new" "$2"
}
${Object.entries(program.programs)
  .map(([inImage, here]) => `copy ${quoted(inImage.replace(/^\//, ''))} ${quoted(here)}\n`)
  .join('')}echo "$image" > "$stamp"
`
  return [{ path: fetchScript(id), text, mode: '0755', restarts: [unitOf(id)] }]
}

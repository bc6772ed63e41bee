// Builds kubeadm from its Go modules, so that it judges what machines of a cluster are given.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { onPath } from './debian.mjs'
import { run } from './process.mjs'
import { say } from './setup.mjs'

/** The patch that the catalog names for the guide's minor. */
const minor = '29.15'

/**
 * Its module takes others from folders of its own repository, so it cannot be installed; here each of them is taken from
 * where it is published.
 */
const building = (/** @type {string} */ target) => `set -e
copy=$(mktemp -d); trap 'rm -rf "$copy"' EXIT
module=$(go mod download -json k8s.io/kubernetes@v1.${minor} | sed -n 's/.*"GoMod": "\\(.*\\)",/\\1/p')
cd "$copy"
{
  printf 'module llmflow/kubeadm\\ngo 1.21\\nrequire k8s.io/kubernetes v1.${minor}\\nreplace (\\n'
  sed -n 's/.*\\(k8s.io[^ ]*\\) => .\\/staging.*/\\1/p' "$module" | sort -u | while read -r name; do
    printf '%s => %s v0.${minor}\\n' "$name" "$name"
  done
  printf ')\\n'
} > go.mod
printf 'package main\\nimport _ "k8s.io/kubernetes/cmd/kubeadm/app/cmd"\\nfunc main() {}\\n' > main.go
go mod tidy
go build -mod=mod -o ${target} k8s.io/kubernetes/cmd/kubeadm`

/** @param {string} folder where it is kept */
export async function findKubeadm(folder) {
  const built = join(process.cwd(), folder, 'kubeadm')
  if (existsSync(built)) return built
  if (onPath('go') === undefined) return onPath('kubeadm')
  mkdirSync(folder, { recursive: true })
  say(`building kubeadm v1.${minor}`)
  await run('sh', ['-c', building(built)], { isQuiet: true })
  return existsSync(built) ? built : onPath('kubeadm')
}

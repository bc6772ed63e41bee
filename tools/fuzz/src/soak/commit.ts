// Names the commit that is tried, and says when the tree differs from it.
import { execFileSync } from 'node:child_process'

import { root } from '../mutate/examples.js'

export function readCommit(): string {
  const changes = git('status', '--porcelain', '--', 'packages', 'tools')
  return `\`${git('rev-parse', 'HEAD')}\`${changes === '' ? '' : ' with changes that are not committed'}`
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', [...args], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

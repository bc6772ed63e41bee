// Writes what systemd needs to make the accounts that no package makes.

import type { HostFile } from '../host-file.js'
import type { Member } from '../machines.js'

/** A colon would end the field. Accounts of the system have no home and no shell, as sysusers.d gives them when nothing else is said. */
export function accountFiles({ workload, program }: Member): readonly HostFile[] {
  const lines = (program.accounts ?? []).map((name) => `u ${name} - "LLMFlow ${workload.id}"\n`)
  if (lines.length === 0) return []
  return [{ path: `/etc/sysusers.d/llmflow-${workload.id}.conf`, text: lines.join('') }]
}

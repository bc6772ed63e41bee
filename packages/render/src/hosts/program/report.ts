// Writes what tells Prometheus when a run by the clock last did its work: a script that systemd calls at its end.

import type { HostFile } from '../host-file.js'
import { measured } from '../measurement.js'
import type { Member } from '../machines.js'
import { reportScript } from './names.js'

const series = 'scheduled_task_success_timestamp_seconds'

/** A run that failed, or found nothing to do on this machine, leaves what an earlier one said. */
export function reportFiles({ workload: { id, schedule } }: Member): readonly HostFile[] {
  if (schedule === undefined) return []
  const text = `#!/bin/sh
# Tells node_exporter when ${id} last did its work on this machine.
set -eu
if [ "\${SERVICE_RESULT:-}" != success ] || [ "\${EXIT_STATUS:-}" != 0 ]; then exit 0; fi
${measured(`llmflow-${id}`, [
  `echo '# HELP ${series} When a task by the clock last did its work, as Unix time.'`,
  `echo '# TYPE ${series} gauge'`,
  `echo '${series}{task="${id}"}' "$(date +%s)"`,
])}`
  return [{ path: reportScript(id), text, mode: '0755' }]
}

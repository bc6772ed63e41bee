// Writes what tells Prometheus when a run by the clock last did its work: a script that systemd calls at its end.

import type { HostFile } from '../host-file.js'
import type { Member } from '../machines.js'
import { reportScript } from './names.js'

/** Where Debian's node_exporter looks for what others measure. */
const folder = '/var/lib/prometheus/node-exporter'
const series = 'scheduled_task_success_timestamp_seconds'

/** A run that failed, or found nothing to do on this machine, leaves what an earlier one said. */
export function reportFiles({ workload: { id, schedule } }: Member): readonly HostFile[] {
  if (schedule === undefined) return []
  const text = `#!/bin/sh
# Tells node_exporter when ${id} last did its work on this machine.
set -eu
if [ "\${SERVICE_RESULT:-}" != success ] || [ "\${EXIT_STATUS:-}" != 0 ]; then exit 0; fi
# Without node_exporter nobody would read it.
[ -d ${folder} ] || exit 0
{
  echo '# HELP ${series} When a task by the clock last did its work, as Unix time.'
  echo '# TYPE ${series} gauge'
  echo '${series}{task="${id}"}' "$(date +%s)"
} > ${folder}/.llmflow-${id}
chmod 0644 ${folder}/.llmflow-${id}
mv ${folder}/.llmflow-${id} ${folder}/llmflow-${id}.prom
`
  return [{ path: reportScript(id), text, mode: '0755' }]
}

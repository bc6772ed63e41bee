// Writes the limits of a machine: open files, tasks, and the size of its journal.

import type { SystemPart } from '../system-part.js'

const manager = `# Units have limits of their own; these are for the others.
[Manager]
DefaultLimitNOFILE=65536:524288
DefaultTasksMax=80%
`

const journal = `[Journal]
SystemMaxUse=4G
MaxRetentionSec=1month
`

const sessions = `# People who look after the machine.
* soft nofile 65536
* hard nofile 524288
* hard core 0
`

export const limitsPart = (): SystemPart => ({
  files: [
    { path: '/etc/systemd/system.conf.d/llmflow.conf', text: manager },
    {
      path: '/etc/systemd/journald.conf.d/llmflow.conf',
      text: journal,
      restarts: ['systemd-journald.service'],
    },
    { path: '/etc/security/limits.d/llmflow.conf', text: sessions },
  ],
})

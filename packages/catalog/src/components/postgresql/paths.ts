// Says where a machine has what a member's image has elsewhere; whatever works on a member's files reads it.

import { certificateFolder, mountedFolder } from './certificates.js'

export const memberPaths = {
  '/var/lib/postgresql/data': '/var/lib/postgresql/llmflow',
  '/var/run/postgresql': '/run/postgresql',
  [certificateFolder]: mountedFolder,
  // Other programs of the machine have a copy that is theirs.
  '/etc/llmflow/backup-authority': '/etc/llmflow/postgresql/backup-authority',
} as const

// `llmflow certs`: makes, takes, renews and checks the certificates of a platform.

import type { CommandGroup } from '../command.js'
import { certsCheckCommand } from './certs-check.js'
import { certsImportCommand } from './certs-import.js'
import { certsInitCommand } from './certs-init.js'
import { certsRenewCommand } from './certs-renew.js'

export const certsCommands: CommandGroup = {
  name: 'certs',
  members: [certsInitCommand, certsCheckCommand, certsRenewCommand, certsImportCommand],
}

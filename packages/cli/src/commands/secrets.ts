// `llmflow secrets`: makes, replaces, examines and hands over the values of a platform.

import type { CommandGroup } from '../command.js'
import { secretsCheckCommand } from './secrets-check.js'
import { secretsInitCommand } from './secrets-init.js'
import { secretsRotateCommand } from './secrets-rotate.js'
import { secretsWriteCommand } from './secrets-write.js'

export const secretsCommands: CommandGroup = {
  name: 'secrets',
  members: [secretsInitCommand, secretsCheckCommand, secretsRotateCommand, secretsWriteCommand],
}

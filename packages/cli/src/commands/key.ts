// `llmflow key`: keys of the API.

import type { CommandGroup } from '../command.js'
import { keyCreateCommand } from './key-create.js'

export const keyCommands: CommandGroup = { name: 'key', members: [keyCreateCommand] }

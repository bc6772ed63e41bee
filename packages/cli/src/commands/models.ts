// `llmflow models`: models in the data directory.

import type { CommandGroup } from '../command.js'
import { modelsListCommand } from './models-list.js'
import { modelsPullCommand } from './models-pull.js'
import { modelsVerifyCommand } from './models-verify.js'

export const modelsCommands: CommandGroup = {
  name: 'models',
  members: [modelsListCommand, modelsPullCommand, modelsVerifyCommand],
}

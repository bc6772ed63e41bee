// Renders what people read when they look after a platform or bring it back: the same plan, in words and commands.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { commandsFile } from './commands.js'
import type { RunbookTarget } from './operation.js'
import { recoveryFile } from './recovery.js'
import { secretsFile } from './secrets.js'
import { languages } from './words.js'

export const runbookFiles = (plan: Plan, target: RunbookTarget): readonly RenderedFile[] =>
  languages.flatMap((language) => [
    recoveryFile(plan, target, language),
    commandsFile(plan, target, language),
    secretsFile(plan, language),
  ])

// Defines a rule: it looks at one kind of fault and reports facts, never words.

import type { Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'

export type Rule = (subject: Subject) => readonly Diagnostic[]

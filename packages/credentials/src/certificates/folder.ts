// Places findings about certificates at the folder that keeps them.

import type { Code, Diagnostic, DiagnosticParams } from '@llmflow/spec'
import { findingAt } from '../store/result.js'

/** How people call the folder: findings are placed at it, since what it holds may not be shown. */
export type Findings = <C extends Code>(
  code: C,
  params: DiagnosticParams[C],
  commands?: readonly string[],
) => Diagnostic

export const findingsAt =
  (shown: string): Findings =>
  (code, params, commands = []) =>
    findingAt(code, shown, params, commands)

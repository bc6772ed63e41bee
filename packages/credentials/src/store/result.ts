// Defines what a step on values answers: what it made, or the findings that kept it from making it.

import { diagnostic, type Code, type Diagnostic, type DiagnosticParams } from '@llmflow/spec'

export type Result<Value> = { readonly value: Value } | { readonly findings: readonly Diagnostic[] }

/** A finding about a file as a whole: nothing of what it holds may be shown. */
export function refusal<C extends Code>(
  code: C,
  file: string,
  params: DiagnosticParams[C],
  commands: readonly string[] = [],
): { readonly findings: readonly Diagnostic[] } {
  return { findings: [findingAt(code, file, params, commands)] }
}

export function findingAt<C extends Code>(
  code: C,
  file: string,
  params: DiagnosticParams[C],
  commands: readonly string[] = [],
): Diagnostic {
  const advice = commands.map((command) => ({ kind: 'command', command }) as const)
  return diagnostic(code, { document: file, offset: 0, length: 1 }, params, { advice })
}

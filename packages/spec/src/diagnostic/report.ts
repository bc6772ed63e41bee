// Defines how a diagnostic is printed for other programs: words, file and lines filled in.

import { z } from 'zod'

const place = {
  file: z.string().meta({ description: 'The file as given, relative to the working directory.' }),
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1).meta({ description: 'The column behind the last character.' }),
}

const advice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('frame'), label: z.string(), ...place }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('diff'), remove: z.string(), add: z.string() }),
  z.strictObject({
    kind: z.literal('sum'),
    terms: z.array(z.strictObject({ label: z.string(), value: z.number() })),
    total: z.number(),
    limit: z.number(),
    unit: z.enum(['gpus', 'bytes', 'cpu-millis', 'nodes', 'connections', 'count', 'watts']),
  }),
  z.strictObject({ kind: z.literal('command'), command: z.string() }),
])

/** A diagnostic of `--json`. */
export const printedDiagnosticSchema = z.strictObject({
  code: z.string().regex(/^[a-z]+\/[a-z0-9-]+$/),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
  ...place,
  path: z
    .string()
    .meta({ description: 'JSON pointer of the setting in the file; empty when there is none.' }),
  advice: z.array(advice),
})

/** The one object that `--json` prints. */
export const reportSchema = z.strictObject({
  command: z.string(),
  ok: z.boolean().meta({ description: 'Whether no diagnostic has the severity error.' }),
  diagnostics: z.array(printedDiagnosticSchema),
  result: z.unknown().meta({ description: 'What the command made; null when it made nothing.' }),
})

export type PrintedDiagnostic = z.output<typeof printedDiagnosticSchema>
export type PrintedAdvice = PrintedDiagnostic['advice'][number]

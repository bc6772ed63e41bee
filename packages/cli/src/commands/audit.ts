// `llmflow audit`: judges files, ours or anybody's, and fixes what is certain.

import { resolve } from 'node:path'
import { Option } from 'commander'
import type { AuditReport, AuditSummary } from '@llmflow/audit'
import type { Diagnostic, SourceText } from '@llmflow/spec'
import { expandCharts } from '../audit/charts.js'
import { choiceOf, chosen, severityNames, unknownNames, type Choice } from '../audit/choose.js'
import { fixesOf, type FixedSource } from '../audit/fixes.js'
import { gather, standardInput } from '../audit/gather.js'
import { loadAudit } from '../audit/load.js'
import { unifiedDiff } from '../audit/unified.js'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { collect } from '../platform/declare.js'
import { secretsIn, sourceWithoutSecrets } from '../sources/secrets.js'
import type { CliWords } from '../words/words.js'

export const auditCommand: CommandDefinition = {
  name: 'audit',
  declare: (command, words) =>
    command
      .argument('<PATH...>', words.arguments.auditPath)
      .option('--complete', words.options.complete)
      .option('--registry <HOST>', words.options.onlyRegistry)
      .option('--only <CODE>', words.options.only, collect)
      .option('--skip <CODE>', words.options.skip, collect)
      .addOption(
        new Option('--min-severity <SEVERITY>', words.options.minSeverity).choices(severityNames),
      )
      .option('--fix', words.options.fix)
      .option('--write', words.options.write),
  run: async (context, { args, flags }) => {
    const choice = choiceOf(flags)
    const unknown = unknownNames(choice, context.commandLine)
    if (unknown.length > 0)
      return outcomeOf({ diagnostics: unknown, sources: [context.commandLine] })
    return judge(await read(context, args), choice, flags, context)
  },
}

/** What there is to judge, and what could not be read. */
type Input = {
  readonly sources: readonly SourceText[]
  readonly diagnostics: readonly Diagnostic[]
  readonly leftOut: number
}

async function read({ host }: Context, paths: readonly string[]): Promise<Input> {
  const { sources, diagnostics, leftOut } = await gather(host, paths)
  const expanded = await expandCharts(host, sources)
  return {
    sources: expanded.sources,
    diagnostics: [...diagnostics, ...expanded.diagnostics],
    leftOut,
  }
}

async function judge(
  input: Input,
  choice: Choice,
  flags: Flags,
  context: Context,
): Promise<Outcome> {
  const first = await auditOf(input.sources, flags)
  const fixes = fixesOf(chosen(choice, first.diagnostics), input.sources)
  const { fixable, fixed } = context.words.audit
  if (!flags.isSet('write')) {
    const outcome = told(first, input, choice, fixes, context)
    if (flags.isSet('fix')) {
      const diff = fixes.flatMap((fix) => unifiedDiff(fix, context.style))
      return { ...outcome, text: textOf(diff), findings: 'error' }
    }
    return fixes.length === 0 ? outcome : { ...outcome, hint: fixable(editsIn(fixes)) }
  }
  const written = fixes.filter(({ source }) => source.name !== standardInput)
  for (const { source, text } of written) {
    await context.host.disk.write(resolve(context.host.workingDirectory, source.name), text)
  }
  const texts = new Map(written.map(({ source, text }) => [source, text]))
  const sources = input.sources.map((source) => {
    const text = texts.get(source)
    return text === undefined ? source : { ...source, text }
  })
  const after = { ...input, sources }
  const outcome = told(await auditOf(sources, flags), after, choice, written, context)
  const note = textOf([fixed(editsIn(written), written.length)])
  return { ...outcome, note }
}

async function auditOf(sources: readonly SourceText[], flags: Flags): Promise<AuditReport> {
  const { audit } = await loadAudit()
  const registry = flags.text('registry')
  return audit({
    files: sources.map(({ name, text }) => ({ name, text })),
    isComplete: flags.isSet('complete'),
    ...(registry === undefined ? {} : { registry }),
  })
}

const editsIn = (fixes: readonly FixedSource[]): number =>
  fixes.reduce((sum, { edits }) => sum + edits.length, 0)

function told(
  { diagnostics, summary }: AuditReport,
  input: Input,
  choice: Choice,
  fixes: readonly FixedSource[],
  { words }: Context,
): Outcome {
  const findings = [...input.diagnostics, ...chosen(choice, diagnostics)]
  const secrets = secretsIn(diagnostics, input.sources)
  return outcomeOf({
    diagnostics: findings,
    sources: input.sources.map((source) => sourceWithoutSecrets(source, secrets)),
    result: {
      files: input.sources.map(({ name }) => name),
      summary: { ...summary, leftOut: input.leftOut },
      fixes: fixes.map(({ source, edits }) => ({ file: source.name, edits })),
    },
    subject:
      input.sources.length === 0 && input.diagnostics.length > 0
        ? ''
        : subjectOf(summary, input.leftOut, words),
    findings: 'out',
  })
}

/** What was read and, where there is such a thing, what was not judged. */
function subjectOf(summary: AuditSummary, leftOut: number, { audit: say }: CliWords): string {
  const { unknownKinds, unreadTemplates } = summary
  const parts = [
    ...(unknownKinds.length > 0 ? [say.unknownKinds(unknownKinds)] : []),
    ...(unreadTemplates > 0 ? [say.unreadTemplates(unreadTemplates)] : []),
    ...(leftOut > 0 ? [say.leftOut(leftOut)] : []),
  ]
  const read = summary.files === 0 ? say.nothing : say.read(summary)
  return read + (parts.length > 0 ? say.notJudged(parts) : '')
}

// `llmflow explain`: says of a diagnostic code why it matters and how to fix what it finds.

import {
  codes,
  diagnostic,
  isCode,
  nearest,
  severities,
  wordingOf,
  type Code,
  type Language,
} from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { alignRows } from '../terminal/table.js'
import { placeOfWord } from '../wrong-use.js'

export const explainCommand: CommandDefinition = {
  name: 'explain',
  declare: (command, words) => command.argument('[CODE]', words.arguments.code),
  run: (context, { args }) => {
    const [code] = args
    if (code === undefined) return listCodes(context)
    return isCode(code) ? explainCode(code, context) : unknownCode(code, context)
  },
}

const shortly = (code: Code, language: Language) => ({
  code,
  severity: severities[code],
  title: wordingOf(code, language).title,
})

function listCodes({ language, words }: Context): Outcome {
  const result = codes.toSorted().map((code) => shortly(code, language))
  const rows = result.map(({ code, severity, title }) => [code, words.severities[severity], title])
  return outcomeOf({ result, text: textOf(alignRows(rows, ['left', 'left', 'left'])) })
}

function explainCode(code: Code, { language, words, style }: Context): Outcome {
  const { why, fix } = wordingOf(code, language)
  const result = { ...shortly(code, language), why, fix }
  const lines = [
    `${style.title(result.title)} ${style.dim(`[${code}]`)}`,
    '',
    `${words.explain.severity}: ${style.severity[result.severity](words.severities[result.severity])}`,
    `${words.explain.why}: ${why}`,
    `${words.explain.fix}: ${fix}`,
  ]
  return outcomeOf({ result, text: textOf(lines) })
}

function unknownCode(code: string, { commandLine }: Context): Outcome {
  const ending = codes.find((known) => known.endsWith(`/${code}`))
  const params = {
    kind: 'diagnostic-code',
    name: code,
    suggestion: ending ?? nearest(code, codes),
  } as const
  const place = placeOfWord(commandLine, code)
  return outcomeOf({
    diagnostics: [diagnostic('spec/unknown-name', place, params)],
    sources: [commandLine],
  })
}

// Writes the list of every secret: its keys, how they are made, what they are for and who reads them, never a value.

import type { Plan, RenderedFile, SecretKey } from '@llmflow/spec'
import { pathOf, table, words, type Language } from './words.js'

export function secretsFile({ name, secrets }: Plan, language: Language): RenderedFile {
  const head = [words.secret, words.key, words.format, words.purpose, words.readers]
  const rows = Object.entries(secrets).flatMap(([secret, { keys, consumers }]) =>
    Object.entries(keys).map(([key, rule]) => {
      const readers = consumers.filter(({ key: read }) => read === key || read === '*')
      const names = [...new Set(readers.map(({ workload }) => workload))].toSorted()
      return [
        secret,
        key,
        formatOf(rule, language),
        rule.purpose,
        names.length === 0 ? words.addons[language] : names.join(', '),
      ]
    }),
  )
  const parts = [
    `# ${words.secretsTitle[language]}: ${name}`,
    words.secretsNote[language],
    table(
      head.map((word) => word[language]),
      rows,
    ),
  ]
  return { path: pathOf('secrets', language), text: `${parts.join('\n\n')}\n` }
}

const formatOf = ({ format, length }: SecretKey, language: Language): string =>
  format === 'given' ? words.given[language] : words.characters[language](format, length)

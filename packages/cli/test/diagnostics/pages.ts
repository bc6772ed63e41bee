// Writes the page of a diagnostic in one language, from its words and its fixture.

import {
  messageOf,
  severities,
  wordingOf,
  type Code,
  type Diagnostic,
  type Language,
  type Severity,
} from '@llmflow/spec'
import {
  auditFixtureOf,
  expectedInFiles,
  type AuditFixture,
  type ShownFile,
} from './audit-fixtures.js'
import { expectedOf, fixtureOf, withoutMark, type Fixture } from './platform-fixtures.js'
import { withoutDocument } from './without-document.js'

type Headings = {
  readonly language: string
  readonly why: string
  readonly fix: string
  readonly example: string
  readonly corrected: string
  readonly laidOver: (fixture: Fixture) => string
  readonly audited: (options: string) => string
  readonly severity: { readonly [S in Severity]: string }
  readonly usually: string
  readonly indexTitle: string
  readonly index: string
}

const headings: { readonly [L in Language]: Headings } = {
  en: {
    language: '한국어',
    why: 'Why it matters',
    fix: 'What to do',
    example: 'Example',
    corrected: 'Corrected',
    laidOver: ({ base, file }) => `Laid over \`examples/${base}/${file}\`, this document`,
    audited: (options) => `\`llmflow audit\`${options} of these files`,
    severity: { error: 'error', warning: 'warning', info: 'information' },
    usually: 'Severity',
    indexTitle: 'Diagnostics',
    index:
      'Everything that LLMFlow can find fault with. `llmflow explain CODE` prints the same pages.',
  },
  ko: {
    language: 'English',
    why: '왜 문제인가',
    fix: '해결 방법',
    example: '예',
    corrected: '고친 문서',
    laidOver: ({ base, file }) => `\`examples/${base}/${file}\` 위에 다음 문서를 덧씌우면`,
    audited: (options) => `다음 파일을 \`llmflow audit\`${options}으로 감사하면`,
    severity: { error: '오류', warning: '경고', info: '정보' },
    usually: '심각도',
    indexTitle: '진단',
    index:
      'LLMFlow가 찾아내는 모든 문제입니다. `llmflow explain 코드`로도 같은 내용을 볼 수 있습니다.',
  },
}

const reported = { en: 'is reported as', ko: '다음과 같이 보고됩니다' } as const
const said = { en: 'says', ko: '다음과 같이 보고됩니다' } as const

/** Where the page of a code lies, from the folder of its language. */
export const pagePath = (code: Code): string => `${code}.md`

export function pageOf(code: Code, language: Language): string {
  const words = wordingOf(code, language)
  const say = headings[language]
  const other = language === 'en' ? 'ko' : 'en'
  return [
    `# ${words.title}`,
    `\`${code}\` · ${say.usually}: ${say.severity[severities[code]]} · [${say.language}](../../${other}/${pagePath(code)})`,
    `## ${say.why}`,
    words.why,
    `## ${say.fix}`,
    words.fix,
    `## ${say.example}`,
    ...exampleOf(code, language),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function exampleOf(code: Code, language: Language): readonly string[] {
  const inPlatform = fixtureOf(code)
  const inFiles = auditFixtureOf(code)
  if (inPlatform === undefined && inFiles === undefined)
    return [withoutDocument[code]?.[language] ?? '']
  return [
    ...(inPlatform === undefined ? [] : platformExample(inPlatform, language)),
    ...(inFiles === undefined ? [] : auditExample(inFiles, language)),
  ]
}

function platformExample(fixture: Fixture, language: Language): readonly string[] {
  const say = headings[language]
  const [found] = expectedOf(fixture)
  const output = found === undefined ? '' : printed(found.finding, found.line, language)
  return [
    say.laidOver(fixture),
    fenced('yaml', withoutMark(fixture.invalid)),
    `${reported[language]}:`,
    fenced('text', output),
    `## ${say.corrected}`,
    fenced('yaml', withoutMark(fixture.valid)),
  ]
}

function auditExample(fixture: AuditFixture, language: Language): readonly string[] {
  const say = headings[language]
  const [found] = expectedInFiles(fixture)
  const output =
    found === undefined
      ? ''
      : spoken(found.finding, `${fixture.place.file}:${found.line}`, language)
  return [
    say.audited(optionsOf(fixture)),
    ...[...fixture.invalid, ...fixture.also].flatMap(shownFile),
    `${said[language]}:`,
    fenced('text', output),
    `## ${say.corrected}`,
    ...fixture.valid.flatMap(shownFile),
  ]
}

const optionsOf = ({ isComplete, registry }: AuditFixture): string =>
  (isComplete ? ' `--complete`' : '') + (registry === '' ? '' : ` \`--registry ${registry}\``)

const shownFile = ({ name, language, text }: ShownFile): readonly string[] => [
  `\`${name}\`:`,
  fenced(language, text.trimEnd()),
]

/** As the command line prints it without a terminal; an example’s own line moves, so only the overlay’s is shown. */
function printed(finding: Diagnostic, line: number, language: Language): string {
  const { document } = finding.location
  const place = document === 'overlay.yaml' ? `${document}:${line}` : document
  return spoken(finding, place, language)
}

const spoken = (finding: Diagnostic, place: string, language: Language): string =>
  `${place}: ${finding.severity} ${finding.code}\n${messageOf(finding, language)}`

/** A file may hold fences itself. */
const fenced = (kind: string, text: string): string => {
  const fence = text.includes('```') ? '````' : '```'
  return `${fence}${kind}\n${text}\n${fence}`
}

export function indexOf(all: readonly Code[], language: Language): string {
  const say = headings[language]
  const families = [...new Set(all.map((code) => code.split('/')[0] ?? ''))]
  const sections = families.flatMap((family) => [
    `## ${family}`,
    all
      .filter((code) => code.startsWith(`${family}/`))
      .map((code) => `- [\`${code}\`](${pagePath(code)}): ${wordingOf(code, language).title}`)
      .join('\n'),
  ])
  return `${[`# ${say.indexTitle}`, say.index, ...sections].join('\n\n')}\n`
}

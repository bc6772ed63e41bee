// Proves that the linter still sees what it must see: type-aware rules fall silent without an error.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const violations = `
import { Stats } from 'node:fs'
export default function one(value: any) { return value.name }
async function two(stats: Stats): Promise<void> { await stats.size }
export function three(text: string, choice: 'x' | 'y', maybe?: string) {
  two(JSON.parse(text))
  ;[1].forEach(async () => { await two(JSON.parse(text)) })
  if (text === undefined) return
  const narrow = text as 'x'
  switch (choice) { case 'x': break }
  throw maybe!.concat(narrow)
}
`

const seen = [
  'import(no-default-export)',
  'typescript(await-thenable)',
  'typescript(consistent-type-imports)',
  'typescript(no-explicit-any)',
  'typescript(no-floating-promises)',
  'typescript(no-misused-promises)',
  'typescript(no-non-null-assertion)',
  'typescript(no-unnecessary-condition)',
  'typescript(no-unsafe-argument)',
  'typescript(no-unsafe-member-access)',
  'typescript(no-unsafe-return)',
  'typescript(no-unsafe-type-assertion)',
  'typescript(only-throw-error)',
  'typescript(switch-exhaustiveness-check)',
]

function lint(source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-lint-'))
  try {
    const config = {
      extends: join(root, 'tsconfig.test.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
      include: ['*.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    writeFileSync(join(folder, 'sample.ts'), source)
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const args = [oxlint, '-c', '.oxlintrc.json', '-f', 'unix', join(folder, 'sample.ts')]
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    return { status, stdout }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('finds one violation of every rule that the style rests on', () => {
  const { status, stdout } = lint(violations)
  expect(status).toBe(1)
  expect(seen.filter((rule) => !stdout.includes(rule))).toEqual([])
}, 30_000)

it('finds nothing in code that is right', () => {
  expect(lint('export const one = 1\n').status).toBe(0)
}, 30_000)

// Has Compose itself read the env files that are written here: every value is what it was.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { assert, describe, expect, it } from 'vitest'
import { isObject } from '@llmflow/spec'
import { fillEnv } from '../src/forms/env.js'
import { temporary } from './folder.js'

const program = process.env['LLMFLOW_COMPOSE']

describe.runIf(program !== undefined)('Compose', () => {
  const folder = temporaryProject

  it('reads every value as it was', () => {
    const values = fc.sample(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 24 }), 60)
    const printable = values.map((value) => value.replaceAll(/[^\t\n\r -~]/g, '~'))
    const hard = [
      "it's",
      'va$lue',
      '${HOME}',
      'a#b',
      ' edge ',
      'two\nlines"$x\\n\'',
      '\\',
      '"',
      "'",
    ]
    const all = [...hard, ...printable].map((value, at) => ({ name: `V_${at}`, value }))
    expect(read(folder(all.map(({ name }) => name)), all)).toEqual(
      Object.fromEntries(all.map(({ name, value }) => [name, value])),
    )
  })

  function read(
    path: string,
    variables: readonly { readonly name: string; readonly value: string }[],
  ): unknown {
    writeFileSync(join(path, '.env'), fillEnv('', variables))
    assert(program !== undefined)
    const { stdout, stderr } = spawnSync(program, ['config', '--format', 'json'], {
      cwd: path,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    // What Compose prints is a project again, in which a dollar is two.
    const project: unknown = JSON.parse(stdout.replaceAll('$$', '$'))
    assert(isObject(project) && isObject(project['services']))
    const { one } = project['services']
    assert(isObject(one))
    return one['environment']
  }
})

function temporaryProject(names: readonly string[]): string {
  const path = temporary()
  const lines = names.map((name) => `      ${name}: \${${name}:?}`)
  writeFileSync(
    join(path, 'compose.yaml'),
    `services:\n  one:\n    image: example\n    environment:\n${lines.join('\n')}\n`,
  )
  return path
}

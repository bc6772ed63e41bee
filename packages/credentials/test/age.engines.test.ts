// Has the program age open what is sealed here, and seal what is opened here.

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, describe, expect, it } from 'vitest'
import { changeStore, identitiesIn, openStore, recipientsIn, withValue } from '@llmflow/credentials'
import { folderAt, made, temporary } from './folder.js'

const age = (...args: readonly string[]) => spawnSync('age', args, { encoding: 'utf8' })
const isThere = age('--version').status === 0
if (!isThere) process.stderr.write('age is not here: nothing was compared with it\n')

describe.runIf(isThere)('age', () => {
  const name = { secret: 'redis', key: 'password' }

  function keyIn(path: string): { readonly file: string; readonly recipient: string } {
    const file = join(path, 'key.txt')
    const { status, stderr } = spawnSync('age-keygen', ['-o', file], { encoding: 'utf8' })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const recipient = /age1\w+/.exec(readFileSync(file, 'utf8'))?.[0] ?? ''
    return { file, recipient }
  }

  const opener = (file: string) => ({ identities: identitiesIn(readFileSync(file, 'utf8')) })

  it('opens what is kept for its key', async () => {
    const platform = temporary()
    const { file, recipient } = keyIn(platform)
    const folder = folderAt(platform, opener(file))
    const put = await changeStore(
      folder,
      (before) => ({
        value: {
          credentials: withValue(before, name, { value: 'for age to read', made }),
          made: undefined,
        },
      }),
      { kind: 'recipients', recipients: [recipient] },
    )
    expect(put).toEqual({ value: undefined })
    const sealed = join(folder.path, 'credentials.json.age')
    const opened = age('--decrypt', '--identity', file, sealed)
    expect(opened.stdout).toContain('for age to read')
    const { file: other } = keyIn(temporary())
    expect(age('--decrypt', '--identity', other, sealed)).toMatchObject({ status: 1, stdout: '' })
  })

  it('seals what is read here, for the recipients that lie beside it', async () => {
    const platform = temporary()
    const { file, recipient } = keyIn(platform)
    const folder = folderAt(platform, opener(file))
    await changeStore(folder, (before) => ({ value: { credentials: before, made: undefined } }), {
      kind: 'recipients',
      recipients: [recipient],
    })
    const listed = join(folder.path, 'recipients.txt')
    expect(recipientsIn(readFileSync(listed, 'utf8'))).toEqual([recipient])
    const text = join(platform, 'plain.json')
    const secrets = { redis: { password: { value: 'sealed by age', made } } }
    writeFileSync(
      text,
      JSON.stringify({ apiVersion: 'llmflow.io/v1', kind: 'Credentials', secrets }),
    )
    const sealed = join(folder.path, 'credentials.json.age')
    const done = age('--encrypt', '--recipients-file', listed, '--output', sealed, text)
    expect(done).toMatchObject({ status: 0, stderr: '' })
    const opened = await openStore(folder)
    assert('value' in opened)
    expect(opened.value.credentials).toEqual(secrets)
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

import { pgbackrestFetch } from '../src/components/postgresql/pgbackrest.js'
import { printed } from './contexts.js'

const folder = mkdtempSync(join(tmpdir(), 'llmflow-fetch-wal-'))
const archive = join(folder, 'archive')
const programs = join(folder, 'programs')
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Stands for pgBackRest: 1 says that a file is not in the archive, 103 that no archive answers. */
const standIn = `#!/bin/bash
shift 2
[ -d ${archive} ] || exit 103
if [ -f "${archive}/$1" ]; then cp "${archive}/$1" "$2"; else exit 1; fi
`

mkdirSync(archive)
mkdirSync(programs)
writeFileSync(join(programs, 'pgbackrest'), standIn, { mode: 0o755 })
writeFileSync(join(folder, 'fetch.sh'), printed(pgbackrestFetch))

function fetched(file: string): boolean {
  const destination = join(folder, 'destination')
  rmSync(destination, { force: true })
  const variables = { PATH: `${programs}:${process.env['PATH'] ?? ''}` }
  const { status } = spawnSync('bash', [join(folder, 'fetch.sh'), file, destination], {
    env: variables,
  })
  expect([0, 1]).toContain(status)
  return status === 0 && existsSync(destination) && readFileSync(destination, 'utf8') !== ''
}

describe('what a standby gets from the archive', () => {
  const before = '000000020000000000000003'
  const end = '000000020000000000000004'
  const after = '000000020000000000000005'
  for (const name of [before, end, after, '000000030000000000000004']) {
    writeFileSync(join(archive, name), name)
  }

  it('is every file of a timeline that goes on', () => {
    expect([before, end, after].map(fetched)).toEqual([true, true, true])
    expect(fetched('000000020000000000000009')).toBe(false)
  })

  it('is nothing of a timeline from where the next one left it', () => {
    const history = '1\t0/4028820\tno recovery target\n\n2\t0/404EFD8\tno recovery target\n'
    writeFileSync(join(archive, '00000003.history'), history)
    expect([before, end, after].map(fetched)).toEqual([true, false, false])
    expect(['00000003.history', '000000030000000000000004'].map(fetched)).toEqual([true, true])
  })

  it('is nothing while no archive answers, and recovery goes on', () => {
    rmSync(archive, { recursive: true })
    expect(fetched(before)).toBe(false)
  })
})

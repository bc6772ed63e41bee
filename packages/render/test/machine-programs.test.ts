// Programs that no package brings: how a machine gets them out of an image, by the real shell and tar.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, describe, expect, it, onTestFinished } from 'vitest'
import type { HostProgram, Workload } from '@llmflow/spec'
import type { Member } from '../src/hosts/machines.js'
import { accountFiles } from '../src/hosts/program/accounts.js'
import { fetchFiles } from '../src/hosts/program/fetch.js'
import { platform } from './platform.js'

const [anything] = Object.values(platform.workloads)
assert(anything !== undefined)
const workload: Workload = { ...anything, id: 'store' }

const memberWith = (program: Partial<HostProgram>): Member => ({
  workload,
  program: { packages: [], user: 'store', group: 'store', command: [['/opt/store']], ...program },
  host: 'store',
})

/** Layers of an image, each with its text of the program; `undefined` for a layer without one. */
function machineWith(layers: readonly (string | undefined)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-fetch-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const image = join(folder, 'image')
  mkdirSync(image)
  const names = layers.map((text, index) => {
    const name = `${index}`.repeat(64)
    const root = mkdtempSync(join(folder, 'layer-'))
    mkdirSync(join(root, 'usr/bin'), { recursive: true })
    if (text !== undefined) writeFileSync(join(root, 'usr/bin/store'), text)
    execFileSync('tar', ['-czf', join(image, name), '-C', root, 'usr'])
    return name
  })
  const manifest = {
    config: { digest: `sha256:${'c'.repeat(64)}` },
    layers: names.map((name) => ({ digest: `sha256:${name}` })),
  }
  writeFileSync(join(image, 'manifest.json'), JSON.stringify(manifest, undefined, 2))
  const skopeo = `#!/bin/sh\necho "$*" >> ${folder}/asked\nfor last; do :; done\ncp -r ${image} "\${last#dir:}"\n`
  writeFileSync(join(folder, 'skopeo'), skopeo)
  chmodSync(join(folder, 'skopeo'), 0o755)
  const here = join(folder, 'bin/store')
  mkdirSync(join(folder, 'store'))
  return { folder, here }
}

function fetched({ folder, here }: ReturnType<typeof machineWith>) {
  const [file] = fetchFiles(platform, memberWith({ programs: { '/usr/bin/store': here } }))
  assert(file !== undefined)
  const text = file.text.replaceAll('/usr/local/lib/llmflow', folder)
  return spawnSync('/bin/sh', ['-c', text], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin` },
  })
}

describe('a program out of an image', () => {
  it('is that of the last layer that has it', () => {
    const machine = machineWith(['old', 'new', undefined])
    expect(fetched(machine)).toMatchObject({ status: 0 })
    expect(readFileSync(machine.here, 'utf8')).toBe('new')
  })

  it('is asked for once: later starts need no registry', () => {
    const machine = machineWith(['one'])
    fetched(machine)
    expect(fetched(machine)).toMatchObject({ status: 0 })
    expect(readFileSync(join(machine.folder, 'asked'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  it('comes from where the plan has its images', () => {
    const machine = machineWith(['one'])
    fetched(machine)
    expect(readFileSync(join(machine.folder, 'asked'), 'utf8')).toContain('docker://')
  })

  it('is missed where the image has none', () => {
    const { status, stderr } = fetched(machineWith([undefined]))
    expect(status).not.toBe(0)
    expect(stderr).toContain('has no /usr/bin/store')
  })

  it('needs no script where packages bring everything', () => {
    expect(fetchFiles(platform, memberWith({}))).toEqual([])
  })
})

describe('accounts that no package makes', () => {
  it('are accounts of the system', () => {
    expect(accountFiles(memberWith({ accounts: ['store'] }))).toEqual([
      { path: '/etc/sysusers.d/llmflow-store.conf', text: 'u store - "LLMFlow store"\n' },
    ])
    expect(accountFiles(memberWith({}))).toEqual([])
  })
})

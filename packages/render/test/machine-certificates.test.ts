// What a machine tells of its certificates, by the real shell and, where there is one, the real OpenSSL.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, assert, describe, expect, it } from 'vitest'
import { bytes, cpuMillis, type Plan, type Workload } from '@llmflow/spec'
import type { Machine } from '../src/hosts/machines.js'
import { certificatePart } from '../src/hosts/system/certificates.js'
import { platform } from './platform.js'

const folder = mkdtempSync(join(tmpdir(), 'llmflow-machine-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [anything] = Object.values(platform.workloads)
const [certificate] = Object.values(platform.certificates)
assert(anything !== undefined && certificate !== undefined)

const reading = (id: string, path: string): Workload => ({
  ...anything,
  id,
  volumes: [{ kind: 'secret', name: 'certificate', path, secret: 'store-tls' }],
})
const program = { packages: [], user: 'store', group: 'store', command: [] }
const plan: Plan = {
  ...platform,
  certificates: { 'store-tls': { ...certificate, secret: 'store-tls' } },
}

function machineWith(...paths: readonly string[]): Machine {
  const nothing = { cpu: cpuMillis(0), memory: bytes(0), gpus: 0 }
  const node = { pool: 'database', zone: 'a', rack: 'a', ...nothing, used: nothing }
  const members = paths.map((path, index) => {
    const workload = reading(`store-${index}`, path)
    return { workload, program, host: workload.id }
  })
  return { name: 'db-01', address: '10.40.0.11', node, kind: 'hosts', members }
}

describe('certificates of a machine', () => {
  it('are watched by a timer, each file of them once', () => {
    const { files = [], units } = certificatePart(plan, machineWith('/a', '/a', '/b'))
    expect(units).toEqual(['llmflow-certificates.timer'])
    const script = files.find(({ path }) => path.endsWith('/run'))?.text ?? ''
    expect(script.match(/^ {2}tell .*$/gm)).toEqual([
      "  tell 'store-tls' '/a/tls.crt'",
      "  tell 'store-tls' '/b/tls.crt'",
    ])
  })

  it('are not looked for where only their authority is read', () => {
    const [member] = machineWith('/a').members
    assert(member !== undefined)
    const watched = (keys: readonly string[]) => {
      const volumes = [
        { kind: 'secret', name: 'c', path: '/a', secret: 'store-tls', keys },
      ] as const
      const machine = {
        ...machineWith(),
        members: [{ ...member, workload: { ...member.workload, volumes } }],
      }
      return certificatePart(plan, machine).files?.length ?? 0
    }
    expect(watched(['ca.crt'])).toBe(0)
    expect(watched(['ca.crt', 'tls.crt', 'tls.key'])).toBeGreaterThan(0)
  })

  it('need nothing where there are none', () => {
    expect(certificatePart(plan, machineWith())).toEqual({})
    expect(certificatePart({ ...plan, certificates: {} }, machineWith('/a'))).toEqual({})
  })

  it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
    'are told with the moment at which each ends, and 0 for one that cannot be read',
    () => {
      const own = join(folder, 'own')
      const broken = join(folder, 'broken')
      const told = join(folder, 'told')
      for (const path of [own, broken, told]) mkdirSync(path)
      writeFileSync(join(broken, 'tls.crt'), 'no certificate')
      const subject = ['-subj', '/CN=a', '-days', '30', '-nodes', '-newkey', 'ec']
      const out = ['-keyout', join(own, 'tls.key'), '-out', join(own, 'tls.crt')]
      const curve = ['-pkeyopt', 'ec_paramgen_curve:P-256']
      execFileSync('openssl', ['req', '-x509', ...subject, ...curve, ...out], { stdio: 'pipe' })
      const { files = [] } = certificatePart(plan, machineWith(own, broken))
      const script = files.find(({ path }) => path.endsWith('/run'))?.text ?? ''
      const path = join(folder, 'run')
      writeFileSync(path, script.replaceAll('/var/lib/prometheus/node-exporter', told))
      execFileSync('sh', [path])
      const text = readFileSync(join(told, 'llmflow-certificates.prom'), 'utf8')
      const values = [...text.matchAll(/file="([^"]+)"\} (\d+)/g)].map(([, file, value]) => [
        file,
        Number(value),
      ])
      const end = Date.now() / 1000 + 30 * 86_400
      expect(values).toEqual([
        [join(own, 'tls.crt'), expect.any(Number)],
        [join(broken, 'tls.crt'), 0],
      ])
      expect(Math.abs(Number(values[0]?.[1]) - end)).toBeLessThan(120)
    },
  )
})

// Has Ansible itself read the playbooks, and put the files of machines into a folder: once, and then nothing more.

import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planOf } from './examples.js'
import { writeMachines, writeSecrets } from './machine-tree.js'
import { isHere, run } from './program.js'

const tree = writeMachines(planOf(['guide-production/llmflow.yaml']))
/** Each machine has a folder of its own in it. */
const root = join(dirname(tree.folder), 'root')
afterAll(() => rmSync(dirname(tree.folder), { recursive: true, force: true }))

const ansible = (program: string, args: readonly string[]) =>
  run(program, args, { cwd: tree.folder })

/** Each file is a task of its own: seconds for a machine, minutes on a busy one. */
const timeout = 600_000

/** Without rights, units and packages, which a folder has not. */
const put = (machines: string, ...options: readonly string[]) =>
  ansible('ansible-playbook', [
    'site.yaml',
    '--connection=local',
    `--limit=${machines}`,
    '--extra-vars=ansible_become=false',
    `--extra-vars=llmflow_root=${root}/{{inventory_hostname}}`,
    ...options,
  ])

/** `ok`, `changed`, `failed` of all machines together. */
const countOf = (output: string, word: string): number =>
  [...output.matchAll(new RegExp(`${word}=(\\d+)`, 'g'))].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )

describe.runIf(isHere('ansible-playbook'))('the playbooks', { timeout }, () => {
  it('are playbooks', () => {
    for (const name of ['site.yaml', 'cluster.yaml']) {
      expect(ansible('ansible-playbook', ['--syntax-check', name])).toMatchObject({ code: 0 })
    }
    const wrong = join(tree.folder, 'wrong.yaml')
    writeFileSync(wrong, '- hosts: all\n  tasks:\n    - name: x\n      no_such_module: {}\n')
    expect(ansible('ansible-playbook', ['--syntax-check', wrong]).code).not.toBe(0)
  })

  it('find every machine in the inventory, with its variables', () => {
    const { code, output } = ansible('ansible-inventory', ['--list'])
    expect(code).toBe(0)
    expect(output).toContain('"llmflow_machine": "minio-04"')
    expect(output).toContain('"pool_redis"')
  })

  it('change nothing while a secret is missing, and say which', () => {
    const { code, output } = put('redis-01', '--tags=files')
    expect(code).not.toBe(0)
    expect(output).toMatch(/Missing in .*secrets: .*llmflow secrets write/)
    expect(existsSync(join(root, 'redis-01/etc/sysctl.d'))).toBe(false)
  })

  it('show what would change, put it in place, and the second time change nothing', () => {
    writeSecrets(tree, 'a-value-that-nobody-prints')
    const check = put('redis-01', '--check', '--diff')
    expect(check).toMatchObject({ code: 0 })
    expect(existsSync(join(root, 'redis-01/etc/sysctl.d'))).toBe(false)

    const first = put('redis-01,gpu-inference-01')
    expect({ code: first.code, failed: countOf(first.output, 'failed') }).toEqual({
      code: 0,
      failed: 0,
    })
    expect(countOf(first.output, 'changed')).toBeGreaterThan(10)

    const second = put('redis-01,gpu-inference-01', '--diff')
    expect({ code: second.code, changed: countOf(second.output, 'changed') }).toEqual({
      code: 0,
      changed: 0,
    })
    expect(`${check.output}${first.output}${second.output}`).not.toContain(
      'a-value-that-nobody-prints',
    )
  })

  it('keep secrets to their readers and make scripts run', () => {
    const modeOf = (path: string): string =>
      (statSync(join(root, 'redis-01', path)).mode & 0o777).toString(8)
    expect(modeOf('usr/local/lib/llmflow/redis/run')).toBe('755')
    expect(modeOf('etc/llmflow/secrets/redis')).toBe('700')
    expect(modeOf('etc/llmflow/firewall.nft')).toBe('640')
  })

  it('put back what somebody changed, but not what others write into too', () => {
    const ours = join(root, 'gpu-inference-01/etc/sysctl.d/90-llmflow.conf')
    const theirs = join(root, 'gpu-inference-01/etc/containerd/config.toml')
    writeFileSync(ours, 'net.ipv4.ip_forward = 1\n')
    writeFileSync(theirs, `${readFileSync(theirs, 'utf8')}# the toolkit was here\n`)
    const { code, output } = put('gpu-inference-01', '--tags=files')
    expect({ code, changed: countOf(output, 'changed') > 0 }).toEqual({ code: 0, changed: true })
    expect(readFileSync(ours, 'utf8')).toContain('tcp_syncookies')
    expect(readFileSync(theirs, 'utf8')).toContain('the toolkit was here')
  })
})

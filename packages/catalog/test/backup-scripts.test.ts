// Scripts of backup jobs, run with stand-ins for the programs that they call: again, and where things are not as planned.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, expect, it, onTestFinished } from 'vitest'
import type { Component } from '../src/component.js'
import { apisix } from '../src/components/apisix/component.js'
import { minio } from '../src/components/minio/component.js'
import { postgresql } from '../src/components/postgresql/component.js'
import { build, contextOf, printed, workloadOf } from './contexts.js'

const often = { every: '1h', keep: '7d' }
const context = contextOf({
  components: { llmflow: {}, dify: {}, apisix: {}, postgresql: { topology: 'standalone' } },
  backup: {
    endpoint: 'https://s3.example.com',
    stores: { etcd: often, minio: often, postgresql: often },
  },
})

/** What a job prints and what its programs were asked, when each program is the given shell script. */
function ran(component: Component, id: string, programs: { readonly [name: string]: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'copy'))
  const file = workloadOf(build(component, context), id).files?.find(({ path }) =>
    path.endsWith('backup.sh'),
  )
  assert(file !== undefined)
  const script = printed(file.content).replaceAll('/copy', join(folder, 'copy'))
  writeFileSync(join(folder, 'backup.sh'), script)
  for (const [name, content] of Object.entries(programs)) {
    const asked = `echo "${name} $*" >> ${folder}/asked\n`
    writeFileSync(join(folder, name), `#!/bin/sh\n${asked}${content}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return (restore: string): string => {
    execFileSync('/bin/bash', [join(folder, 'backup.sh')], {
      cwd: folder,
      timeout: 10_000,
      stdio: 'pipe',
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        BACKUP_ENDPOINT: 'https://s3.example.com',
        BACKUP_BUCKET: 'copies',
        BACKUP_STORE: 'store',
        BACKUP_KEEP_HOURS: '168',
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 's3cret',
        ETCD_ENDPOINTS: 'http://etcd:2379',
        STATE: folder,
        RESTORE: restore,
      },
    })
    return readFileSync(join(folder, 'asked'), 'utf8')
  }
}

it('PostgreSQL is dumped again into a folder that outlasts the job', () => {
  const dump = ran(postgresql, 'postgresql-backup', {
    mc: '',
    psql: 'echo dify',
    pg_dumpall: 'for last; do :; done; : > "${last#--file=}"',
    pg_dump: 'for argument; do case $argument in --file=*) : > "${argument#--file=}" ;; esac; done',
  })
  dump('')
  expect(dump('').match(/^mc cp /gmu)).toHaveLength(2)
})

it('PostgreSQL lets go of the programs that wait for their data', () => {
  const restore = ran(postgresql, 'postgresql-backup', {
    mc: 'mkdir -p dump; : > dump/globals.sql; : > dump/dify.dump; for last; do :; done; tar -cf "$last" dump',
    psql: '',
    pg_restore: '',
  })
  const asked = restore('one.tar')
  expect(asked).toMatch(/psql .*DROP DATABASE IF EXISTS "dify" WITH \(FORCE\)/u)
  expect(asked).not.toMatch(/pg_restore .*--clean/u)
})

it('a bucket that was empty does not keep the others from coming back', () => {
  const restore = ran(minio, 'minio-backup', {
    mc: 'case "$*" in "ls "*/dify/) echo object ;; "mirror "*llmflow*) exit 1 ;; esac',
  })
  const asked = restore('latest')
  expect(asked).toContain('mc mirror --overwrite --preserve backup/copies/store/dify store/dify')
  expect(asked).toContain('mc mb --ignore-existing store/llmflow')
})

it('keys that a copy of etcd lacks do not keep its restore from ending', () => {
  const restore = ran(apisix, 'apisix-etcd-backup', {
    mc: '',
    etcd: '',
    etcdutl: '',
    etcdctl: `case "$*" in
      *make-mirror*) : > "$STATE/mirrored"; sleep 1 ;;
      *127.0.0.1*--count-only*) echo '"Count" : 39' ;;
      *--count-only*) echo '"Count" : 41' ;;
      *restored\\ --print*) if [ -e "$STATE/mirrored" ]; then echo one.db; fi ;;
    esac`,
  })
  expect(restore('one.db')).toContain('etcdctl --endpoints=http://etcd:2379 del ~restored')
})

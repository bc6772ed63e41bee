import { describe, expect, it } from 'vitest'
import { onePassword } from '../../src/backup/one-password.js'
import { cleanupSkipped, prunedFirst } from '../../src/backup/order.js'
import { scheduleAsBackup } from '../../src/backup/schedule-as-backup.js'
import { findings } from '../metrics/findings.js'
import { jobWith } from './jobs.js'

const password = '{ name: PGPASSWORD, valueFrom: { secretKeyRef: { name: db, key: p } } }'

describe('onePassword', () => {
  const found = (script: string, env = password) =>
    findings(onePassword, { 'job.yaml': jobWith(script, { env }) })

  it('reports the second user', () => {
    expect(found('pg_dump -U postgres a\npg_basebackup -U replicator -D /b')).toEqual([
      'warning backup/one-password: replicator',
    ])
  })

  it('says nothing of one user, of a password file, and of passwords of their own', () => {
    expect(found('pg_dump -U postgres a\npg_dump -U postgres b')).toEqual([])
    expect(found('pg_dump -U a x\npg_dump -U b x', '{ name: PGPASSFILE, value: /p }')).toEqual([])
    expect(found('PGPASSWORD=$A pg_dump -U a x\nPGPASSWORD=$B pg_dump -U b x')).toEqual([])
    expect(found('pg_dump -U ${A} x\npg_dump -U ${B} x')).toEqual([])
  })
})

describe('prunedFirst', () => {
  const found = (script: string) => findings(prunedFirst, { 'a.sh': script })
  const prune = 'find /backup -mtime +30 -delete'

  it('reports a deletion before the upload', () => {
    expect(found(`pg_dumpall > x\n${prune}\nmc cp x a/b/`)).toEqual([
      'warning backup/pruned-first: find',
    ])
  })

  it('says nothing of the right order, nor of scripts that carry nothing away', () => {
    expect(found(`pg_dumpall > x\naws s3 cp x s3://b/\n${prune}`)).toEqual([])
    expect(found(`pg_dumpall > x\n${prune}`)).toEqual([])
    expect(found('find /backup -name x -delete\nmc cp x a/b/')).toEqual([])
  })
})

describe('cleanupSkipped', () => {
  const found = (script: string) => findings(cleanupSkipped, { 'job.yaml': jobWith(script) })
  const body = 'D=/b/$(date +%F)\npg_dumpall > $D\nfind /b -mtime +9 -exec rm -rf {} +'

  it('reports a clean-up that a failure skips', () => {
    expect(found(`set -euo pipefail\n${body}`)).toEqual(['warning backup/cleanup-skipped: find'])
  })

  it('says nothing without set -e, with a trap, or under one name', () => {
    expect(found(body)).toEqual([])
    expect(found(`set -e\ntrap 'rm -f $D' ERR\n${body}`)).toEqual([])
    expect(found('set -e\npg_dumpall > /b/x\nfind /b -mtime +9 -delete')).toEqual([])
  })
})

describe('scheduleAsBackup', () => {
  const object = (kind: string) =>
    `apiVersion: velero.io/v1\nkind: ${kind}\nmetadata: { name: nightly, namespace: velero }\n`
  const found = (script: string, kind = 'Schedule') =>
    findings(scheduleAsBackup, { 'a.sh': script, 's.yaml': object(kind) })

  it('reports the option', () => {
    expect(found('velero restore create --from-backup nightly')).toEqual([
      'error backup/schedule-as-backup: --from-backup',
    ])
    expect(found('velero create restore r --from-backup=nightly')).toHaveLength(1)
  })

  it('says nothing of backups, schedules and other names', () => {
    expect(found('velero restore create --from-backup nightly', 'Backup')).toEqual([])
    expect(found('velero restore create --from-schedule nightly')).toEqual([])
    expect(found('velero restore create --from-backup nightly-20260101020000')).toEqual([])
  })
})

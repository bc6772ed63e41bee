import { describe, expect, it } from 'vitest'
import { missingPrograms } from '../../src/backup/missing-programs.js'
import { findings } from '../metrics/findings.js'
import { jobWith } from './jobs.js'

const found = (script: string, options = {}) =>
  findings(missingPrograms, { 'job.yaml': jobWith(script, options) })

describe('missingPrograms', () => {
  it('reports a program that the image lacks, once and where it is called', () => {
    expect(found('pg_dump shop > /b/x\nmc cp /b/x store/b/\nmc ls store')).toEqual([
      'error backup/missing-program: mc',
    ])
    expect(found('for x in $(aws s3 ls); do echo $x; done')).toEqual([
      'error backup/missing-program: aws',
    ])
  })

  it('says nothing of programs that are there, of unknown images, and of programs of other containers', () => {
    expect(found('psql -c "select 1"\npg_dump shop')).toEqual([])
    expect(found('mc cp a store/b/', { image: 'registry.example.com/tools:1' })).toEqual([])
    expect(found('kubectl exec db -- mc ls', { image: 'alpine/k8s:1.34.0' })).toEqual([])
  })

  it('says nothing where a script brings or tests for programs', () => {
    expect(found('apk add --no-cache minio-client\nmc ls store')).toEqual([])
    expect(found('if command -v mc; then mc ls store; fi')).toEqual([])
    expect(found('mc ls store', { env: '{ name: PATH, value: /tools }' })).toEqual([])
    expect(found('/backup/bin/mc ls store')).toEqual([])
  })
})

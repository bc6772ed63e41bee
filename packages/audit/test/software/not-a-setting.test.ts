import { describe, expect, it } from 'vitest'
import { notASetting } from '../../src/software/not-a-setting.js'
import { findings } from '../metrics/findings.js'

describe('a key of values', () => {
  it('stands for no setting of its program', () => {
    const values = `vllm:
  replicaCount: 1
  config:
    maxConcurrentRequests: 64
    maxNumSeqs: 64
`
    expect(findings(notASetting, { 'values.yaml': values })).toEqual([
      'warning software/not-a-setting: maxConcurrentRequests',
    ])
  })

  it('may be another program’s', () => {
    const values = `gateway:
  replicaCount: 1
  config:
    maxConcurrentRequests: 64
`
    expect(findings(notASetting, { 'values.yaml': values })).toEqual([])
  })
})

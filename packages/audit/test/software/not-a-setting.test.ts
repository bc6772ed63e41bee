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

  it('stands for none at a version of which nothing is known', () => {
    const values = `llamaFactory:
  replicaCount: 1
  image:
    repository: hiyouga/llamafactory
    tag: latest
  config:
    deepspeed:
      enabled: true
`
    expect(findings(notASetting, { 'values.yaml': values })).toEqual([
      'warning software/not-a-setting: deepspeed',
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

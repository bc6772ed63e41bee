import { diagnostic, messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

const place = { document: 'x', offset: 0, length: 1 }
const said = (setting: string) =>
  messageOf(
    diagnostic('wiring/redis-topology-mixed', place, { topology: 'sentinel', setting }),
    'ko',
  )

describe('Korean particles', () => {
  it.each([
    ['cluster-enabled', 'cluster-enabled는'],
    ['maxmemory', 'maxmemory는'],
    ['postgresql', 'postgresql은'],
    ['bge-m3', 'bge-m3은'],
    ['llama-3.1-70b', 'llama-3.1-70b는'],
    ['A100-SXM4-80GB', 'A100-SXM4-80GB는'],
    ['비밀번호', '비밀번호는'],
    ['설정', '설정은'],
    ['save', 'save는'],
    ['filename', 'filename은'],
    ['keycloak', 'keycloak은(는)'],
  ])('follow how %s is read', (setting, expected) => {
    expect(said(setting)).toMatch(new RegExp(`^${expected.replace(/[.()]/g, '\\$&')} `))
  })
})

// Proves that what is open only inside one machine's closed networks is not called open.

import { describe, expect, it } from 'vitest'
import { knownProblems } from '../../src/software/known-problems.js'
import { findings } from '../metrics/findings.js'

const patroni = `scope: chat
namespace: /service/
restapi:
  listen: 0.0.0.0:8008
  verify_client: required
etcd3:
  hosts: [store:2379]
`

const project = (network: string, more = ''): { readonly [name: string]: string } => ({
  'compose.yaml': `services:
  database:
    image: ghcr.io/zalando/spilo-16:3.3-p1
    networks: [database]
    volumes:
      - ./files/patroni.yml:/etc/patroni/patroni.yml:ro
${more}networks:
  database: ${network}
`,
  'files/patroni.yml': patroni,
})

const told = (texts: { readonly [name: string]: string }): readonly string[] =>
  findings(knownProblems, texts).filter((finding) => finding.endsWith(': etcd3'))

describe('a store without a password', () => {
  it('is open where anybody may come', () => {
    expect(told({ 'patroni.yml': patroni })).toHaveLength(1)
    expect(told(project('{}'))).toHaveLength(1)
    expect(told(project('{ internal: true }', '    ports: ["5432:5432"]\n'))).toHaveLength(1)
  })

  it('is not open in a network that leads nowhere', () => {
    expect(told(project('{ internal: true }'))).toEqual([])
  })
})

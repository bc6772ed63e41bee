import { readFields, wholeText, type Field } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { isComposition, readComposition } from '../../src/read/compose.js'

function rootOf(text: string): Field {
  const [root] = readFields(wholeText('compose.yaml', text)).documents
  assert(root !== undefined)
  return root
}

const text = `services:
  web:
    image: \${REGISTRY:-quay.io}/team/web:\${TAG:-1.2}
    environment:
      PORT: 8080
      SECRET: \${SECRET}
    ports: ["127.0.0.1:8080:80", "9000-9001"]
    command: >
      serve --port 80
      --quiet
    deploy:
      resources:
        reservations:
          devices:
            - { driver: nvidia, count: all, capabilities: [gpu] }
  job:
    build: .
    environment: [MODE=batch, TOKEN]
    entrypoint: ["/run.sh"]
`

describe('compose files', () => {
  const root = rootOf(text)
  const [web, job] = readComposition(root).processes

  it('fills stated defaults into images and keeps their places', () => {
    expect(web?.image).toMatchObject({ repository: 'quay.io/team/web', tag: '1.2' })
    expect(web?.image?.place).toMatchObject({ offset: text.indexOf('${REGISTRY') })
  })

  it('reads variables from maps and lists', () => {
    expect(web?.environment.map(({ name, value }) => [name, value])).toEqual([
      ['PORT', '8080'],
      ['SECRET', '${SECRET}'],
    ])
    expect(job?.environment.map(({ name, value }) => [name, value])).toEqual([
      ['MODE', 'batch'],
      ['TOKEN', undefined],
    ])
    expect(job?.environment[0]?.excerpt.place(0, 5)).toMatchObject({
      offset: text.indexOf('batch'),
    })
  })

  it('reads ports, words of commands and GPUs without a bound', () => {
    expect(web?.ports.map(({ number }) => number)).toEqual([80, 9000])
    expect(web?.args.map((word) => word.text)).toEqual(['serve', '--port', '80', '--quiet'])
    expect(job?.command.map((word) => word.text)).toEqual(['/run.sh'])
    expect([web?.gpus, job?.gpus]).toEqual([Number.POSITIVE_INFINITY, 0])
  })

  it('is told from other YAML that has services', () => {
    expect(isComposition(root)).toBe(true)
    expect(isComposition(rootOf('services:\n  enabled: true\n'))).toBe(false)
  })
})

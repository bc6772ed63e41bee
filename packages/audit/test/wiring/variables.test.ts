import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

describe('texts that nothing expands', () => {
  const code = 'wiring/literal-placeholder'

  it('are told in values, but not where a shell or a program may expand them', () => {
    const values = `app:
  replicaCount: 1
  secretKey: "\${APP_SECRET}"
  env: [{ name: A, value: "\${B}" }]
  config: |
    key = \${APP_SECRET}
`
    expect(findings({ 'values.yaml': values }, code)).toEqual([`warning ${code} "\${APP_SECRET}"`])
  })

  it('are told in files of programs that take them literally', () => {
    const text = 'port 6379\nrequirepass ${CACHE_PASSWORD}\n# masterauth ${OTHER}\n'
    expect(findings({ 'redis.conf': text }, code)).toEqual([`warning ${code} "\${CACHE_PASSWORD}"`])
  })

  it('are no fault where a step expands them', () => {
    const values = 'app:\n  replicaCount: 1\n  secretKey: ${APP_SECRET}\n'
    const install = 'envsubst < values.yaml | helm install app . -f -\n'
    expect(findings({ 'values.yaml': values, 'install.sh': install }, code)).toEqual([])
  })

  it('are told in a container for a variable of its own, with the form that Kubernetes expands', () => {
    const pod = (use: string): string => `apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: example.com/app:1.0
      env:
        - { name: PASSWORD, valueFrom: { secretKeyRef: { name: app, key: password } } }
        - { name: URL, value: "http://app:${use}@store" }
`
    expect(findings({ 'pod.yaml': pod('${PASSWORD}') }, code)).toEqual([
      `warning ${code} "\${PASSWORD}"`,
    ])
    expect(findings({ 'pod.yaml': pod('$(PASSWORD)') }, code)).toEqual([])
    expect(findings({ 'pod.yaml': pod('${ELSEWHERE}') }, code)).toEqual([])
  })
})

describe('lists of variables', () => {
  const compose = `services:
  store:
    image: postgres:16.4
    environment:
      POSTGRES_PASSWORD: \${STORE_PASSWORD}
      POSTGRES_USER: \${STORE_USER:-chat}
      POSTGRES_DB: \${STORE_NAME}
`

  it('have to define what has no default', () => {
    const texts = { 'compose.yaml': compose, '.env': 'STORE_PASSWORD=x\n' }
    expect(findings(texts, 'wiring/undefined-variable', 'wiring/variable-list-gaps')).toEqual([
      'warning wiring/undefined-variable "${STORE_NAME}"',
      'warning wiring/variable-list-gaps "STORE_PASSWORD"',
    ])
  })

  it('say nothing where there is none, or one of something else', () => {
    expect(findings({ 'compose.yaml': compose }, 'wiring/undefined-variable')).toEqual([])
    const other = { 'compose.yaml': compose, 'app/.env': 'PORT=1\n' }
    expect(findings(other, 'wiring/undefined', 'wiring/unread', 'wiring/variable')).toEqual([])
  })

  it('hold nothing that no file reads', () => {
    const list = 'STORE_PASSWORD=x\nSTORE_NAME=y\nSTORE_COLOR=blue\nCOMPOSE_PROJECT_NAME=store\n'
    const texts = { 'compose.yaml': compose, '.env': list }
    expect(findings(texts, 'wiring/unread-variable')).toEqual([
      'warning wiring/unread-variable "STORE_COLOR"',
    ])
    const whole = { ...texts, 'compose.yaml': `${compose}    env_file: .env\n` }
    expect(findings(whole, 'wiring/unread-variable')).toEqual([])
  })
})

describe('passwords in URLs', () => {
  const code = 'wiring/password-in-url'
  const compose = (url: string): string =>
    `services:\n  app:\n    image: example.com/app:1.0\n    environment:\n      URL: ${url}\n`

  it('are told at the variable', () => {
    const text = compose('postgresql://app:${APP_PASSWORD}@store:5432/app')
    expect(findings({ 'compose.yaml': text }, code)).toEqual([`warning ${code} "\${APP_PASSWORD}"`])
  })

  it('are no fault where a list promises letters and digits', () => {
    const text = compose('postgresql://app:${APP_PASSWORD}@store:5432/app')
    const list = (format: string): string =>
      JSON.stringify({
        secrets: [
          {
            name: 'app',
            namespaces: [],
            keys: [{ key: 'password', format, variable: 'APP_PASSWORD' }],
          },
        ],
      })
    const beside = (format: string) => ({
      'compose.yaml': text,
      'secrets.required.json': list(format),
    })
    expect(findings(beside('alphanumeric'), code)).toEqual([])
    expect(findings(beside('given'), code)).toEqual([`warning ${code} "\${APP_PASSWORD}"`])
  })

  it('are no fault without a secret', () => {
    const text = compose('http://app:${APP_PORT}/x@${HOST}')
    expect(findings({ 'compose.yaml': text }, code)).toEqual([])
  })
})

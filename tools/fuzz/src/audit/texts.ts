// Generates files for an audit: rendered ones, damaged, joined and fenced, and noise under any name.

import type { AuditFile } from '@llmflow/audit'
import fc from 'fast-check'

import { exampleOf } from '../mutate/examples.js'
import { anyText } from '../mutate/inputs.js'
import { mutate, mutation } from '../mutate/mutations.js'
import { planTexts, realWorld } from '../pipeline.js'

export type TextFile = Extract<AuditFile, { readonly text: string }>

/** Texts in the forms that a tree does not have. */
const otherForms: readonly string[] = [
  'services:\n  api:\n    image: redis:7\n    ports: ["6379:6379"]\n    environment: { REDIS_URL: "redis://cache:6379/0" }\n',
  'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: sum(rate(vllm:num_requests_running{model_name="x"}[5m])) by (pod) > 1\n        annotations: { summary: "{{ $labels.pod }}" }\n',
  '{"title": "t", "panels": [{"type": "graph", "title": "p", "targets": [{"expr": "up"}]}]}',
  '# redis.conf\nport 6379\nmaxmemory 1gb\nsave 900 1\n',
  'frontend https\n  bind *:443\n  default_backend api\nbackend api\n  server a 10.0.0.1:80 check\n',
  '[SERVICE]\n  Flush 1\n[OUTPUT]\n  Name es\n  Host opensearch\n',
  '#!/bin/sh\nset -e\nfor f in a b; do pg_dump -h "$HOST" $f | gzip > /backup/$f.gz; done\n',
  'vllm:\n  image: { repository: vllm/vllm-openai, tag: latest }\n  env: [{ name: A, value: "b" }]\n',
  'REDIS_URL=redis://redis:6379\nexport A="b c"\n',
  'chart/\n├── Chart.yaml\n├── templates/\n│   └── deployment.yaml\n└── values.yaml\n',
]

const names: readonly string[] = [
  'a.yaml',
  'deploy/b.yml',
  'dashboard.json',
  'README.md',
  'redis.conf',
  'haproxy.cfg',
  'patroni.yml',
  'fluent-bit.conf',
  'docker-compose.yml',
  'values.yaml',
  'chart/values.yaml',
  'chart/Chart.yaml',
  'chart/templates/a.yaml',
  '.env',
  'run.sh',
  'kustomization.yaml',
  '<stdin>',
  '',
]

const fence = (language: string, text: string): string =>
  `# Title\n\n\`\`\`${language}\n${text}\`\`\`\n`

export function anyFiles(): fc.Arbitrary<readonly TextFile[]> {
  const { plan } = planTexts(exampleOf('guide-production'), realWorld)
  const rendered = plan === undefined ? [] : realWorld.render(plan).files.map(({ text }) => text)
  const whole = fc.constantFrom(...rendered, ...otherForms)
  const joined = fc
    .array(whole, { minLength: 1, maxLength: 4 })
    .map((texts) => texts.join('\n---\n'))
  const fenced = fc
    .tuple(fc.constantFrom('yaml', 'json', 'bash', 'promql', '', 'ini'), joined)
    .map(([language, text]) => fence(language, text))
  const base = fc.oneof(
    { weight: 6, arbitrary: joined },
    { weight: 3, arbitrary: fenced },
    { weight: 2, arbitrary: anyText },
  )
  const damaged = fc
    .tuple(base, fc.array(mutation, { maxLength: 4 }))
    .map(([text, mutations]) => mutate(text, mutations))
  const file = fc.record({ name: fc.constantFrom(...names), text: damaged })
  return fc.array(file, { minLength: 1, maxLength: 3 }).map(withOwnNames)
}

/** Files of one directory have names of their own. */
const withOwnNames = (files: readonly TextFile[]): readonly TextFile[] =>
  files.map(({ name, text }, index) => ({ name: index === 0 ? name : `${index}/${name}`, text }))

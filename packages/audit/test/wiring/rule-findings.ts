// Runs one rule on files and tells each finding in one line, with the text at its place and at related ones.

import { assert } from 'vitest'
import type { AuditRule } from '../../src/rule.js'
import { runRule, wordsAt, type Texts } from '../run-rule.js'

/** `error wiring/unknown-port: 8080` for each finding, and `-> 80` behind it where the fix is certain. */
export function told(rule: AuditRule, files: Texts, isComplete = false): readonly string[] {
  return runRule(rule, files, isComplete).map(({ severity, code, location, advice }) => {
    const change = advice.find(({ kind }) => kind === 'diff')
    assert(
      change === undefined ||
        (change.kind === 'diff' && change.remove === wordsAt(files, location)),
    )
    const fix = change?.kind === 'diff' ? ` -> ${change.add}` : ''
    return `${severity} ${code}: ${wordsAt(files, location)}${fix}`
  })
}

/** The texts at the related places of the first finding. */
export function relatedTo(rule: AuditRule, files: Texts): readonly string[] {
  const [first] = runRule(rule, files, false)
  return (first?.related ?? []).map((location) => wordsAt(files, location))
}

type Workload = {
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly labels?: string
  readonly selector?: string
  /** Lines of the spec, the pod and the container, without indentation. */
  readonly spec?: string
  readonly pod?: string
  readonly container?: string
}

/** A workload with one container. */
export function workload({
  kind = 'Deployment',
  name = 'shop',
  namespace = 'store',
  labels = `app: ${name}`,
  selector = labels,
  spec = '',
  pod = '',
  container = '',
}: Workload = {}): string {
  const indented = (text: string, blanks: number): string =>
    text === '' ? '' : `${text.replaceAll(/^(?=.)/gm, ' '.repeat(blanks)).trimEnd()}\n`
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
${indented(spec, 2)}  selector: { matchLabels: { ${selector} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
${indented(pod, 6)}      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.0.0
${indented(container, 10)}`
}

/** Documents of one file. */
export const documents = (...texts: readonly string[]): string => texts.join('---\n')

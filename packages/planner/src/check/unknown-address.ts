// Finds names of the cluster in chosen variables that lead to nothing of the plan.

import { diagnostic, nearest, pointer, type Diagnostic, type Plan } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choicesIn, type Choice } from './choices.js'
import type { Rule } from './rule.js'

export const unknownAddress: Rule = (subject) =>
  choicesIn(subject.platform).flatMap((choice) => judge(subject, choice))

function judge(subject: Subject, { name, choice, at }: Choice): readonly Diagnostic[] {
  const { draft, context, inPlatform } = subject
  const env = context.factsOf(name).env
  const unread = new Set((env?.options ?? []).flatMap((one) => (one.read ? [] : [one.name])))
  return Object.entries(choice.env ?? {})
    .filter(([variable]) => !unread.has(variable))
    .flatMap(([variable, value]): readonly Diagnostic[] => {
      const host = hostIn(variable, `${value}`)
      if (host === undefined || !isOfCluster(host, draft.plan)) return []
      const known = namesOf(draft.plan)
      if (known.has(host)) return []
      const params = { host, scope: 'plan', suggestion: nearest(host, [...known]) } as const
      const place = inPlatform(`${at}/env${pointer(variable)}`)
      // Somebody may put a Service of their own into a namespace of the platform.
      return [diagnostic('wiring/unknown-address', place, params, { severity: 'warning' })]
    })
}

/** The host of a URL, or of a variable that says in its name that it holds one. */
function hostIn(variable: string, value: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]*@)?([^:/?#\s,]+)/i.exec(value)?.[1]
  const plain = /HOST$/i.test(variable) ? /^([a-z0-9.-]+)(?::\d+)?$/i.exec(value)?.[1] : undefined
  return (url ?? plain)?.toLowerCase().replace(/\.$/, '')
}

/** `name.namespace`, with or without the domain of Services; other names may mean anything. */
function isOfCluster(host: string, { namespaces, network }: Plan): boolean {
  const [, namespace = '', ...rest] = host.split('.')
  const suffix = rest.join('.')
  return (
    Object.hasOwn(namespaces, namespace) &&
    (suffix === '' || suffix === 'svc' || suffix === `svc.${network.clusterDomain}`)
  )
}

/** Each Service by its name with the namespace, with `svc`, and in full. */
function namesOf({ addresses, network }: Plan): ReadonlySet<string> {
  const ending = `.svc.${network.clusterDomain}`
  return new Set(
    Object.values(addresses).flatMap(({ host }) => {
      const short = host.endsWith(ending) ? host.slice(0, -ending.length) : host
      return [short, `${short}.svc`, host]
    }),
  )
}

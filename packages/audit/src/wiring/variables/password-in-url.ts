// Finds variables that are put as a password into a URL as they are.

import { diagnostic, isSecretName, type Diagnostic } from '@llmflow/spec'
import type { Process, PromisedSecret } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

const pattern = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:(\$\{(\w+)[^}]*\}|\$\((\w+)\))@/g

/** What the password will be is known to nobody here, so it stays a warning. */
export const passwordInUrl: AuditRule = ({ processes, promisedSecrets }) =>
  processes.flatMap((process) =>
    process.environment.flatMap(({ excerpt }) =>
      [...excerpt.text.matchAll(pattern)].flatMap((match): readonly Diagnostic[] => {
        const [whole, use = ''] = match
        const variable = match[2] ?? match[3] ?? ''
        if (!isSecretName(variable) || isPlain(process, variable, promisedSecrets)) return []
        const place = excerpt.place(match.index + whole.length - use.length - 1, use.length)
        return [diagnostic('wiring/password-in-url', place, { variable })]
      }),
    ),
  )

/** Whether the files promise a password of letters and digits, which needs no encoding. */
function isPlain(
  { field, namespace }: Process,
  variable: string,
  promised: readonly PromisedSecret[],
): boolean {
  if (promised.some(({ plainVariables }) => plainVariables.includes(variable))) return true
  const source = field
    .get('env')
    .items.find((item) => item.get('name').text === variable)
    ?.get('valueFrom', 'secretKeyRef')
  if (source?.value === undefined) return false
  return promised.some(
    ({ name, namespaces, plainKeys }) =>
      name === source.get('name').text &&
      namespaces.includes(namespace) &&
      plainKeys.includes(source.get('key').text ?? ''),
  )
}

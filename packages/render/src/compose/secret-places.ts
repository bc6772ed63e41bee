// Says where a compose project expects each value, for those who have the values.

import type { Plan } from '@llmflow/spec'
import { envExample } from './env-example.js'
import { withMonitoring } from './monitoring.js'
import { projectOf } from './project.js'
import { certificatesOf, secretFilesOf } from './secret-files.js'
import { secretVariables } from './variables.js'
import { secretFolder } from './volumes.js'

type Place = { readonly secret: string; readonly key: string }

/** Paths are relative to the folder of the project. */
type ComposeSecretPlaces = {
  readonly variables: readonly (Place & { readonly name: string })[]
  /** Files that services read as users of their own. */
  readonly files: readonly (Place & { readonly path: string })[]
  readonly certificates: readonly (Place & { readonly path: string })[]
  /** Files that only signing needs. */
  readonly authorities: readonly (Place & { readonly path: string })[]
  /** The env file before anybody filled it in. */
  readonly envExample: string
}

export function composeSecretPlaces(plan: Plan): ComposeSecretPlaces {
  const { plan: project } = withMonitoring(projectOf(plan))
  const variables = secretVariables(project)
  const certificates = certificatesOf(project)
  const at = (secret: string, key: string) => ({
    secret,
    key,
    path: `${secretFolder(secret)}/${key}`,
  })
  const issuers = [...new Set(certificates.map(({ issuer }) => issuer))]
  return {
    variables: variables.map(({ name, secret, key }) => ({ name, secret, key })),
    files: secretFilesOf(project).map(({ secret, key }) => at(secret, key)),
    certificates: certificates.flatMap(({ secret }) =>
      ['tls.crt', 'tls.key', 'ca.crt'].map((key) => at(secret, key)),
    ),
    authorities: issuers.flatMap((issuer) => ['tls.crt', 'tls.key'].map((key) => at(issuer, key))),
    envExample: envExample(project, '.env.example', variables).text,
  }
}

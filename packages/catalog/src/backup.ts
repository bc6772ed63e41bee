// Names the object store outside the cluster that takes backups, for every job that copies a store away.

import { secretOf, type Edge, type SecretText, type Volume } from '@llmflow/spec'
import type { Context, SecretDeclaration } from './component.js'

/** Where backups go: an S3 endpoint with its scheme, and the bucket in it. */
type BackupTarget = { readonly endpoint: string; readonly bucket: string }

export const backupSecret = 'backup-object-store'

/** Undefined when the platform names no endpoint: then nothing is copied away. */
export function backupTargetOf({ platform }: Context): BackupTarget | undefined {
  const { endpoint, bucket } = platform.backup
  return endpoint === undefined ? undefined : { endpoint, bucket }
}

/** What the scripts of backup jobs read, under the names that clients of S3 know where there are such. */
export function backupVariables(context: Context): { readonly [name: string]: SecretText } {
  const target = backupTargetOf(context)
  if (target === undefined) return {}
  return {
    BACKUP_ENDPOINT: [target.endpoint],
    BACKUP_BUCKET: [target.bucket],
    AWS_REGION: ['us-east-1'],
    AWS_ACCESS_KEY_ID: [secretOf(backupSecret, 'access-key')],
    AWS_SECRET_ACCESS_KEY: [secretOf(backupSecret, 'secret-key')],
    // What programs in Go trust: the clients of S3 in these jobs are.
    ...authorityVariable(context, 'SSL_CERT_FILE'),
  }
}

const authorityFolder = '/etc/llmflow/backup-authority'
const authorityFile = `${authorityFolder}/ca.crt`

/** The variable in which a program finds the authority of the endpoint; none where a public one signed it. */
export function authorityVariable(
  { platform }: Context,
  name: string,
): { readonly [name: string]: SecretText } {
  return platform.backup.certificateAuthority === undefined ? {} : { [name]: [authorityFile] }
}

/** The authority's certificate, for who opens connections to the endpoint. */
export function authorityVolumes({ platform }: Context): readonly Volume[] {
  const { endpoint, certificateAuthority: secret } = platform.backup
  return endpoint === undefined || secret === undefined
    ? []
    : [{ kind: 'secret', name: 'backup-authority', path: authorityFolder, secret }]
}

export function backupEdges(context: Context, purpose: string): readonly Edge[] {
  const [, scheme, host = '', port] =
    /^(https?):\/\/([^/:?#]+)(?::(\d+))?/.exec(backupTargetOf(context)?.endpoint ?? '') ?? []
  if (scheme === undefined) return []
  const number = port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port)
  const { range } = context.platform.backup
  const place = range === undefined ? { host } : { host, range }
  return [{ to: { kind: 'external', ...place, port: number }, purpose }]
}

/** The same declaration from every component that copies a store away: they write to one bucket as one user. */
export function backupSecrets(context: Context): { readonly [name: string]: SecretDeclaration } {
  if (backupTargetOf(context) === undefined) return {}
  const { certificateAuthority } = context.platform.backup
  const key = (purpose: string) => ({ format: 'given', length: 0, purpose }) as const
  return {
    [backupSecret]: {
      keys: { 'access-key': key('user of the backup bucket'), 'secret-key': key('its password') },
      purpose: 'the object store outside the cluster that takes backups',
    },
    ...(certificateAuthority === undefined
      ? {}
      : {
          [certificateAuthority]: {
            keys: { 'ca.crt': key('certificate of the authority that signed the endpoint’s') },
            purpose: 'the authority of the object store that takes backups',
          },
        }),
  }
}

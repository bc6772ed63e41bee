// Names the certificates of PostgreSQL on machines: where members have them, and how others know the servers.

import type { Volume } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { placeOfPart } from '../../pool.js'

/** Whether members have certificates: on machines, whose network others share. */
export const isSecured = (context: Context): boolean =>
  context.topologyOf('postgresql') === 'patroni' &&
  placeOfPart(context, 'postgresql', 'postgresql', 'database', 'hosts') === 'hosts'

/** PostgreSQL takes no key that others may read, and what mounts it in a container makes it just that. */
export const certificateFolder = '/tmp/certificate'
export const mountedFolder = '/etc/patroni/certificate'
export const etcdCertificateFolder = '/etc/patroni/etcd-certificate'

/** A name that the certificate of every member holds. */
export const serverName = `postgresql.${namespaces.infra}.svc`

export const certificateSecret = 'postgresql-tls'

export const certificateVolume = (path: string): Volume => ({
  kind: 'secret',
  name: 'postgresql-certificate',
  path,
  secret: certificateSecret,
})

/** By which clients know the servers; their key is none of a client's business. */
export const authorityVolume = (path: string): Volume => ({
  kind: 'secret',
  name: 'postgresql-authority',
  path,
  secret: certificateSecret,
  keys: ['ca.crt'],
})

/** Starts Patroni from an image, with a copy of the key that is the user's own. */
export const startWithCertificate = [
  'set -eu',
  `install -d -m 0700 ${certificateFolder}`,
  `install -m 0600 ${mountedFolder}/tls.crt ${mountedFolder}/tls.key ${mountedFolder}/ca.crt ${certificateFolder}/`,
  'exec patroni /etc/patroni/patroni.yml',
].join('\n')

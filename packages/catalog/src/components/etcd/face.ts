// Says how an etcd answers: in the open among pods, and with certificates on machines that others share a network with.

import {
  fieldOf,
  seconds,
  secretText,
  type Port,
  type SecretText,
  type Volume,
} from '@llmflow/spec'

/** What differs between an etcd with certificates and one without. */
type Face = {
  readonly environment: { readonly [name: string]: SecretText }
  readonly ports: readonly Port[]
  readonly volumes: readonly Volume[]
  /** The image has no shell. */
  readonly readyInside: readonly string[]
  /** The port that tells of its health. */
  readonly asked: string
}

type Etcd = { readonly id: string; readonly namespace: string }

const metrics = { path: '/metrics', interval: seconds(30) }

export const openFace = (_etcd: Etcd): Face => ({
  environment: addressed('http'),
  ports: [
    { name: 'client', number: 2379, scheme: 'http', metrics },
    { name: 'peer', number: 2380, scheme: 'http', internal: true },
  ],
  volumes: [],
  readyInside: ['etcdctl', '--endpoints=http://127.0.0.1:2379', 'endpoint', 'health'],
  asked: 'client',
})

const folder = '/etc/etcd/tls'
const authority = `${folder}/ca.crt`
const certificate = `${folder}/tls.crt`
const key = `${folder}/tls.key`

/**
 * Members know each other by a name that only their certificates hold; clients by any certificate of the authority. Health
 * and metrics are asked without one, at a port that gives nothing else (etcd-io/etcd v3.4.23 etcdmain/help.go).
 */
export const securedFace = ({ id, namespace }: Etcd): Face => ({
  environment: {
    ...addressed('https'),
    ETCD_CERT_FILE: [certificate],
    ETCD_KEY_FILE: [key],
    ETCD_TRUSTED_CA_FILE: [authority],
    ETCD_CLIENT_CERT_AUTH: ['true'],
    ETCD_PEER_CERT_FILE: [certificate],
    ETCD_PEER_KEY_FILE: [key],
    ETCD_PEER_TRUSTED_CA_FILE: [authority],
    ETCD_PEER_CLIENT_CERT_AUTH: ['true'],
    ETCD_PEER_CERT_ALLOWED_HOSTNAME: [`${id}.${namespace}.svc`],
    ETCD_LISTEN_METRICS_URLS: ['http://0.0.0.0:2381'],
    // For people and checks that run the client beside it.
    ETCDCTL_API: ['3'],
    ETCDCTL_ENDPOINTS: secretText`https://${fieldOf('member-host')}:2379`,
    ETCDCTL_CACERT: [authority],
    ETCDCTL_CERT: [certificate],
    ETCDCTL_KEY: [key],
  },
  ports: [
    { name: 'client', number: 2379, scheme: 'https' },
    { name: 'peer', number: 2380, scheme: 'https', internal: true },
    { name: 'metrics', number: 2381, scheme: 'http', metrics },
  ],
  volumes: [certificateVolume(id, folder)],
  readyInside: ['etcdctl', 'endpoint', 'health'],
  asked: 'metrics',
})

const addressed = (scheme: 'http' | 'https'): Face['environment'] => ({
  ETCD_LISTEN_CLIENT_URLS: [`${scheme}://0.0.0.0:2379`],
  ETCD_LISTEN_PEER_URLS: [`${scheme}://0.0.0.0:2380`],
  ETCD_ADVERTISE_CLIENT_URLS: secretText`${scheme}://${fieldOf('member-host')}:2379`,
  ETCD_INITIAL_ADVERTISE_PEER_URLS: secretText`${scheme}://${fieldOf('member-host')}:2380`,
})

/** The certificate by which a client of a secured etcd is let in. */
export const certificateVolume = (id: string, path: string): Volume => ({
  kind: 'secret',
  name: 'etcd-certificate',
  path,
  secret: `${id}-tls`,
})

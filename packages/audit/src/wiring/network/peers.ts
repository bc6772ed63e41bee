// Decides whether rules of a network policy let a connection through, by its peer and its port.

import type { Field } from '@llmflow/spec'
import type { Graph, Labels, ListeningPort } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { selectorOf, takes } from '../services/selection.js'
import type { Policy, PolicyRule } from './policies.js'

/** The other end: pods of a namespace, or a host by its address. */
export type Peer =
  | { readonly kind: 'pod'; readonly namespace: string; readonly labels: Labels | undefined }
  | { readonly kind: 'host'; readonly address: string }

/** The port at the pod that is connected to. */
export type PeerPort = {
  readonly number: number
  readonly protocol: string
  /** Ports of that pod, by which policies may name them. */
  readonly named: readonly ListeningPort[]
}

export function lets(
  graph: Graph,
  { object }: Policy,
  { peers, ports }: PolicyRule,
  peer: Peer,
  port: PeerPort,
): boolean {
  const isPort = ports === undefined || ports.some((field) => isPortMet(field, port))
  return (
    isPort &&
    (peers === undefined || peers.some((field) => isPeerMet(graph, object.namespace, field, peer)))
  )
}

function isPortMet(field: Field, { number, protocol, named }: PeerPort): boolean {
  if ((field.get('protocol').text ?? 'TCP') !== protocol) return false
  const port = field.get('port')
  if (port.text === undefined || isTemplate(port.text)) return true
  const first = port.number
  if (first === undefined)
    return named.some((own) => own.name === port.text && own.number === number)
  const last = field.get('endPort').number ?? first
  return number >= first && number <= last
}

function isPeerMet(graph: Graph, namespace: string, field: Field, peer: Peer): boolean {
  const block = field.get('ipBlock')
  if (block.value !== undefined) return isInBlock(block, peer)
  if (peer.kind === 'host') return false
  const ofNamespace = field.get('namespaceSelector')
  const isNamespaceMet =
    ofNamespace.value === undefined
      ? peer.namespace === namespace
      : mayBeNamespace(graph, ofNamespace, peer.namespace)
  const ofPod = field.get('podSelector')
  return (
    isNamespaceMet &&
    (ofPod.value === undefined ||
      peer.labels === undefined ||
      takes(selectorOf(ofPod), peer.labels))
  )
}

const nameLabel = 'kubernetes.io/metadata.name'

/** Labels of a namespace that is not here are not known, but for its name. */
function mayBeNamespace(graph: Graph, field: Field, name: string): boolean {
  const selector = selectorOf(field)
  const objects = ofKind(graph, 'Namespace').filter((object) => object.name === name)
  if (objects.length > 0) {
    return objects.some(({ labels }) => takes(selector, { ...labels, [nameLabel]: name }))
  }
  const named = {
    labels: Object.fromEntries(
      Object.entries(selector.labels).filter(([label]) => label === nameLabel),
    ),
    expressions: selector.expressions.filter((item) => item.get('key').text === nameLabel),
  }
  return takes(named, { [nameLabel]: name })
}

/** Blocks this wide may be the network of the pods; whether they mean pods is up to the network plugin. */
const widePrefix = 23

function isInBlock(block: Field, peer: Peer): boolean {
  const cidr = block.get('cidr').text ?? ''
  const [base = '', length = ''] = cidr.split('/')
  const prefix = Number(length)
  const network = numberOf(base)
  // An address of the other family, or none that can be read, may be anything.
  if (network === undefined || length === '' || !Number.isInteger(prefix)) return true
  if (peer.kind === 'pod') return prefix <= widePrefix
  const address = numberOf(peer.address)
  if (address === undefined) return true
  const isExcepted = block.get('except').items.some(({ text = '' }) => isWithin(address, text))
  return isWithin(address, cidr) && !isExcepted
}

function isWithin(address: number, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/')
  const network = numberOf(base)
  const size = 2 ** (32 - Number(length))
  return network !== undefined && Math.floor(address / size) === Math.floor(network / size)
}

/** An IPv4 address as a number. */
export function numberOf(address: string): number | undefined {
  const parts = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256))
  if (parts.length !== 4 || parts.some((part) => part > 255)) return undefined
  return parts.reduce((total, part) => total * 256 + part, 0)
}

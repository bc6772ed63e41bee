// Reads the signs of known problems that only files show: fields, images, commands, mounts, GPUs and replicas.

import { told, type FieldOwner, type Finding, type OwnSign } from '@llmflow/catalog'
import { absentField, type Field } from '@llmflow/spec'
import type { Process } from '../graph/graph.js'
import { mountsOf, type Subject } from './subject.js'

const no: Finding = { shows: false }
const unknown: Finding = { shows: undefined }

export function ownSign(sign: OwnSign, subject: Subject): Finding {
  switch (sign.kind) {
    case 'field':
      return fieldSign(sign, subject)
    case 'no-field':
      return noFieldSign(sign, subject)
    case 'image':
      return imageSign(sign, subject)
    case 'command':
      return commandSign(sign.matches, subject)
    case 'mount':
      return mountSign(sign.matches, subject)
    case 'no-mount':
      return noMountSign(sign.matches, subject)
    case 'gpus':
      return gpuSign(sign, subject)
    case 'replicas':
      return replicaSign(sign.from, subject)
    case 'reached':
      return told(!subject.isEnclosed)
  }
}

type SignOf<Kind extends OwnSign['kind']> = Extract<OwnSign, { readonly kind: Kind }>

/** A container has its own fields, those of its pod and those of its workload; other subjects have one. */
function owned({ process, field, place }: Subject, of: FieldOwner | undefined): Field | undefined {
  if (process === undefined || of === undefined || of === 'process')
    return field ?? absentField(place)
  if (process.pod === undefined) return undefined
  return of === 'pod' ? process.pod.spec : process.pod.owner.field.get('spec')
}

function fieldSign({ path, of, is, isNot }: SignOf<'field'>, subject: Subject): Finding {
  const field = owned(subject, of)?.get(...path.split('.'))
  if (field?.value === undefined) return no
  if (is === undefined && isNot === undefined) return told(true, field.keyPlace)
  const { text } = field
  const holds =
    text !== undefined &&
    (is === undefined || is.includes(text)) &&
    (isNot === undefined || !isNot.includes(text))
  return told(holds, field.keyPlace)
}

function noFieldSign({ path, of }: SignOf<'no-field'>, subject: Subject): Finding {
  // A chart may write what its values leave out.
  if (subject.form === 'values') return unknown
  const owner = owned(subject, of)
  if (owner === undefined) return unknown
  return told(owner.get(...path.split('.')).value === undefined, subject.place)
}

function imageSign({ repository, tag }: SignOf<'image'>, { process }: Subject): Finding {
  const image = process?.image
  if (image === undefined) return unknown
  const holds =
    (repository === undefined || new RegExp(repository, 'u').test(image.repository)) &&
    (tag === undefined || new RegExp(tag, 'u').test(image.tag))
  return told(holds, image.place)
}

function commandSign(matches: string, { process }: Subject): Finding {
  if (process === undefined) return unknown
  const words = [...process.command, ...process.args]
  const [first] = words
  const holds = new RegExp(matches, 'u').test(words.map(({ text }) => text).join(' '))
  if (first === undefined) return told(holds)
  return told(holds, first.excerpt.place(0, first.excerpt.text.length))
}

function mountSign(matches: string, subject: Subject): Finding {
  const pattern = new RegExp(matches, 'u')
  const found = mountsOf(subject).find(({ path }) => pattern.test(path))
  return told(found !== undefined, found?.place)
}

function noMountSign(matches: string, subject: Subject): Finding {
  const { process, form, place } = subject
  if (process === undefined || form === 'values') return unknown
  if (mountSign(matches, subject).shows === true) return no
  const mounts = process.field.get(process.origin === 'compose' ? 'volumes' : 'volumeMounts')
  return told(true, mounts.value === undefined ? place : mounts.keyPlace)
}

function gpuSign({ from, to }: SignOf<'gpus'>, { process }: Subject): Finding {
  if (process === undefined) return unknown
  const { gpus } = process
  if (gpus === 0 && mayHaveGpu(process))
    return from === 0 && to === undefined ? told(true) : unknown
  return told(gpus >= from && (to === undefined || gpus <= to))
}

/** Slices of GPUs, GPUs of other makers, claims, and runtimes that hand out what the node has. */
function mayHaveGpu({ field, pod, origin }: Process): boolean {
  if (field.get('resources', 'claims').value !== undefined) return true
  if (/nvidia|gpu/i.test(pod?.spec.get('runtimeClassName').text ?? '')) return true
  if (origin === 'compose' && isGivenByRuntime(field)) return true
  if (origin === 'values' && isLeftToChart(field)) return true
  return ['limits', 'requests'].some((bound) =>
    field.get('resources', bound).entries.some(({ key }) => /gpu|mig-|accelerator/i.test(key)),
  )
}

const isGivenByRuntime = (service: Field): boolean =>
  service.get('runtime').text === 'nvidia' ||
  service.get('devices').items.some(({ text = '' }) => /nvidia|gpu/i.test(text))

/** A chart has resources of its own where the values have none. */
const isLeftToChart = (block: Field): boolean =>
  block.get('resources').entries.length === 0 ||
  block.entries.some(({ key }) => /gpu|runtimeClass/i.test(key))

function replicaSign(from: number, { process, form }: Subject): Finding {
  if (process === undefined) return unknown
  if (form === 'kubernetes') {
    const { pod } = process
    if (pod?.replicas === undefined) return unknown
    return told(pod.replicas >= from, pod.owner.field.get('spec', 'replicas').keyPlace)
  }
  const path = form === 'compose' ? ['deploy'] : []
  const counts = ['replicas', 'replicaCount'].map((key) => process.field.get(...path, key))
  const count = counts.find(({ number }) => number !== undefined)
  return told((count?.number ?? 1) >= from, count?.keyPlace)
}

// Finds images whose tag moves, that were never published, that left their registry, or that no runtime accepts.

import { components, software } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import { isPlaceholder, isTemplate } from '../graph/lookup.js'
import type { AuditedFile, ImageUse, Process } from '../graph/graph.js'
import { quietRepeats } from '../graph/repeats.js'
import type { AuditRule } from '../rule.js'
import { distinctTexts } from '../graph/documents.js'

/** Images with their places; names that are filled in later say nothing yet. */
const images = (processes: readonly Process[]): readonly (readonly [ImageUse, Process])[] =>
  processes.flatMap((process) =>
    process.image === undefined || isFilledInLater(process.image.reference)
      ? []
      : [[process.image, process] as const],
  )

/** ko puts an image in for the import path of a program. */
const isFilledInLater = (image: string): boolean =>
  isTemplate(image) || isPlaceholder(image) || image.startsWith('ko://')

export const mutableImage: AuditRule = ({ processes, files }) => {
  const replaced = replacedImages(files)
  const found = images(processes).flatMap(([image, { field, origin }]): readonly Diagnostic[] => {
    if (image.tag === '' && replaced.has(image.reference)) return []
    // What Compose builds here needs no version, and a chart has a tag of its own where values have none.
    const isOwn = field.get('build').value !== undefined
    if (isOwn || image.digest !== '' || (origin === 'values' && image.tag === '')) return []
    if (!isMutable(image.tag)) return []
    const { reference, place } = image
    return [diagnostic('airgap/mutable-tag', place, { image: reference }, { severity: 'warning' })]
  })
  return quietRepeats(found, ({ params }) => ('image' in params ? params.image : ''))
}

/** Names to which a kustomization gives a tag. */
const replacedImages = (files: readonly AuditedFile[]): ReadonlySet<string> =>
  new Set(
    distinctTexts(files)
      .filter(({ name, excerpt }) => /^kustomization/i.test(name) && /^images:/m.test(excerpt.text))
      .flatMap(({ excerpt }) => [...excerpt.text.matchAll(/\bname:\s*["']?([^\s"']+)/g)])
      .flatMap(([, name]) => name ?? []),
  )

/** A tag without a digit names no version: `main`, `stable`. `latest` moves whatever stands beside it. */
const isMutable = (tag: string): boolean => !/\d/.test(tag) || tag.split(/[-_.]/).includes('latest')

const wrong = software.flatMap(({ wrongImages = [] }) => wrongImages)

export const imageThatNeverWas: AuditRule = ({ processes }) =>
  images(processes).flatMap(([image]): readonly Diagnostic[] => {
    const fact = wrong.find(
      ({ repository, tags }) =>
        repository === image.repository && (tags === undefined || tags.includes(image.tag)),
    )
    if (fact === undefined) return []
    const place = fact.tags === undefined ? image.repositoryPlace : image.place
    const { reference, tag } = image
    const tagged = fact.instead.includes(':')
      ? fact.instead
      : `${reference.slice(0, -tag.length)}${fact.instead}`
    const params = { image: reference, instead: fact.tags === undefined ? fact.instead : tagged }
    const isWritten =
      fact.tags !== undefined && 'length' in place && place.length === reference.length
    return [
      diagnostic('airgap/no-such-image', place, params, {
        advice: isWritten ? [{ kind: 'diff', remove: reference, add: tagged }] : [],
      }),
    ]
  })

const gone = components
  .flatMap(({ versions }) => Object.values(versions))
  .flatMap(({ life = [] }) => life)
  .filter(({ status }) => status === 'image-gone')

/** Harmless while somebody keeps a copy, so it is for information. */
export const imageThatLeft: AuditRule = ({ processes }) =>
  images(processes).flatMap(([{ repository, place }]): readonly Diagnostic[] => {
    const fact = gone.find(({ subject }) => `${repository}/`.startsWith(`${subject}/`))
    if (fact === undefined) return []
    const { since, note } = fact
    return [diagnostic('life/image-gone', place, { image: repository, since, note, registry: '' })]
  })

/** distribution/reference reference.go: the grammar of a reference, without the length of its parts. */
const reference =
  /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[0-9a-f]{32,})?$/

export const invalidReference: AuditRule = ({ processes }) =>
  images(processes)
    .filter(([image, { origin }]) => origin !== 'values' && !reference.test(image.reference))
    .map(([{ reference: image, place }]) =>
      diagnostic('airgap/invalid-reference', place, { image }),
    )

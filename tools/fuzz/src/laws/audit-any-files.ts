// Law 4, of the audit: any files give findings or silence: never a throw, never a place that is not there, never a long wait.

import type { Diagnostic } from '@llmflow/spec'

import { anyFiles, type TextFile } from '../audit/texts.js'
import { faultsOfWords } from '../judge/diagnostics.js'
import { judged, type Law } from '../law.js'

/** A file of 100,000 characters takes a tenth of a second; a scan that grows with its square would take minutes. */
const msMax = 10_000

export const auditAnyFiles: Law<readonly TextFile[]> = {
  name: '4-any-files',
  statement:
    'Any files give findings with places and words, or silence; an audit never throws and never hangs.',
  inputs: anyFiles(),
  judge: (files, world) => {
    const started = performance.now()
    try {
      const { diagnostics } = world.audit({ files })
      const faults = diagnostics.flatMap((finding) => [
        ...faultsOfWords(
          finding,
          files.map(({ text }) => text),
        ),
        ...faultsOfPlaces(finding, files),
      ])
      const took = performance.now() - started
      return judged(faults, took > msMax ? [`the audit took ${Math.round(took)} ms`] : [])
    } catch (error) {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
      return judged([`the audit threw ${said.split('\n').slice(0, 5).join(' | ')}`])
    }
  },
}

function faultsOfPlaces(
  { code, location, related, advice }: Diagnostic,
  files: readonly TextFile[],
): readonly string[] {
  const frames = advice.flatMap((one) => (one.kind === 'frame' ? [one.location] : []))
  return [location, ...related, ...frames].flatMap((place) => {
    const text = files.find(({ name }) => name === place.document)?.text
    if (text === undefined) return [`${code} is in ${place.document}, which was not given`]
    if (!('offset' in place)) return [`${code} has a pointer for a place in a text`]
    const isInside = place.offset >= 0 && place.offset <= text.length && place.length >= 1
    return isInside ? [] : [`${code} is at ${place.offset} of ${text.length} characters`]
  })
}

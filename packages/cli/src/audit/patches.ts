// Leaves the patches of kustomizations out of an audit: they are parts of objects, and would be judged as whole ones.

import { dirname, join } from 'node:path'
import { readFields, wholeText } from '@llmflow/spec'
import type { Source } from '../sources/source.js'

const kustomizationName = /(?:^|[\\/])kustomization\.ya?ml$|(?:^|[\\/])Kustomization$/

export function withoutPatches(sources: readonly Source[]): readonly Source[] {
  const patches = new Set(
    sources.filter(({ name }) => kustomizationName.test(name)).flatMap(patchesOf),
  )
  return patches.size === 0 ? sources : sources.filter(({ name }) => !patches.has(name))
}

function patchesOf({ name, text }: Source): readonly string[] {
  return readFields(wholeText(name, text))
    .documents.flatMap((kustomization) => [
      ...kustomization.get('patchesStrategicMerge').items.map((item) => item.text),
      ...['patches', 'patchesJson6902'].flatMap((key) =>
        kustomization.get(key).items.map((item) => item.get('path').text),
      ),
    ])
    .flatMap((path) => (path === undefined ? [] : [join(dirname(name), path)]))
}

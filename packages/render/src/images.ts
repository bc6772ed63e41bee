// Writes the Dockerfiles of images that nobody publishes, and the script that builds and pushes them.

import type { Plan, PlannedImage, RenderedFile } from '@llmflow/spec'
import { freeName } from './names.js'

const folder = 'images'

/** An image that has to be built before anything is installed. */
type Built = {
  readonly name: string
  readonly reference: string
  readonly recipe: readonly string[]
}

/** Nothing where every image is published. */
export function imageFiles({ images }: Plan): readonly RenderedFile[] {
  const built = builtOf(Object.values(images))
  if (built.length === 0) return []
  return [
    { path: `${folder}/build.sh`, text: scriptOf(built) },
    ...built.map(({ name, recipe }) => ({
      path: `${folder}/${name}/Dockerfile`,
      text: `${recipe.join('\n')}\n`,
    })),
  ]
}

/** Folders by the image and its tag: `mlflow-2.10.0-1`. */
function builtOf(images: readonly PlannedImage[]): readonly Built[] {
  const taken = new Set<string>()
  return images.flatMap(({ reference, recipe }) => {
    if (recipe === undefined) return []
    const short = reference.slice(reference.lastIndexOf('/') + 1).replaceAll(/[^\w.-]/g, '-')
    const name = freeName(short, taken, '-')
    taken.add(name)
    return [{ name, reference, recipe }]
  })
}

/** Where the images are pulled from otherwise: a machine that reaches both them and the platform’s registry. */
const scriptOf = (built: readonly Built[]): string => `#!/bin/sh
# Builds what nobody publishes and puts it where the platform looks for it.
# Run it where the base images and package indexes can be reached.
set -eu
cd "$(dirname "$0")"
builder="\${BUILDER:-docker}"
${built
  .map(
    ({ name, reference }) =>
      `"$builder" build --tag ${reference} ${name}\n"$builder" push ${reference}`,
  )
  .join('\n')}
`

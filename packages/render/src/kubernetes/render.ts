// Renders a plan as plain Kubernetes manifests that kustomize takes as they are.

import type { Files, Plan, RenderedFile } from '@llmflow/spec'
import { assert } from '../assert.js'
import { fileOf } from '../file.js'
import { resolve } from '../template/resolve.js'
import { secretsList } from '../secrets-list.js'
import { imageFiles } from '../images.js'
import { runbookFiles } from '../runbook/runbook.js'
import { addonFiles } from './addons.js'
import { buildKustomization } from './kustomization.js'
import { objectsOf } from './objects.js'

/** The manifests have a folder of their own; addons, images to build and the list of secrets stand beside it. */
const folder = 'kubernetes'

/** Paths are relative to the directory that the files are written to. */
export function renderKubernetes(plan: Plan): Files {
  const manifests = objectsOf(plan)
    .map(({ path, template }) => fileOf(path, resolve(template)))
    .toSorted(byPath)
  const kustomization = buildKustomization(manifests.map(({ path }) => path))
  const files = [
    fileOf(`${folder}/kustomization.yaml`, kustomization),
    secretsList(plan, 'secrets.required.json'),
    ...imageFiles(plan),
    ...runbookFiles(plan, 'kubernetes'),
    ...addonFiles(plan),
    ...manifests.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
  ].toSorted(byPath)
  assertDistinct(files)
  return { target: 'kubernetes', files }
}

/** By code units, so that the tree is the same on every machine. */
function byPath(left: RenderedFile, right: RenderedFile): number {
  return left.path < right.path ? -1 : Number(left.path > right.path)
}

/** A file that another overwrites would be lost without a word. */
function assertDistinct(files: readonly RenderedFile[]): void {
  for (const [index, { path }] of files.entries()) {
    assert(files[index + 1]?.path !== path, `${path} is rendered once`)
  }
}

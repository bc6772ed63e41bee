// Finds storage classes that do not exist, or that lack the access mode of what asks for them.

import {
  diagnostic,
  nearest,
  pointer,
  type Diagnostic,
  type Inventory,
  type Pointer,
  type StorageClass,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

type Mode = StorageClass['accessModes'][number]

export const storageClasses: Rule = (subject) => {
  const { inventory, platform } = subject
  if (inventory === undefined) return []
  const ofComponents = choicesIn(platform).flatMap(({ name, part, at }) => {
    const chosen = platform.components[name]?.storageClass
    return part !== undefined || chosen === undefined
      ? []
      : judge(subject, inventory, chosen, 'ReadWriteOnce', `${at}/storageClass`)
  })
  return [...modelStore(subject, inventory), ...ofComponents]
}

/** The weights lie in one volume that every model server mounts. */
function modelStore(subject: Subject, inventory: Inventory): readonly Diagnostic[] {
  const chosen = subject.platform.modelStore.storageClass
  if (chosen !== undefined) {
    return judge(subject, inventory, chosen, 'ReadWriteMany', '/modelStore/storageClass')
  }
  const standard = inventory.storageClasses.find(({ isDefault }) => isDefault)
  const mounts = Object.values(subject.draft.plan.workloads).some(({ volumes }) =>
    (volumes ?? []).some(
      (volume) =>
        volume.kind === 'common' &&
        volume.accessMode === 'ReadWriteMany' &&
        volume.storageClass === undefined,
    ),
  )
  if (!mounts || standard === undefined) return []
  const [model] = subject.platform.models.keys()
  const at =
    subject.input.platform.layered.originOf('/modelStore') === undefined && model !== undefined
      ? pointer('models', model, 'weights')
      : '/modelStore'
  return judge(subject, inventory, standard.name, 'ReadWriteMany', at)
}

function judge(
  { inPlatform }: Subject,
  { storageClasses: classes }: Inventory,
  name: string,
  mode: Mode,
  at: Pointer,
): readonly Diagnostic[] {
  const found = classes.find((entry) => entry.name === name)
  if (found === undefined) {
    const suggestion = nearest(
      name,
      classes.map((entry) => entry.name),
    )
    return [
      diagnostic('spec/unknown-name', inPlatform(at), { kind: 'storage-class', name, suggestion }),
    ]
  }
  if (found.accessModes.includes(mode)) return []
  const suggestion = classes.find(({ accessModes }) => accessModes.includes(mode))?.name ?? ''
  return [
    diagnostic('wiring/storage-class-mode', inPlatform(at), {
      storageClass: name,
      mode,
      suggestion,
    }),
  ]
}

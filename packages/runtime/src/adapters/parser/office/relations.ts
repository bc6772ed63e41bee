// Which files of an Office archive a part refers to, by the names that it gives them.

import { posix } from 'node:path'
import type { Zip } from '../zip.js'
import { drain, readXml } from './xml.js'

type Relation = { readonly type: string; readonly target: string }

export async function relationsOf(zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> {
  const { dir, base } = posix.parse(part)
  const relations = new Map<string, Relation>()
  const file = `${dir}/_rels/${base}.rels`
  await drain(
    readXml(zip.readText(file), {
      open(name, { Id, Type = '', Target = '', TargetMode }) {
        if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
        relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target })
      },
    }),
  )
  return relations
}

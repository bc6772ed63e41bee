// Reads a platform directory from texts, as the command line reads it from the disk.

import { diagnostic, readTexts, unknownEnvironment, type ReadDirectory } from '@llmflow/spec'
import type { Folder, TextFile } from './messages.ts'

const platformName = 'llmflow.yaml'
const inventoryName = 'inventory.yaml'
const overlayName = /^env\/(.+)\.yaml$/

/** The names of all environments that a folder has, in the order of their names. */
export const environmentsIn = ({ files }: Folder): readonly string[] =>
  files.flatMap(({ name }) => overlayName.exec(name)?.[1] ?? []).toSorted()

export function readFolder(folder: Folder): ReadDirectory {
  const { environment } = folder
  const fileCalled = (name: string): TextFile | undefined =>
    folder.files.find((file) => file.name === name)
  const overlay = environment === undefined ? undefined : `env/${environment}.yaml`
  const wanted = [platformName, inventoryName, ...(overlay === undefined ? [] : [overlay])]
  const place = { document: platformName, offset: 0, length: 1 }
  const missing = diagnostic('spec/missing-file', place, { file: platformName })
  return readTexts(
    wanted.flatMap((name) => fileCalled(name) ?? []),
    [
      ...(fileCalled(platformName) === undefined ? [missing] : []),
      ...(environment === undefined || overlay === undefined || fileCalled(overlay) !== undefined
        ? []
        : [unknownEnvironment(overlay, environment, environmentsIn(folder))]),
    ],
  )
}

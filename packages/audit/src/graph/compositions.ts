// Gives the services of a compose file the files that they mount, where these are among what was read.

import { volumesOf } from '../read/compose-service.js'
import { directoryOf } from './documents.js'
import type { AuditedFile, Composition, MountedFile, Process } from './graph.js'

export function withMountedFiles(
  composition: Composition,
  files: readonly AuditedFile[],
): Composition {
  const directory = directoryOf(composition.field.place.document)
  const known = new Map(files.map((file) => [file.document, file]))
  return {
    ...composition,
    processes: composition.processes.map((process) => ({
      ...process,
      files: mountedBy(process, (path) => known.get(`${directory}${path}`)),
    })),
  }
}

const mountedBy = (
  { field }: Process,
  find: (path: string) => AuditedFile | undefined,
): readonly MountedFile[] =>
  volumesOf(field).flatMap(({ source, target, isNamed }) => {
    const file = isNamed || !source.startsWith('./') ? undefined : find(source.slice(2))
    return file === undefined ? [] : [{ path: target, excerpt: file.excerpt }]
  })

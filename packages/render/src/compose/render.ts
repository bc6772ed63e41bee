// Renders a plan as one compose project that starts on one machine.

import type { Files, Plan, RenderedFile } from '@llmflow/spec'
import { assert } from '../assert.js'
import { fileOf } from '../file.js'
import { runbookFiles } from '../runbook/runbook.js'
import { filesOf } from '../mounted-files.js'
import { secretsList } from '../secrets-list.js'
import { resolveText } from '../text.js'
import { envExample } from './env-example.js'
import { gpusOf } from './gpus.js'
import { withMonitoring } from './monitoring.js'
import { composeNaming } from './naming.js'
import { networksOf } from './networks.js'
import { ownershipOf, ownershipService } from './ownership.js'
import { prepareScript } from './prepare.js'
import { projectOf, type Project } from './project.js'
import type { Service } from './service.js'
import { servicesOf } from './services.js'
import { carriedSecrets } from './secret-files.js'
import { secretVariables } from './variables.js'
import { filePath, namedVolumesOf } from './volumes.js'

const folder = 'compose'

/** Paths are relative to the directory that the files are written to. */
export function renderCompose(plan: Plan): Files {
  const project = withMonitoring(projectOf(plan))
  const variables = secretVariables(project.plan)
  const files = [
    fileOf(`${folder}/compose.yaml`, compositionOf(project)),
    envExample(project.plan, `${folder}/.env.example`, variables),
    prepareScript(project.plan, `${folder}/prepare.sh`, variables),
    secretsList(carriedSecrets(project.plan), `${folder}/secrets.required.json`, (secret, key) => {
      const variable = variables.find((one) => one.secret === secret && one.key === key)?.name
      return variable === undefined ? {} : { variable }
    }),
    ...mountedFiles(project.plan),
    // Beside the project: its commands are not those of another target in the same directory.
    ...runbookFiles(project.plan, 'compose').map((file) => ({
      ...file,
      path: `${folder}/${file.path}`,
    })),
  ].toSorted(byPath)
  return { target: 'compose', files }
}

function compositionOf(project: Project): object {
  const { plan } = project
  const services = allServices(project)
  const volumes = namedVolumesOf(plan).map(({ name }): [string, object] => [name, {}])
  const networks = networksOf(project)
  return {
    name: projectName(plan),
    services: Object.fromEntries(services),
    ...(Object.keys(networks).length === 0 ? {} : { networks }),
    ...(volumes.length === 0 ? {} : { volumes: Object.fromEntries(volumes) }),
  }
}

function allServices(project: Project): readonly (readonly [string, Service])[] {
  const { plan } = project
  const ownership = ownershipOf(plan)
  const building = {
    project,
    variables: secretVariables(plan),
    gpus: gpusOf(plan),
    hasOwnership: ownership !== undefined,
  }
  const own = ownership === undefined ? [] : [[ownershipService, ownership] as const]
  const all = [
    ...own,
    ...Object.values(plan.workloads).flatMap((workload) => servicesOf(building, workload)),
  ]
  assert(new Set(all.map(([name]) => name)).size === all.length, 'each service has its own name')
  return all
}

/** Compose takes small letters, digits, hyphens and underscores. */
const projectName = ({ name }: Plan): string => name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-')

function mountedFiles(plan: Plan): readonly RenderedFile[] {
  return Object.values(plan.workloads).flatMap((workload) =>
    filesOf(workload).map(({ key, file }) => ({
      path: `${folder}/${filePath(workload, key)}`,
      text: resolveText(plan, composeNaming, file.content),
    })),
  )
}

/** By code units, so that the tree is the same on every machine. */
function byPath(left: RenderedFile, right: RenderedFile): number {
  return left.path < right.path ? -1 : Number(left.path > right.path)
}

// Builds the services of a workload: one, or one for each replica with a name.

import { serviceNamesOf, type Plan, type Workload } from '@llmflow/spec'
import { hashOf } from '../hash.js'
import { imageOf } from '../image.js'
import { filesOf } from '../mounted-files.js'
import { resolveText } from '../text.js'
import { dependenciesOf } from './depends-on.js'
import { environmentOf } from './environment.js'
import { escapeDollars } from './escape.js'
import { healthcheckOf, seconds } from './healthcheck.js'
import { composeNaming } from './naming.js'
import { attachmentsOf, namesOutside } from './networks.js'
import { hasVolumes, ownershipService } from './ownership.js'
import { exposedPortsOf, publishedPortsOf } from './ports.js'
import { profilesOf } from './profiles.js'
import type { Project } from './project.js'
import { resourcesOf } from './resources.js'
import type { Dependency, Service } from './service.js'
import type { SecretVariable } from './variables.js'
import { mountsOf } from './volumes.js'

/** What every service is built with. */
type Building = {
  readonly project: Project
  readonly variables: readonly SecretVariable[]
  readonly gpus: ReadonlyMap<string, readonly number[]>
  /** Whether somebody gives volumes to their users. */
  readonly hasOwnership: boolean
}

export const servicesOf = (
  building: Building,
  workload: Workload,
): readonly (readonly [name: string, service: Service])[] =>
  serviceNamesOf(workload).map((name) => [name, serviceOf(building, workload, name)] as const)

function serviceOf(building: Building, workload: Workload, name: string): Service {
  const { project, variables, gpus } = building
  const { plan } = project
  const { kind, command = [], args = [] } = workload
  const profiles = profilesOf(workload)
  const environment = environmentOf(plan, workload, name, variables)
  const published = publishedPortsOf(plan, workload)
  const healthcheck = healthcheckOf(workload)
  const dependencies = waitingFor(building, workload)
  return {
    image: imageOf(plan, workload),
    ...buildOf(plan, workload),
    ...(profiles.length === 0 ? {} : { profiles }),
    labels: labelsOf(plan, workload),
    ...(kind === 'stateful' ? { hostname: name } : {}),
    ...(command.length === 0 ? {} : { entrypoint: command.map(escapeDollars) }),
    ...(args.length === 0
      ? {}
      : { command: args.map((arg) => escapeDollars(resolveText(plan, composeNaming, arg))) }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...((workload.ports ?? []).length === 0 ? {} : { expose: exposedPortsOf(workload) }),
    ...(published.length === 0 ? {} : { ports: published }),
    ...attachmentsOf(project, workload),
    ...namesOutside(plan, workload),
    ...mountsOf(workload, name),
    ...(Object.keys(dependencies).length === 0 ? {} : { depends_on: dependencies }),
    ...(healthcheck === undefined ? {} : { healthcheck }),
    deploy: { resources: resourcesOf(workload, gpus.get(name) ?? []) },
    ...securityOf(workload),
    ...(workload.stopWithin === undefined
      ? {}
      : { stop_grace_period: seconds(workload.stopWithin) }),
    restart: restartOf(workload),
  }
}

function buildOf({ images }: Plan, { id, image }: Workload): Pick<Service, 'build'> {
  const planned = Object.values(images).find(({ workloads }) => workloads.includes(id))
  const recipe = planned?.recipe ?? image.recipe
  return recipe === undefined
    ? {}
    : { build: { dockerfile_inline: `${recipe.map(escapeDollars).join('\n')}\n` } }
}

/** Mounted files that change are no change of the service: the hash makes them one. */
function labelsOf(plan: Plan, workload: Workload): { readonly [label: string]: string } {
  const contents = filesOf(workload).map(({ key, file }) => [
    key,
    resolveText(plan, composeNaming, file.content),
  ])
  return {
    'llmflow.io/workload': workload.id,
    'llmflow.io/component': workload.component,
    ...(contents.length === 0 ? {} : { 'llmflow.io/files': hashOf(JSON.stringify(contents)) }),
  }
}

function waitingFor(
  { project, hasOwnership }: Building,
  workload: Workload,
): { readonly [service: string]: Dependency } {
  const { plan } = project
  return {
    ...(hasOwnership && hasVolumes(plan, workload)
      ? { [ownershipService]: { condition: 'service_completed_successfully' } }
      : {}),
    ...dependenciesOf(plan, workload),
  }
}

function securityOf({
  security,
}: Workload): Pick<
  Service,
  'user' | 'group_add' | 'read_only' | 'cap_drop' | 'cap_add' | 'security_opt'
> {
  const { user, group, volumesGroup = group, readOnlyRoot, capabilities = [] } = security
  return {
    user: `${user}:${group}`,
    ...(volumesGroup === group ? {} : { group_add: [`${volumesGroup}`] }),
    ...(readOnlyRoot ? { read_only: true } : {}),
    cap_drop: ['ALL'],
    ...(capabilities.length === 0 ? {} : { cap_add: capabilities }),
    security_opt: ['no-new-privileges:true'],
  }
}

/** A job that fails is tried again, as in a cluster; what runs by the clock is started by somebody else. */
function restartOf({ kind }: Workload): NonNullable<Service['restart']> {
  if (kind === 'schedule') return 'no'
  return kind === 'job' ? 'on-failure' : 'unless-stopped'
}

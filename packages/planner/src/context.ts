// Resolves the names in a platform against the catalog: its release, components, topologies and versions.

import {
  componentBringing,
  components,
  findComponent,
  findRelease,
  loadOf,
  releases,
  type Component,
  type Context,
  type Release,
  type VersionFacts,
} from '@llmflow/catalog'
import {
  diagnostic,
  nearest,
  pointer,
  type ComponentChoice,
  type Diagnostic,
  type Platform,
} from '@llmflow/spec'
import { inDocuments, type PlanningInput } from './input.js'

export type Resolved = {
  readonly release: Release
  /** The enabled components, in the order in which they are sized. */
  readonly components: readonly Component[]
  readonly context: Omit<Context, 'sizes'>
}

type Resolution = {
  readonly resolved: Resolved | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Resolves a platform. What cannot be resolved is a diagnostic, and is left out of the plan. */
export function resolve(input: PlanningInput): Resolution {
  const platform = input.platform.value
  const at = inDocuments(input.platform)
  const release = findRelease(platform.release)
  if (release === undefined) {
    const names = releases.map(({ name }) => name)
    const params = {
      kind: 'release',
      name: platform.release,
      suggestion: nearest(platform.release, names) || (names[0] ?? ''),
    } as const
    return {
      resolved: undefined,
      diagnostics: [diagnostic('spec/unknown-name', at('/release'), params)],
    }
  }
  const enabled = Object.entries(platform.components).filter(([, choice]) => choice.enabled)
  const diagnostics = enabled.flatMap(([name, choice]) => unknownNames(name, choice, release, at))
  const known = components.filter(({ name }) => platform.components[name]?.enabled === true)
  return {
    resolved: {
      release,
      components: known,
      context: {
        platform,
        inventory: input.inventory?.value,
        release,
        enabled: new Set(known.map(({ name }) => name)),
        components: known,
        load: loadOf(platform),
        topologyOf: (name) => topologyOf(name, platform),
        auxiliaryPartsOf: (name) => findComponent(name)?.auxiliaryParts ?? [],
        factsOf: (name) => factsOf(name, platform, release),
      },
    },
    diagnostics,
  }
}

function unknownNames(
  name: string,
  choice: ComponentChoice,
  release: Release,
  at: ReturnType<typeof inDocuments>,
): readonly Diagnostic[] {
  const path = pointer('components', name)
  const component = findComponent(name)
  if (component === undefined) {
    const names = components.map((known) => known.name)
    const suggestion = componentBringing(name)?.name ?? nearest(name, names)
    return [
      diagnostic('spec/unknown-name', at(path, 'key'), { kind: 'component', name, suggestion }),
    ]
  }
  const found: Diagnostic[] = []
  const { topology, version } = choice
  if (topology !== undefined && !component.topologies.includes(topology)) {
    const suggestion = nearest(topology, component.topologies) || component.topologies.join(', ')
    found.push(
      diagnostic('spec/unknown-name', at(`${path}/topology`), {
        kind: 'topology',
        name: topology,
        suggestion,
      }),
    )
  }
  if (version !== undefined && !Object.hasOwn(component.versions, version)) {
    const suggestion =
      nearest(version, Object.keys(component.versions)) || (release.versions[name] ?? '')
    found.push(
      diagnostic('spec/unknown-name', at(`${path}/version`), {
        kind: 'component-version',
        name: version,
        suggestion,
      }),
    )
  }
  return found
}

function topologyOf(name: string, platform: Platform): string {
  const component = findComponent(name)
  const chosen = platform.components[name]?.topology
  const known = component?.topologies.find((topology) => topology === chosen)
  return known ?? component?.topologies[0] ?? ''
}

function factsOf(name: string, platform: Platform, release: Release): VersionFacts {
  const versions = findComponent(name)?.versions ?? {}
  const wanted = platform.components[name]?.version ?? release.versions[name] ?? ''
  const known = Object.hasOwn(versions, wanted) ? versions[wanted] : undefined
  const facts = known ?? versions[release.versions[name] ?? ''] ?? Object.values(versions)[0]
  return facts ?? { version: wanted, images: {}, source: '' }
}

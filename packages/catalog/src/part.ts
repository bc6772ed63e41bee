// Lets every component size and build its parts alike: what the platform chose wins over what is computed.

import {
  explained,
  fromPlatform,
  pointer,
  printBytes,
  printCpu,
  type Because,
  type Bytes,
  type ComponentChoice,
  type CpuMillis,
  type Explained,
  type Figure,
  type Image,
  type PartChoice,
  type SecretText,
  type Text,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from './component.js'

/** What a part takes when the platform does not say otherwise. */
export type PartDefaults = {
  readonly minimum: Explained<number>
  /** Equal to the minimum when the part does not scale. */
  readonly maximum?: Explained<number>
  readonly cpu: Explained<CpuMillis>
  readonly memory: Explained<Bytes>
  readonly cpuLimit?: Explained<CpuMillis>
  /** Equal to the memory request when left out. */
  readonly memoryLimit?: Explained<Bytes>
  readonly gpus?: Explained<number>
  readonly storage?: Explained<Bytes>
  readonly figures?: { readonly [name: string]: Explained<Figure> }
}

/** The choices for a component and one of its parts; the part's win. */
type Choices = {
  readonly component: ComponentChoice | undefined
  readonly part: PartChoice | undefined
  readonly componentPath: string
  readonly partPath: string
}

function choicesOf(context: Context, component: string, part: string): Choices {
  const choice = context.platform.components[component]
  const componentPath = pointer('components', component)
  const isAuxiliary = context.auxiliaryPartsOf(component).includes(part)
  return {
    component: choice === undefined || !isAuxiliary ? choice : whereOnly(choice),
    part: choice?.parts?.[part],
    componentPath,
    partPath: `${componentPath}${pointer('parts', part)}`,
  }
}

/** A component's choices of where to run, without those of how much and with what. */
function whereOnly(choice: ComponentChoice): ComponentChoice {
  const { replicas: _, resources: __, env: ___, args: ____, ...where } = choice
  return where
}

/** A value that the platform declares for a part, or for the whole component. */
function declared<Value extends number>(
  choices: Choices,
  read: (choice: PartChoice) => Value | undefined,
  path: string,
  print: (value: Value) => string,
): Explained<Value> | undefined {
  const name = path.split('/').at(-1) ?? path
  const ofPart = choices.part === undefined ? undefined : read(choices.part)
  if (ofPart !== undefined) {
    return explained(ofPart, 'declared', '', [
      fromPlatform(name, print(ofPart), `${choices.partPath}${path}`),
    ])
  }
  const ofComponent = choices.component === undefined ? undefined : read(choices.component)
  if (ofComponent === undefined) return undefined
  return explained(ofComponent, 'declared', '', [
    fromPlatform(name, print(ofComponent), `${choices.componentPath}${path}`),
  ])
}

const count = (value: number): string => `${value}`

/** The sizes of a part: its defaults, with what the platform declares in their place. */
export function sizePart(
  context: Context,
  component: string,
  part: string,
  defaults: PartDefaults,
): PartSizes {
  const choices = choicesOf(context, component, part)
  const minimumChosen = declared(
    choices,
    ({ replicas }) => replicas?.minimum,
    '/replicas/minimum',
    count,
  )
  const minimum = minimumChosen ?? defaults.minimum
  const memoryChosen = declared(
    choices,
    ({ resources }) => resources?.memory,
    '/resources/memory',
    printBytes,
  )
  const memory = memoryChosen ?? defaults.memory
  const cpu =
    declared(choices, ({ resources }) => resources?.cpu, '/resources/cpu', printCpu) ?? defaults.cpu
  const cpuLimit =
    declared(choices, ({ resources }) => resources?.cpuLimit, '/resources/cpuLimit', printCpu) ??
    (defaults.cpuLimit === undefined ? undefined : atLeast(defaults.cpuLimit, cpu))
  const gpus =
    declared(choices, ({ resources }) => resources?.gpus, '/resources/gpus', count) ?? defaults.gpus
  const storageChosen = choices.component?.storage
  const storage =
    storageChosen === undefined || defaults.storage === undefined
      ? defaults.storage
      : explained(storageChosen, 'declared', '', [
          fromPlatform('storage', printBytes(storageChosen), `${choices.componentPath}/storage`),
        ])
  return {
    replicas: {
      minimum,
      maximum:
        declared(choices, ({ replicas }) => replicas?.maximum, '/replicas/maximum', count) ??
        atLeast(defaults.maximum ?? minimum, minimum),
    },
    cpu,
    memory,
    ...(cpuLimit === undefined ? {} : { cpuLimit }),
    memoryLimit:
      declared(
        choices,
        ({ resources }) => resources?.memoryLimit,
        '/resources/memoryLimit',
        printBytes,
      ) ?? atLeast(defaults.memoryLimit ?? memory, memory),
    ...(gpus === undefined ? {} : { gpus }),
    ...(storage === undefined ? {} : { storage }),
    figures: defaults.figures ?? {},
  }
}

/** A default bound never lies below what the platform declared for the other one. */
function atLeast<Value extends number>(
  value: Explained<Value>,
  floor: Explained<Value>,
): Explained<Value> {
  return value.value < floor.value ? floor : value
}

/** A default of the catalog, with where it comes from. */
export function byDefault<Value extends number>(
  value: Value,
  source: string,
  print: (value: Value) => string = count,
): Explained<Value> {
  const because: Because = {
    rule: 'catalog-default',
    formula: '',
    terms: [{ name: 'default', value: print(value), source: { kind: 'fact', source } }],
  }
  return { value, because }
}

/** What a component says of a workload; sizes and choices come from elsewhere. */
export type WorkloadBase = Omit<
  Workload,
  'replicas' | 'resources' | 'image' | 'pool' | 'tolerations' | 'nodeSelector'
> & {
  readonly image?: Image
  readonly gpuProduct?: string
}

/** A workload of a part, with its sizes and the platform's choices for it. */
export function buildWorkload(context: Context, sizes: PartSizes, base: WorkloadBase): Workload {
  const { component, part } = choicesOf(context, base.component, base.part)
  const { gpuProduct, image, ...rest } = base
  const pool = part?.pool ?? component?.pool
  const tolerations = part?.tolerations ?? component?.tolerations
  const nodeSelector = part?.nodeSelector ?? component?.nodeSelector
  return {
    ...rest,
    image: imageOf(context, base.component, base.part, image),
    args: [...(base.args ?? []), ...added(component?.args), ...added(part?.args)],
    environment: {
      ...base.environment,
      ...addedVariables(component?.env),
      ...addedVariables(part?.env),
    },
    replicas: {
      minimum: sizes.replicas.minimum.value,
      maximum: sizes.replicas.maximum.value,
    },
    resources: {
      cpu: sizes.cpu.value,
      memory: sizes.memory.value,
      ...(sizes.cpuLimit === undefined ? {} : { cpuLimit: sizes.cpuLimit.value }),
      memoryLimit: sizes.memoryLimit.value,
      ...(sizes.gpus === undefined || sizes.gpus.value === 0 ? {} : { gpus: sizes.gpus.value }),
      ...(gpuProduct === undefined ? {} : { gpuProduct }),
    },
    ...(pool === undefined ? {} : { pool }),
    ...(tolerations === undefined
      ? {}
      : {
          tolerations: tolerations.map(({ key, operator, value, effect }) => ({
            key,
            operator,
            ...(value === undefined ? {} : { value }),
            ...(effect === undefined ? {} : { effect }),
          })),
        }),
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
  }
}

const added = (args: readonly string[] | undefined): readonly Text[] =>
  (args ?? []).map((arg) => [arg])

function addedVariables(env: { readonly [name: string]: string | number | boolean } | undefined): {
  readonly [name: string]: SecretText
} {
  return Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, [`${value}`]]))
}

/** The image of a part. The platform's choice takes the place of the component's main image only. */
function imageOf(context: Context, component: string, part: string, own?: Image): Image {
  const chosen = context.platform.components[component]?.image
  const { images, version } = context.factsOf(component)
  const main = Object.values(images)[0]
  const image = own ?? images[part] ?? main
  if (image === undefined) return { repository: component, tag: version }
  return chosen !== undefined && image.repository === main?.repository ? parseImage(chosen) : image
}

/** Splits `host/path:tag@digest`. */
export function parseImage(reference: string): Image {
  const [name = '', digest] = reference.split('@')
  const colon = name.lastIndexOf(':')
  const hasTag = colon > name.lastIndexOf('/')
  const repository = hasTag ? name.slice(0, colon) : name
  const tag = hasTag ? name.slice(colon + 1) : ''
  return { repository, tag, ...(digest === undefined ? {} : { digest }) }
}

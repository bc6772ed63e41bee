// Finds the known problems of programs that the catalog lists, in what a platform chooses for them.

import {
  concerns,
  findSoftware,
  lookForEach,
  settingsByName,
  told,
  versionIn,
  type Finding,
  type OwnSign,
  type Problem,
  type SettingForm,
  type SettingsByName,
  type SignSubject,
  type Software,
  type Surroundings,
} from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic, type Location, type Workload } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { isStanding } from '../plan/placement.js'
import { flagsIn } from './arguments.js'
import { choicesIn, type Choice } from './choices.js'
import type { Rule } from './rule.js'
import { settingNotRead } from './setting-not-read.js'

type Setting = {
  readonly form: SettingForm
  readonly name: string
  readonly value: string
  readonly place: Location
  readonly items: readonly { readonly text: string; readonly place: Location }[]
}

/** What a platform chooses for one workload. */
type Chosen = SignSubject & {
  readonly software: Software
  readonly workload: Workload
  readonly version: string | undefined
  readonly settings: SettingsByName<Setting>
  /** Where the image or the version is chosen, and the arguments; undefined when they are the catalog's. */
  readonly versionPlace: Location | undefined
  readonly commandPlace: Location | undefined
}

export const knownProblems: Rule = (subject) => {
  const chosen = choicesIn(subject.platform).flatMap((choice) => chosenIn(subject, choice))
  const around: Surroundings<Chosen> = {
    runs: (software) => subject.context.enabled.has(software),
    others: ({ software, workload }) =>
      chosen.filter((other) => other.software === software && other.workload !== workload),
    own: ownSign,
    isTemplate: () => false,
  }
  const unread = settingNotRead(subject).map(({ location }) => location)
  const found = chosen.flatMap((one) =>
    (one.software.problems ?? [])
      .filter((problem) => concerns(problem, one.version))
      .flatMap((problem) => judge(problem, one, around)),
  )
  return once(found).filter(({ location }) => !isUnread(unread, location))
}

/** A choice for a whole component is one for each of its workloads that are no auxiliaries. */
function chosenIn(subject: Subject, choice: Choice): readonly Chosen[] {
  const software = findSoftware(choice.name)
  const auxiliary = subject.context.auxiliaryPartsOf(choice.name)
  if (software === undefined) return []
  return Object.values(subject.draft.plan.workloads)
    .filter(
      (workload) =>
        workload.component === choice.name &&
        isStanding(workload) &&
        (choice.part === undefined
          ? !auxiliary.includes(workload.part)
          : workload.part === choice.part),
    )
    .map((workload) => chosenFor(subject, choice, software, workload))
}

function chosenFor(
  { platform, context, inPlatform }: Subject,
  { name, part, choice, at }: Choice,
  software: Software,
  workload: Workload,
): Chosen {
  const of = platform.components[name]
  const pinned = of?.image === undefined ? 'version' : 'image'
  return {
    form: 'platform',
    role: name,
    part: workload.part,
    software,
    workload,
    version:
      of?.image === undefined ? context.factsOf(name).version : versionIn(workload.image.tag),
    settings: settingsByName(
      [
        ...entries(choice.env, 'variable', `${at}/env`, inPlatform),
        ...flags(choice.args ?? [], `${at}/args`, inPlatform),
        ...(part === undefined ? entries(of?.config, 'key', `${at}/config`, inPlatform) : []),
      ],
      false,
    ),
    isComplete: false,
    settingsPlace: inPlatform(at, 'key'),
    versionPlace:
      of?.[pinned] === undefined ? undefined : inPlatform(pointer('components', name, pinned)),
    commandPlace: choice.args === undefined ? undefined : inPlatform(`${at}/args`),
  }
}

function entries(
  settings: { readonly [name: string]: string | number | boolean } | undefined,
  form: SettingForm,
  at: string,
  place: Subject['inPlatform'],
): readonly Setting[] {
  return Object.entries(settings ?? {}).map(([name, value]) =>
    settingOf(form, name, `${value}`, place(`${at}${pointer(name)}`)),
  )
}

const flags = (
  args: readonly string[],
  at: string,
  place: Subject['inPlatform'],
): readonly Setting[] =>
  flagsIn(args).map(({ name, value = '', index }) =>
    settingOf('argument', name, value, place(`${at}${pointer(index)}`)),
  )

/** Lists are written with commas, because a choice is one value. */
function settingOf(form: SettingForm, name: string, value: string, place: Location): Setting {
  const items = value.split(',').map((text) => ({ text: text.trim(), place }))
  return { form, name, value, place, items }
}

/** Fields and mounts are what LLMFlow writes itself; of them a choice says nothing. */
function ownSign(sign: OwnSign, { workload, versionPlace, commandPlace }: Chosen): Finding {
  switch (sign.kind) {
    case 'image': {
      const { repository, tag } = workload.image
      const holds =
        (sign.repository === undefined || new RegExp(sign.repository, 'u').test(repository)) &&
        (sign.tag === undefined || new RegExp(sign.tag, 'u').test(tag))
      return told(holds, versionPlace)
    }
    case 'command':
      return told(new RegExp(sign.matches, 'u').test(commandOf(workload)), commandPlace)
    case 'gpus': {
      const { gpus = 0 } = workload.resources
      return told(gpus >= sign.from && (sign.to === undefined || gpus <= sign.to))
    }
    case 'replicas':
      return told(workload.replicas.minimum >= sign.from)
    case 'field':
    case 'no-field':
    case 'mount':
    case 'no-mount':
    case 'reached':
      return { shows: undefined }
  }
}

/** Addresses are filled in later; no sign looks for one. */
const commandOf = ({ command = [], args = [] }: Workload): string =>
  [
    ...command,
    ...args.map((text) => text.filter((piece) => typeof piece === 'string').join('')),
  ].join(' ')

/** Only what somebody chose is reported: the rest is LLMFlow's own and tested with it. */
function judge(
  problem: Problem,
  chosen: Chosen,
  around: Surroundings<Chosen>,
): readonly Diagnostic[] {
  const { id, severity, problem: what, remedy } = problem
  const version = chosen.versionPlace === undefined ? '' : (chosen.version ?? '')
  const params = { software: chosen.software.title, version, id, problem: what, remedy }
  return lookForEach(problem.sign, chosen, around).flatMap(({ place }) =>
    place === undefined ? [] : [diagnostic('software/known-problem', place, params, { severity })],
  )
}

/** Several workloads may share a choice. */
function once(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const byPlace = new Map(
    found.map((finding) => [JSON.stringify([finding.location, finding.params]), finding]),
  )
  return [...byPlace.values()]
}

/** Of a setting that is not read it is said elsewhere that it does nothing; more would not be true of it. */
function isUnread(unread: readonly Location[], place: Location): boolean {
  return 'pointer' in place && unread.some((at) => isWithin(at, place.pointer))
}

const isWithin = (at: Location, outer: string): boolean =>
  'pointer' in at && (at.pointer === outer || at.pointer.startsWith(`${outer}/`))

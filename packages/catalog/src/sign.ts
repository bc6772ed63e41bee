// Decides whether a sign of a known problem shows in a subject: it does, it does not, or nobody can say.

import type { Location } from '@llmflow/spec'
import type { Problem, Sign, SubjectForm } from './problem.js'
import { compareVersions } from './software/version.js'

/** `shows` is undefined when what decides it is not known. A sign that shows may have a place. */
export type Finding = { readonly shows: boolean | undefined; readonly place?: Location }

/** A setting as signs look at it. */
type SignSetting = {
  /** Undefined when it comes from elsewhere. */
  readonly value: string | undefined
  readonly place: Location
  readonly items: readonly { readonly text: string | undefined; readonly place: Location }[]
}

/** What signs are looked for in, whatever it was made from: a process, a file, a choice of a platform. */
export type SignSubject = {
  readonly form: SubjectForm
  readonly role: string
  readonly part: string
  readonly settings: { readonly named: (name: string) => readonly SignSetting[] }
  /** False when settings may come from what is not here. */
  readonly isComplete: boolean
  /** Where a setting that is missing would stand. */
  readonly settingsPlace: Location
}

type SignOf<Kind extends Sign['kind']> = Extract<Sign, { readonly kind: Kind }>

/** Signs in what only the maker of a subject knows: its container, its image, its command. */
export type OwnSign = SignOf<
  | 'field'
  | 'no-field'
  | 'image'
  | 'command'
  | 'mount'
  | 'no-mount'
  | 'gpus'
  | 'replicas'
  | 'reached'
>

/** What stands around a subject, and how its own signs are read. */
export type Surroundings<Subject extends SignSubject> = {
  readonly runs: (software: string) => boolean
  /** Other processes of the same program. */
  readonly others: (subject: Subject) => readonly Subject[]
  readonly own: (sign: OwnSign, subject: Subject) => Finding
  /** Whether a program fills a value in later. */
  readonly isTemplate: (value: string) => boolean
}

const no: Finding = { shows: false }
const unknown: Finding = { shows: undefined }

export const told = (shows: boolean, place?: Location): Finding =>
  shows && place !== undefined ? { shows, place } : { shows }

/** Whether a problem is one of a version. Bounds need a version; what has none is left alone. */
export function concerns({ since, until }: Problem, version: string | undefined): boolean {
  if (since === undefined && until === undefined) return true
  if (version === undefined) return false
  return (
    (since === undefined || compareVersions(version, since) >= 0) &&
    (until === undefined || compareVersions(version, until) < 0)
  )
}

/** Everything that shows: a problem with several signs, any of which is enough, is reported at each of them. */
export function lookForEach<Subject extends SignSubject>(
  sign: Sign,
  subject: Subject,
  around: Surroundings<Subject>,
): readonly Finding[] {
  const findings =
    sign.kind === 'any'
      ? sign.of.map((part) => look(part, subject, around))
      : [look(sign, subject, around)]
  return findings.filter(({ shows }) => shows === true)
}

export function look<Subject extends SignSubject>(
  sign: Sign,
  subject: Subject,
  around: Surroundings<Subject>,
): Finding {
  switch (sign.kind) {
    case 'setting':
      return settingSign(sign, subject, around.isTemplate)
    case 'unset':
      return unsetSign(sign, subject)
    case 'item':
      return itemSign(sign, subject)
    case 'form':
      return told(
        sign.anyOf.includes(subject.form) &&
          (sign.role === undefined || sign.role === subject.role),
      )
    case 'part':
      return told(sign.anyOf.includes(subject.part))
    case 'elsewhere': {
      const { shows } = any(around.others(subject).map((other) => look(sign.sign, other, around)))
      return { shows }
    }
    case 'beside':
      return told(around.runs(sign.software))
    case 'all':
      return all(sign.of.map((part) => look(part, subject, around)))
    case 'any':
      return any(sign.of.map((part) => look(part, subject, around)))
    case 'not': {
      const { shows } = look(sign.sign, subject, around)
      return { shows: shows === undefined ? undefined : !shows }
    }
    default:
      return around.own(sign, subject)
  }
}

function all(findings: readonly Finding[]): Finding {
  if (findings.some(({ shows }) => shows === false)) return no
  if (findings.some(({ shows }) => shows === undefined)) return unknown
  return told(true, findings.find(({ place }) => place !== undefined)?.place)
}

function any(findings: readonly Finding[]): Finding {
  const shown = findings.find(({ shows }) => shows === true)
  if (shown !== undefined) return shown
  return findings.some(({ shows }) => shows === undefined) ? unknown : no
}

/** Values and platforms name what somebody chose; what they leave out, somebody else decides. */
const isOfChoices = ({ form }: SignSubject): boolean => form === 'values' || form === 'platform'

function settingSign(
  sign: SignOf<'setting'>,
  subject: SignSubject,
  isTemplate: (value: string) => boolean,
): Finding {
  const settings = subject.settings.named(sign.name)
  if (settings.length === 0 && !subject.isComplete) return isOfChoices(subject) ? no : unknown
  return any(settings.map((setting) => valueSign(sign, setting, isTemplate)))
}

function valueSign(
  { is, isNot, matches }: SignOf<'setting'>,
  { value, place }: SignSetting,
  isTemplate: (value: string) => boolean,
): Finding {
  if (is === undefined && isNot === undefined && matches === undefined) return told(true, place)
  if (value === undefined) return unknown
  const holds =
    (is === undefined || is.includes(value)) &&
    (isNot === undefined || !isNot.includes(value)) &&
    (matches === undefined || new RegExp(matches, 'u').test(value))
  if (!isTemplate(value)) return told(holds, place)
  // What a program fills in later decides, unless the rest of the text is enough for a pattern.
  return matches !== undefined && holds ? told(true, place) : unknown
}

function unsetSign({ anyOf, inValues }: SignOf<'unset'>, subject: SignSubject): Finding {
  if (anyOf.some((name) => subject.settings.named(name).length > 0)) return no
  const isKnown = subject.form === 'values' ? inValues === true : subject.isComplete
  return isKnown ? told(true, subject.settingsPlace) : unknown
}

function itemSign({ name, is }: SignOf<'item'>, { settings }: SignSubject): Finding {
  const items = settings.named(name).flatMap((setting) => setting.items)
  const found = items.find(({ text }) => text !== undefined && is.includes(text))
  return told(found !== undefined, found?.place)
}

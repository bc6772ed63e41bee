// Finds settings that a program needs and does not get.

import { look, type Finding, type Requirement, type Surroundings } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'
import { surroundingsOf } from './known-problems.js'
import { subjectsOf, type Subject } from './subject.js'

export const settingMissing: AuditRule = (graph) => {
  const around = surroundingsOf(graph)
  return subjectsOf(graph)
    .filter(({ form }) => form === 'kubernetes' || form === 'compose')
    .flatMap((subject) =>
      (subject.facts?.requirements ?? []).flatMap((requirement) =>
        judge(requirement, subject, around),
      ),
    )
}

function judge(
  requirement: Requirement,
  subject: Subject,
  around: Surroundings<Subject>,
): readonly Diagnostic[] {
  const { anyOf, parts, severity, consequence } = requirement
  if (parts !== undefined && !parts.includes(subject.part)) return []
  const conditions = conditionsOf(requirement).map((sign) => look(sign, subject, around))
  const unset = look({ kind: 'unset', anyOf }, subject, around)
  if ([...conditions, unset].some(({ shows }) => shows !== true)) return []
  const params = {
    software: subject.software.title,
    process: subject.name,
    settings: anyOf.join(' / '),
    consequence,
  }
  const place = placeOf(requirement, subject, [...conditions, unset])
  return [diagnostic('software/setting-missing', place, params, { severity })]
}

function conditionsOf({ when, where }: Requirement) {
  const set = when === undefined ? [] : [settingOf(when)]
  return where === undefined ? set : [...set, where]
}

const settingOf = ({ name, values }: NonNullable<Requirement['when']>) => ({
  kind: 'setting' as const,
  name,
  ...(values === undefined ? {} : { is: values }),
})

function placeOf({ near }: Requirement, subject: Subject, findings: readonly Finding[]) {
  const beside = (near ?? []).flatMap((name) => subject.settings.named(name))[0]
  const shown = findings.find(({ place }) => place !== undefined)
  return beside?.place ?? shown?.place ?? subject.place
}

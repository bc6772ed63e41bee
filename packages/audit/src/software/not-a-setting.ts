// Finds keys of Helm values that look like settings of a program and are none.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'
import { subjectsOf, type Subject } from './subject.js'

export const notASetting: AuditRule = (graph) => {
  const seen = new Set<string>()
  return subjectsOf(graph)
    .filter(({ form }) => form === 'values')
    .flatMap(judge)
    .filter(({ location }) => {
      const key = JSON.stringify(location)
      return seen.has(key) ? false : (seen.add(key), true)
    })
}

function judge({ software, facts, settings }: Subject): readonly Diagnostic[] {
  // What is no setting of the newest version is none of an unknown one either, as far as anybody knows.
  const { notSettings = [] } = facts ?? software.versions[0] ?? {}
  return notSettings.flatMap(({ key, instead }) =>
    settings
      .named(key)
      .filter(({ form }) => form === 'key')
      .map(({ place, name }) => {
        const last = name.split('.').at(-1) ?? name
        const params = { software: software.title, key: last, instead }
        return diagnostic('software/not-a-setting', place, params)
      }),
  )
}

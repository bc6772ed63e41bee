// Prepares facts that components hold for LLMFlow's own files for judging anybody's files.

import type { OptionFacts, VersionFacts } from '../facts.js'
import { softwareVersionOf, type SoftwareVersion } from '../software.js'

/** Advice for a person who writes the program's own settings, by the setting that is not read. */
type Advice = { readonly [setting: string]: string }

/** Facts with other advice where a component's speaks of what LLMFlow does. */
function advising(facts: OptionFacts, advice: Advice): OptionFacts {
  const options = facts.options.map((option) => {
    const instead = advice[option.name]
    return instead === undefined ? option : { ...option, instead }
  })
  return { ...facts, options }
}

/**
 * A component's facts without those on `config`: a component's `config` is what LLMFlow's platform file takes, and not
 * the whole file of the program.
 */
function programFacts(facts: VersionFacts, more: Partial<SoftwareVersion> = {}): SoftwareVersion {
  const { config: _, ...rest } = softwareVersionOf(facts)
  const tags = Object.values(facts.images).map(({ tag }) => tag)
  return { ...rest, tags, ...more }
}

/** All versions of a component, newest first, with what is known of each beyond the component. */
export function versionsOf(
  versions: { readonly [version: string]: VersionFacts },
  more: Partial<SoftwareVersion> = {},
): readonly SoftwareVersion[] {
  return Object.values(versions)
    .map((facts) => programFacts(facts, more))
    .toReversed()
}

/** A version with other advice on its variables. */
export const advisingEnvironment = (version: SoftwareVersion, advice: Advice): SoftwareVersion =>
  version.env === undefined ? version : { ...version, env: advising(version.env, advice) }

/** A version whose facts say nothing of an argument: whether it is read depends on more than the version. */
export const withoutArgument = (version: SoftwareVersion, name: string): SoftwareVersion =>
  version.args === undefined ? version : { ...version, args: without(version.args, name) }

/** The same for a variable. */
export const withoutVariable = (version: SoftwareVersion, name: string): SoftwareVersion =>
  version.env === undefined ? version : { ...version, env: without(version.env, name) }

const without = (facts: OptionFacts, name: string): OptionFacts => ({
  ...facts,
  options: facts.options.filter((option) => option.name !== name),
})

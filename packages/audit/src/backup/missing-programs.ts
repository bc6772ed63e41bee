// Finds programs that a script calls and that its image does not hold.

import { foreignPrograms, softwareOfImage } from '@llmflow/catalog'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Process, Script } from '../graph/graph.js'
import { invocationsOf, type Invocation } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'

export const missingPrograms: AuditRule = (graph) => graph.scripts.flatMap(inScript)

const foreign: ReadonlySet<string> = new Set(foreignPrograms)
/** A script that fetches or tests for programs knows that its image lacks some. */
const preparing: ReadonlySet<string> = new Set(
  'apk apt apt-get yum dnf microdnf tdnf zypper pip pip3 npm curl wget install ln which command type hash alias tar'.split(
    ' ',
  ),
)

function inScript(script: Script): readonly Diagnostic[] {
  const { process } = script
  if (process?.image === undefined) return []
  const programs = softwareOfImage(process.image.repository)?.image.programs
  if (programs === undefined || bringsPrograms(process)) return []
  const invocations = invocationsOf(script)
  if (invocations.some(({ name }) => preparing.has(name))) return []
  const { reference } = process.image
  return firstOfEach(invocations)
    .filter(({ name }) => foreign.has(name) && !programs.includes(name))
    .map(({ name, program }) =>
      diagnostic('backup/missing-program', program.excerpt.place(0, program.text.length), {
        program: name,
        image: reference,
      }),
    )
}

/** Whether programs may come from elsewhere: a PATH of its own, or a volume where programs lie. */
function bringsPrograms({ environment, isEnvironmentKnown, field }: Process): boolean {
  return (
    !isEnvironmentKnown ||
    environment.some(({ name }) => name === 'PATH') ||
    [...field.get('volumeMounts').items, ...field.get('volumes').items].some((mount) =>
      /bin\b|tools|\/opt/.test(mount.get('mountPath').text ?? mount.text ?? ''),
    )
  )
}

function firstOfEach(invocations: readonly Invocation[]): readonly Invocation[] {
  const here = invocations.filter(
    ({ isElsewhere, program }) => !isElsewhere && !program.text.includes('/'),
  )
  return [...new Map(here.toReversed().map((call) => [call.name, call])).values()].toReversed()
}

// Loads what renders a target for the commands that need files, which the others do without.

import type { Files, Plan } from '@llmflow/spec'

export const targets = ['kubernetes', 'compose', 'hosts'] as const

type Target = (typeof targets)[number]

export async function loadRenderer(target: Target): Promise<(plan: Plan) => Files> {
  const { renderCompose, renderHosts, renderKubernetes } = await import('@llmflow/render')
  return { kubernetes: renderKubernetes, compose: renderCompose, hosts: renderHosts }[target]
}

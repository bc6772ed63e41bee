// Chooses the form of a target.

import type { Plan, Target } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import type { ValueForm } from './form.js'
import { hostsForm } from './hosts.js'
import { kubernetesForm } from './kubernetes.js'

/** `there` reads what lies in the folder that is written to: an env file keeps what a person wrote in it. */
export async function formFor(
  target: Target,
  plan: Plan,
  credentials: Credentials,
  there: (path: string) => Promise<string | undefined>,
): Promise<ValueForm> {
  switch (target) {
    case 'kubernetes':
    case 'helm':
      return kubernetesForm(plan, credentials)
    case 'compose': {
      // Only this form asks the renderer, which takes its time to load.
      const { composeForm } = await import('./compose.js')
      return composeForm(plan, credentials, await there('compose/.env'))
    }
    case 'hosts':
      return hostsForm(plan, credentials)
  }
}

// What the environment says of an identity provider.

import { RuntimeError } from '../error.js'
import { readGroupMapping, type GroupMapping } from './groups.js'
import type { ProviderOptions } from './provider.js'

type Environment = { readonly [name: string]: string | undefined }

export type ProviderSettings = Omit<ProviderOptions, 'now'> & { readonly mapping: GroupMapping }

/** The path that a provider must know as the place to send people back to. */
export const callbackPath = '/api/v1/sign-in/provider/callback'

/** Undefined without LLMFLOW_OIDC_ISSUER. Throws `configuration` when the rest does not fit. */
export function readProviderSettings(
  environment: Environment,
  publicUrl: string,
): ProviderSettings | undefined {
  const issuer = environment['LLMFLOW_OIDC_ISSUER']
  if (issuer === undefined || issuer === '') return undefined
  const clientId = environment['LLMFLOW_OIDC_CLIENT_ID']
  if (clientId === undefined || clientId === '') throw wrong('CLIENT_ID', 'is missing')
  if (!URL.canParse(issuer)) throw wrong('ISSUER', 'is no address')
  if (!URL.canParse(publicUrl)) {
    throw new RuntimeError(
      'configuration',
      'An identity provider sends people back to publicUrl, which the service file lacks.',
    )
  }
  return {
    issuer,
    clientId,
    clientSecret: environment['LLMFLOW_OIDC_CLIENT_SECRET'],
    audiences: listOf(environment['LLMFLOW_OIDC_AUDIENCE']),
    groupsClaim: environment['LLMFLOW_OIDC_GROUPS_CLAIM'] ?? 'groups',
    origins: listOf(environment['LLMFLOW_OIDC_ORIGINS']).map(originOf),
    redirectUrl: new URL(callbackPath, publicUrl).href,
    mapping: readGroupMapping(environment['LLMFLOW_OIDC_GROUPS']),
  }
}

const listOf = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

function originOf(address: string): string {
  if (URL.canParse(address)) return new URL(address).origin
  throw wrong('ORIGINS', `${address} is no address`)
}

const wrong = (name: string, problem: string): RuntimeError =>
  new RuntimeError('configuration', `LLMFLOW_OIDC_${name} ${problem}.`)

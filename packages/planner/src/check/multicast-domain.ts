// Finds domains that resolvers look up on the local link instead of asking the DNS server.

import { diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const multicastDomain: Rule = ({ platform, inPlatform }) => {
  const { domain } = platform
  if (!domain.endsWith('.local')) return []
  return [diagnostic('wiring/multicast-domain', inPlatform('/domain'), { domain })]
}

// Tests whose word counts for where a request comes from.

import { describe, expect, it } from 'vitest'
import { makeMetrics } from '../../src/gateway/metrics.js'
import { makeServer } from '../../src/gateway/server.js'
import { readTrustedProxies } from '../../src/gateway/trusted-proxies.js'

async function addressSeen(proxies: string | undefined, remoteAddress: string): Promise<string> {
  const server = makeServer({
    metrics: makeMetrics(),
    readiness: () => ({ isReady: true, engines: {} }),
    onFault: () => undefined,
    trustedProxies: readTrustedProxies({ LLMFLOW_TRUSTED_PROXIES: proxies }),
  })
  server.app.get('/address', (request) => request.ip)
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7' }
  const answer = await server.app.inject({ url: '/address', headers, remoteAddress })
  await server.close()
  return answer.body
}

describe('the address of a request', () => {
  it('is what a trusted proxy says, and nothing that anybody else says', async () => {
    expect(await addressSeen(undefined, '10.1.2.3')).toBe('10.1.2.3')
    expect(await addressSeen('10.0.0.0/8', '10.1.2.3')).toBe('203.0.113.7')
    expect(await addressSeen('10.0.0.0/8', '192.0.2.1')).toBe('192.0.2.1')
    expect(await addressSeen('fd00::1, 192.0.2.1', '192.0.2.1')).toBe('203.0.113.7')
  })

  it('is asked of addresses and ranges alone', () => {
    for (const wrong of ['everybody', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0', '::/129', '*']) {
      expect(() => readTrustedProxies({ LLMFLOW_TRUSTED_PROXIES: wrong })).toThrow('neither')
    }
  })
})

// Tests where people are led who sign in, once there are pages to lead them to.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePages } from '../../../src/gateway/console.js'
import { startPlatform, type Platform } from './platform.js'

let platform: Platform

const page = { type: 'text/html', bytes: Buffer.from('the console'), tag: 'tag' }

beforeAll(async () => {
  platform = await startPlatform({}, { pages: servePages({ page, files: new Map() }) })
}, 60_000)

afterAll(async () => {
  await platform.close()
})

it('the first link leads to the page', async () => {
  const answer = await platform.send({ url: '/first-run' })
  expect([answer.status, answer.body]).toEqual([200, 'the console'])
})

it('what goes wrong at the provider leads back to the page that says so', async () => {
  const begun = await platform.send({ url: '/api/v1/sign-in/provider' })
  expect([begun.status, begun.headers.location]).toEqual([302, '/sign-in?problem=not-found'])
  const ended = await platform.send({ url: '/api/v1/sign-in/provider/callback?error=denied' })
  expect([ended.status, ended.headers.location]).toEqual([302, '/sign-in?problem=forbidden'])
})

// What a browser fetches before somebody can chat: counted as it comes over the wire, compressed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import { operator, startConsole, type Console } from './harness.ts'

const kilobyte = 1000
const firstLoadBytesMax = 300 * kilobyte

describe.skipIf(!hasChromium)('the first load', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
  }, 120_000)
  afterAll(() => running.close())

  it('of chat is at most 300 kB, with nothing of the planner or of PDF', async () => {
    const window = await running.open('about:blank', operator)
    const { page } = window
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    const fetched: string[] = []
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    page.on('request', (request) => void fetched.push(request.url()))
    await page.goto(`${running.url}/chat`)
    await page.getByRole('textbox').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(fetched.length).toBeGreaterThan(3)
    expect(bytes).toBeGreaterThan(50 * kilobyte)
    expect(bytes).toBeLessThanOrEqual(firstLoadBytesMax)
    expect(fetched.filter((url) => /pdfium|planning|codemirror|\.wasm/i.test(url))).toEqual([])
    await window.close()
  })
})

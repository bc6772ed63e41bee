// The platform page in a real browser: what is typed is judged, planned and packed there as the command line does it.

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'
import { begin, editor, findings, openExample, typeAtEnd } from './platform-page.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const cli = join(root, 'packages/cli/bin/llmflow.js')
const examples = join(root, 'examples')
const run = promisify(execFile)

/** What the command line prints, findings or not. */
async function printed(...args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 64_000_000, env: { ...process.env, LANG: 'C.UTF-8' } }
  const said: unknown = await run(process.execPath, [cli, ...args], options).catch(
    (error: unknown) => error,
  )
  return typeof said === 'object' && said !== null ? String(Reflect.get(said, 'stdout')) : ''
}

/** Keeps what a worker answers back from the page between `hold` and `letIn`; `held` says what kinds of answers. */
const holdAnswers = `
  const held = []
  const listen = EventTarget.prototype.addEventListener
  let isHolding = false
  Worker.prototype.addEventListener = function (kind, listener, ...options) {
    const take = (event) => (isHolding ? held.push({ event, listener }) : listener(event))
    listen.call(this, kind, kind === 'message' ? take : listener, ...options)
  }
  window.hold = () => {
    isHolding = true
  }
  window.held = () => held.map(({ event }) => event.data.answer.kind)
  window.letIn = () => {
    isHolding = false
    for (const { event, listener } of held.splice(0)) listener(event)
  }`

/** Whether nothing covers or cuts what explains a completion. */
const isInfoSeen = `(() => {
  const info = document.querySelector('.cm-completionInfo')
  const { left, top, width, height } = info.getBoundingClientRect()
  return info.contains(document.elementFromPoint(left + width / 2, top + height / 2))
})()`

/** For a slow machine. */
const patience = { timeout: 45_000 }

/** What the planner says of one example, and nothing else in the console does. */
const words = 'bringing every store back takes'

/** The addresses of the scripts that a page itself has, and not its workers, in which a text stands. */
async function scriptsWith(page: Page, text: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const urls = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ scriptId, url }) => void urls.set(scriptId, url))
  await session.send('Debugger.enable')
  const found: string[] = []
  for (const [scriptId, url] of urls) {
    const { scriptSource } = await session.send('Debugger.getScriptSource', { scriptId })
    if (scriptSource.includes(text)) found.push(url)
  }
  await session.detach()
  return found
}

describe.skipIf(!hasChromium)('the platform page', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
  }, 120_000)
  afterAll(() => running.close())

  it.for([
    { language: 'ko', width: 1440, theme: 'light' },
    { language: 'en', width: 360, theme: 'dark' },
  ] as const)('is whole in $language at $width px', async (view) => {
    const window = await begin(running, 'guide-production', view)
    const { page } = window
    await page.getByRole('option', { name: /gpu-inference-01/ }).click()
    await page.getByText('llmflow.yaml', { exact: false }).first().waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `platform-${view.language}-${view.width}`)
    await page.getByRole('radio', { name: /^(As a table|표)/ }).click()
    // Names stand on one line, however narrow the screen.
    const lines = `document.querySelector('td span').getClientRects().length`
    expect(await page.evaluate(lines)).toBe(1)
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await page.getByRole('tab', { name: /^(Download|내려받기)$/ }).click()
    await page.getByRole('button', { name: /llmflow-kubernetes.zip/ }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('says what is wrong where it stands, and repairs it', async () => {
    const window = await begin(running, 'laptop', { language: 'en' })
    const { page } = window
    const before = await readFile(join(examples, 'laptop/llmflow.yaml'), 'utf8')
    await typeAtEnd(page, 'netwrk: {}\n')
    const line = before.split('\n').length
    await findings(page).getByText(`llmflow.yaml:${line}:1`).waitFor()
    await page.getByText('This is the last plan that could be made.').waitFor()
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('netwrk')
    await page.getByRole('button', { name: 'Write network' }).click()
    await page.getByText('Nothing to object to.').waitFor()
    expect(await editor(page).textContent()).toContain('network: {}')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('completes and explains settings from the schema', async () => {
    const window = await begin(running, 'laptop', { language: 'en' })
    const { page } = window
    await editor(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('modelSt')
    await page.locator('.cm-tooltip-autocomplete').getByText('modelStore').waitFor()
    await page.locator('.cm-completionInfo').getByText('Where the weights').waitFor()
    expect(await page.evaluate(isInfoSeen)).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Home')
    await editor(page).getByText('concurrentUsers', { exact: true }).hover()
    await page.locator('.cm-setting').getByText('People active at the busiest time').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('explains settings and faults in Korean to who reads Korean', async () => {
    const window = await begin(running, 'laptop', { language: 'ko' })
    const { page } = window
    await editor(page).getByText('concurrentUsers', { exact: true }).hover()
    const card = page.locator('.cm-setting')
    await card.getByText('가장 바쁜 시간에 동시에 쓰는 사람 수').waitFor()
    await card.getByText('정수').waitFor()
    await typeAtEnd(page, 'domain: "x\n')
    await page.getByText('따옴표가 닫히지 않았습니다').first().waitFor()
    await page.keyboard.press('Control+f')
    await page.getByText('대소문자 구분').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('undoes what was typed before another language was chosen, where it was typed', async () => {
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    await typeAtEnd(page, '# words of mine\n')
    const mine = editor(page).getByText('# words of mine')
    await mine.waitFor()
    await page.getByRole('textbox', { name: 'Editor of llmflow.yaml' }).waitFor()
    await page.getByRole('button', { name: /Operator/ }).click()
    await page.getByRole('menuitem', { name: 'Account' }).click()
    await page.getByRole('radio', { name: '한국어' }).click()
    await page.getByRole('link', { name: '플랫폼' }).click()
    await mine.waitFor()
    expect(await mine.isVisible()).toBe(true)
    await editor(page).focus()
    await page.keyboard.type('#')
    expect(await page.locator('.cm-line').last().textContent()).toBe('#')
    await page.getByRole('textbox', { name: 'llmflow.yaml 편집기' }).waitFor()
    await page.getByRole('tab', { name: '내려받기' }).click()
    await page.getByRole('tab', { name: '설계' }).click()
    await editor(page).focus()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await mine.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+f')
    await page.getByText('대소문자 구분').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('leads from what blocks an archive, and from related places, into the files', async () => {
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    const current = page.locator('.cm-activeLine')
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByRole('menuitem', { name: 'New file…' }).click()
    await page.getByLabel('Name of the file').fill('env/overlap.yaml')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('tab', { name: 'env/overlap.yaml' }).waitFor()
    await typeAtEnd(page, 'network:\n  podRange: 10.10.0.0/16\n')
    await page.getByRole('button', { name: /[Oo]verlay/ }).click()
    await page.getByRole('option', { name: 'overlap' }).click()
    const clash = findings(page).filter({ hasText: 'overlaps management' })
    await clash.getByText('Details').click()
    await clash.getByRole('button', { name: /inventory.yaml/ }).click()
    await page.getByRole('tab', { name: 'inventory.yaml', selected: true }).waitFor()
    await expect.poll(() => current.textContent()).toContain('10.10.0.0/24')
    await page.getByRole('tab', { name: 'Download' }).click()
    await page.getByRole('heading', { name: 'These errors have to go first' }).waitFor()
    await page
      .getByRole('button', { name: /env\/overlap.yaml:2/ })
      .first()
      .click()
    await page.getByRole('tab', { name: 'env/overlap.yaml', selected: true }).waitFor()
    await expect.poll(() => current.textContent()).toContain('podRange: 10.10.0.0/16')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('asks before what was written is closed', async () => {
    const window = await begin(running, 'laptop', { language: 'en' })
    const { page } = window
    const close = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Open' }).click()
      await page.getByRole('menuitem', { name: 'Close llmflow.yaml' }).click()
      await page.getByText('Close what is open?').waitFor()
    }
    await close()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByRole('tab', { name: 'llmflow.yaml' }).count()).toBe(1)
    await close()
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page
      .getByText('What platform do you need?')
      .or(page.getByText('laptop'))
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'llmflow.yaml' }).waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('says of the guide’s own maxima what `llmflow check` says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'llmflow-maxima-'))
    await cp(join(examples, 'guide-production'), folder, { recursive: true })
    const overlay =
      'models:\n  - name: llama-3.1-70b\n    replicas: {maximum: 8}\n    priority: 0\n'
    await writeFile(join(folder, 'env/maxima.yaml'), overlay)
    const said = await printed('check', folder, '--env', 'maxima', '--json', '--lang', 'en')
    await rm(folder, { recursive: true })
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByRole('menuitem', { name: 'New file…' }).click()
    await page.getByLabel('Name of the file').fill('env/maxima.yaml')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('tab', { name: 'env/maxima.yaml' }).waitFor()
    await typeAtEnd(page, overlay)
    await page.getByRole('button', { name: /[Oo]verlay/ }).click()
    await page.getByRole('option', { name: 'maxima' }).click()
    await findings(page).getByText('44 GPUs').first().waitFor()
    const messages = messagesOf(said)
    expect(messages.length).toBeGreaterThan(2)
    expect(messages.some((message) => message.includes('44'))).toBe(true)
    for (const message of messages) await findings(page).getByText(message).first().waitFor()
    expect(await findings(page).count()).toBe(messages.length)
    await page.getByRole('button', { name: 'Write 5' }).click()
    await page.getByText('at their maxima').waitFor({ state: 'detached' })
    expect(await editor(page).textContent()).toContain('{maximum: 5}')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('turns a dial into YAML, and the YAML into another plan', async () => {
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    await page.getByRole('slider', { name: 'Concurrent users' }).focus()
    await page.keyboard.press('End')
    await editor(page).getByText('concurrentUsers: 1000').waitFor()
    expect(await editor(page).textContent()).toContain('# The platform of the infrastructure guide')
    await findings(page).getByText('bringing every store back takes').waitFor()
    const kept: unknown = await page.evaluate(
      `Object.entries(localStorage).find(([key]) => key.startsWith('llmflow.platform.'))?.[1]`,
    )
    expect(kept).toContain('concurrentUsers: 1000')
    await page.reload()
    await editor(page).getByText('concurrentUsers: 1000').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('packs the same files as `llmflow render` writes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'llmflow-rendered-'))
    await printed('render', join(examples, 'one-host'), '--out', folder)
    const window = await begin(running, 'one-host', { language: 'en' })
    const { page } = window
    await page.getByRole('tab', { name: 'Download' }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download llmflow-kubernetes.zip' }).click()
    const download = await coming
    const archive = unzipSync(new Uint8Array(await readFile(await download.path())))
    const written = await filesBelow(folder)
    expect(Object.keys(archive).toSorted()).toEqual([...written.keys()].toSorted())
    expect(written.size).toBeGreaterThan(100)
    for (const [path, bytes] of written) {
      const packed = archive[path]
      assert(packed !== undefined, path)
      assert(Buffer.compare(packed, bytes) === 0, path)
    }
    await page.getByText(`${written.size} files`).first().waitFor()
    await rm(folder, { recursive: true })
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('audits what is pasted', async () => {
    const window = await running.open('/platform', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('tab', { name: 'Audit' }).click()
    await page.getByRole('button', { name: 'Paste a file' }).click()
    await typeAtEnd(
      page,
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "nginx:latest"}]}\n',
    )
    await findings(page).getByText('nginx:latest').waitFor()
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('sends nothing while somebody types', async () => {
    const window = await begin(running, 'one-host', { language: 'en' })
    const { page } = window
    await page.waitForLoadState('networkidle')
    const requests: string[] = []
    page.on('request', (request) => void requests.push(request.url()))
    await typeAtEnd(page, 'unknown: 1\n')
    await findings(page).getByText('unknown', { exact: false }).first().waitFor()
    await page.getByRole('option', { name: /host-01/ }).click()
    await page.waitForTimeout(1500)
    expect(requests).toEqual([])
    await window.close()
  })

  it('plans in a worker: the page itself has nothing of the planner', async () => {
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    const [worker, ...others] = page.workers()
    assert(worker !== undefined && others.length === 0, 'one worker plans')
    expect(await (await page.request.get(worker.url())).text()).toContain(words)
    expect(await scriptsWith(page, 'new Worker(')).not.toEqual([])
    expect(await scriptsWith(page, words)).toEqual([])
    await window.close()
  })

  it('takes what is typed and turned while a plan is on its way', async () => {
    const window = await running.open('about:blank', operator, { language: 'en' })
    const { page } = window
    await page.addInitScript(holdAnswers)
    await page.goto(`${running.url}/platform`)
    await openExample(page, 'guide-production')
    await page.evaluate('hold()')
    await typeAtEnd(page, '# words\n')
    await expect.poll(() => page.evaluate('held()'), patience).toContain('judge')
    await page.keyboard.type('# and more')
    await editor(page).getByText('# and more').waitFor()
    const slider = page.getByRole('slider', { name: 'Concurrent users' })
    await slider.focus()
    await page.keyboard.press('End')
    await expect.poll(() => slider.inputValue(), patience).toBe('1000')
    expect(await page.getByText('Checking…').isVisible()).toBe(true)
    expect(await findings(page).getByText(words).count()).toBe(0)
    await page.evaluate('letIn()')
    await findings(page).getByText(words).waitFor()
    await editor(page).press('Control+Home')
    await editor(page).getByText('concurrentUsers: 1000').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('goes by keyboard alone: out of the editor, through the machines, to the reasons', async () => {
    const window = await begin(running, 'one-host', { language: 'en' })
    const { page } = window
    await editor(page).focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.activeElement.closest('.cm-editor') === null`)).toBe(true)
    await page.getByRole('option', { name: /host-01/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Why host-01' }).waitFor()
    await page.getByRole('region', { name: 'Why' }).getByText('llmflow.yaml').first().waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })
})

/** The messages of a report in JSON. */
function messagesOf(report: string): readonly string[] {
  const value: unknown = JSON.parse(report)
  const list: unknown = Reflect.get(Object(value), 'diagnostics')
  assert(Array.isArray(list), 'a report has diagnostics')
  return list.map((one) => String(Reflect.get(Object(one), 'message')))
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.map(async (path) => [relative(folder, path), await readFile(path)] as const),
    ),
  )
}

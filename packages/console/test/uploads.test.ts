import { assert, describe, expect, it } from 'vitest'
import {
  isWorthRetrying,
  makeUploads,
  type Send,
  type Upload,
} from '../src/pages/knowledge/uploads.ts'
import { Failure, Offline } from '../src/api/failure.ts'

const file = (name: string): File => new File(['text'], name)

/** Sends nothing until it is told to. */
function heldSend() {
  const held: { readonly name: string; readonly end: (error?: Error) => void }[] = []
  const send: Send = ({ file: { name } }, _onSent, signal) =>
    new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        if (error === undefined) resolve(`document of ${name}`)
        else reject(error)
      }
      held.push({ name, end })
      signal.addEventListener('abort', () => reject(new Offline(signal.reason)))
    })
  const end = async (name: string, error?: Error): Promise<void> => {
    held.find((one) => one.name === name)?.end(error)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { send, end, names: () => held.map(({ name }) => name) }
}

const statesOf = (uploads: readonly Upload[]) =>
  Object.fromEntries(uploads.map(({ file: { name }, state }) => [name, state]))

describe('uploads', () => {
  it('go three at a time, and the next one when one has ended', async () => {
    const { send, end, names } = heldSend()
    const kept: string[] = []
    const uploads = makeUploads(send, (datasetId) => void kept.push(datasetId))
    uploads.add('d', ['a', 'b', 'c', 'd', 'e'].map(file))
    expect(names()).toEqual(['a', 'b', 'c'])
    await end('b')
    expect(names()).toEqual(['a', 'b', 'c', 'd'])
    expect(kept).toEqual(['d'])
    expect(statesOf(uploads.all())).toEqual({
      a: 'sending',
      b: 'sent',
      c: 'sending',
      d: 'sending',
      e: 'waiting',
    })
  })

  it('say why one failed, and send it again', async () => {
    const { send, end, names } = heldSend()
    const uploads = makeUploads(send, () => undefined)
    uploads.add('d', [file('a')])
    const failure = new Offline(undefined)
    await end('a', failure)
    const [failed] = uploads.all()
    assert(failed !== undefined)
    expect(failed).toMatchObject({ state: 'failed', failure })
    uploads.retry(failed.id)
    expect(names()).toEqual(['a', 'a'])
  })

  it('stop what is taken off the list and give its place to the next', async () => {
    const { send, names } = heldSend()
    const uploads = makeUploads(send, () => undefined)
    uploads.add('d', ['a', 'b', 'c', 'd'].map(file))
    const [first] = uploads.all()
    assert(first !== undefined)
    uploads.remove([first.id])
    await new Promise((resolve) => setTimeout(resolve))
    expect(names()).toEqual(['a', 'b', 'c', 'd'])
    expect(statesOf(uploads.all())).toEqual({ b: 'sending', c: 'sending', d: 'sending' })
  })

  it('are worth another try where the file is not to blame', () => {
    const upload: Upload = { id: '', datasetId: '', file: file('a'), sentBytes: 0, state: 'failed' }
    const refused = (status: number) => ({
      ...upload,
      failure: new Failure('', { status, code: '', requestId: '', detail: {} }),
    })
    expect([413, 400, 503, 429].map((status) => isWorthRetrying(refused(status)))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})

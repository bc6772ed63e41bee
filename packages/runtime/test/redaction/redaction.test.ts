// What redaction hides, keeps and refuses, case by case.

import { strict as assert } from 'node:assert'
import { describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { builtInRedaction, mask } from '../../src/redaction/built-in.js'

const redaction = builtInRedaction()

async function redact(text: string): Promise<string> {
  return redaction.open().redact(text)
}

describe('marks', () => {
  it('gives the same value the same mark within a session, and says what it hid', async () => {
    const session = redaction.open()
    expect(await session.redact('010-1234-5678, 010-2222-3333')).toBe('<PHONE_1>, <PHONE_2>')
    expect(await session.redact('다시 010-1234-5678')).toBe('다시 <PHONE_1>')
    expect(session.counts).toEqual({ PHONE: 2 })
    expect(session.restore('<PHONE_2> <PHONE_1> <PHONE_3>')).toBe(
      '010-2222-3333 010-1234-5678 <PHONE_3>',
    )
  })

  it('means nothing in another session', async () => {
    await redaction.open().redact('010-1234-5678')
    expect(redaction.open().restore('<PHONE_1>')).toBe('<PHONE_1>')
  })

  it('gives back a mark that was in the text, before and after it hands out the same one', async () => {
    const session = redaction.open()
    const text = '<PHONE_1> 010-1234-5678 <PHONE_1> <PHONE_9>'
    const redacted = await session.redact(text)
    expect(redacted).toBe('<LITERAL_1> <PHONE_1> <LITERAL_1> <LITERAL_2>')
    expect(session.restore(redacted)).toBe(text)
    expect(session.counts).toEqual({ PHONE: 1 })
  })
})

describe('numbers', () => {
  it.each([
    ['12345678-010-1234-5678', 'a number goes on before'],
    ['010-1234-5678-9012', 'a number goes on after'],
    ['1010-1234-5678', 'a digit too many'],
    ['abc01012345678', 'a word goes before'],
    ['01012345678abc', 'a word goes on'],
    ['900101-1234567890', 'a group too long'],
    ['150101-3000001', 'an order of a day, without a checksum'],
    ['991332-1234567', 'no such day'],
    ['4111-1111-1111-1112', 'no checksum'],
    ['078-05-1120', 'a famous number'],
    ['666-12-3456', 'no such area'],
    ['123-45-67890', 'no checksum'],
    ['GB82 WEST 1234 5698 7654 33', 'no checksum'],
  ])('leaves %s: %s', async (text) => {
    expect(await redact(text)).toBe(text)
  })

  it.each([
    ['주민번호 990101-1234567', '주민번호 <RRN_1>'],
    ['생년월일/등록번호 150101-3000001', '생년월일/등록번호 <RRN_1>'],
    ['(02) 123-4567', '(<PHONE_1>'],
    ['02-123-4567/010-1111-2222,01033334444', '<PHONE_1>/<PHONE_2>,<PHONE_3>'],
    ['+82 (0)10 1234 5678', '<PHONE_1>'],
    ['+1 415 555 2671', '<PHONE_1>'],
    ['서울 12-345678-90', '서울 <DRIVER_LICENCE_1>'],
    ['https://user:pa55word!@db/main', 'https://user:<SECRET_1>@db/main'],
    ['성명: 홍 길 동', '성명: <NAME_1>'],
    ['남궁민수 님', '<NAME_1> 님'],
    [
      '{"성명":"홍길동"} {\\"성명\\": \\"김철수\\"}',
      '{"성명":"<NAME_1>"} {\\"성명\\": \\"<NAME_2>\\"}',
    ],
    ['\\n01012345678\\na@b.co\\tsk-abcdefghijklmnop1', '\\n<PHONE_1>\\n<EMAIL_1>\\t<SECRET_1>'],
    ['제 이름은 홍길동입니다', '제 이름은 <NAME_1>입니다'],
    ['홍길동 과장이 왔다. 홍길동은 갔다.', '<NAME_1> 과장이 왔다. <NAME_1>은 갔다.'],
  ])('hides in %s', async (text, redacted) => {
    expect(await redact(text)).toBe(redacted)
  })

  it('joins what overlaps: no part of anything found stays', async () => {
    expect(await redact('01012345678@example.com')).toBe('<EMAIL_1>')
  })
})

describe('kinds', () => {
  it('hides only what a tenant asks for', async () => {
    const session = builtInRedaction({ kinds: ['PRIVATE_IP', 'PLATE'] }).open()
    expect(await session.redact('10.1.2.33 12가 3456 010-1234-5678')).toBe(
      '<PRIVATE_IP_1> <PLATE_1> 010-1234-5678',
    )
  })

  it('takes identifiers of a company', async () => {
    const session = builtInRedaction({
      recognisers: [{ kind: 'CUSTOM', layouts: ['5'], accepts: ({ digits }) => digits[0] === '7' }],
    }).open()
    expect(await session.redact('사번 71234, 81234')).toBe('사번 <CUSTOM_1>, 81234')
  })
})

describe('failing closed', () => {
  it('gives nothing when a recogniser throws', async () => {
    const broken = builtInRedaction({
      recognisers: [
        {
          kind: 'CUSTOM',
          triggers: '!',
          find: () => assert.fail('broken'),
        },
      ],
    })
    expect(await broken.open().redact('no sign')).toBe('no sign')
    await expect(broken.open().redact('a sign!')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(broken.open().redact('a sign!')).rejects.toBeInstanceOf(RuntimeError)
  })

  it('refuses a text that is too long, takes too long, or holds too much', async () => {
    const short = builtInRedaction({ charactersMax: 10 }).open()
    await expect(short.redact('x'.repeat(11))).rejects.toMatchObject({ code: 'too-large' })
    const quick = builtInRedaction({ durationMsMax: 0 }).open()
    await expect(quick.redact('x'.repeat(100_000))).rejects.toMatchObject({ code: 'timed-out' })
    const many = 'a@b.cc '.repeat(200_001)
    await expect(redaction.open().redact(many)).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('mask', () => {
  it('hides for good', () => {
    expect(mask('전화 010-1234-5678, llf_0123456789abcdef01')).toBe('전화 <PHONE>, <SECRET>')
    expect(mask('nothing to hide')).toBe('nothing to hide')
  })

  it('cuts long texts, and never in the middle of what it hides', () => {
    const text = `${'x'.repeat(16_380)} 010-1234-5678 ${'y'.repeat(1000)}`
    expect(mask(text)).toBe(`${'x'.repeat(16_380)} <PHONE>…`)
  })
})

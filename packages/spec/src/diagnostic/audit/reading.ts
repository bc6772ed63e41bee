// Lists what the audit could not or would not read, with the facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

/** Why a text stays unread. */
export type UnreadReason = 'no-helm' | 'helm-failed' | 'outside-a-chart'

export type ReadingParams = {
  /** A kind that the audit does not know: its fields are not judged. */
  'audit/unknown-kind': { readonly kind: string; readonly apiVersion: string }
  /** Text that a program must expand first, such as a Helm template. */
  'audit/unread-template': { readonly file: string; readonly reason: UnreadReason }
}

export const readingSeverities: { readonly [C in keyof ReadingParams]: Severity } = {
  'audit/unknown-kind': 'info',
  'audit/unread-template': 'info',
}

const reasonsEnglish: { readonly [R in UnreadReason]: string } = {
  'no-helm': 'there is no helm program here that could expand it',
  'helm-failed': 'helm could not expand it',
  'outside-a-chart': 'it belongs to no chart that could be expanded',
}

const reasonsKorean: { readonly [R in UnreadReason]: string } = {
  'no-helm': '템플릿을 펼칠 helm 프로그램이 없습니다',
  'helm-failed': 'helm이 템플릿을 펼치지 못했습니다',
  'outside-a-chart': '펼칠 수 있는 차트에 속하지 않습니다',
}

export const readingEnglish: { readonly [C in keyof ReadingParams]: Wording<ReadingParams[C]> } = {
  'audit/unknown-kind': {
    title: 'A kind of object that is not known',
    message: ({ kind, apiVersion }) => `${kind} of ${apiVersion} is not known, so it is not judged`,
    why: 'An audit that guessed what a field of an unknown kind means would report faults that do not exist.',
    fix: 'Nothing: this says where the audit stops. What other objects say about this one is still checked.',
  },
  'audit/unread-template': {
    title: 'A template that was not read',
    message: ({ file, reason }) =>
      `${file} is a template and was not read: ${reasonsEnglish[reason]}`,
    why: 'What a template becomes depends on values and on the program that expands it.',
    fix: 'Install helm, or audit what `helm template` prints: `helm template . | llmflow audit -`.',
  },
}

export const readingKorean: { readonly [C in keyof ReadingParams]: Wording<ReadingParams[C]> } = {
  'audit/unknown-kind': {
    title: '알 수 없는 종류의 객체',
    message: ({ kind, apiVersion }) =>
      `${apiVersion}의 ${kind}: 알 수 없는 종류이므로 검사하지 않습니다`,
    why: '모르는 종류의 필드를 추측해서 검사하면 있지도 않은 문제를 보고하게 됩니다.',
    fix: '조치할 것은 없습니다. 검사가 어디까지 미치는지를 알려 주는 항목이며, 다른 객체가 이 객체를 가리키는 부분은 계속 검사합니다.',
  },
  'audit/unread-template': {
    title: '읽지 않은 템플릿',
    message: ({ file, reason }) => `${file} 템플릿을 읽지 않았습니다. ${reasonsKorean[reason]}`,
    why: '템플릿이 무엇이 될지는 값과, 그것을 펼치는 프로그램에 달려 있습니다.',
    fix: 'helm을 설치하거나 `helm template`의 출력을 검사하세요: `helm template . | llmflow audit -`.',
  },
}

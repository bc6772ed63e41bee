// Lists what the audit could not or would not read, with the facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

/** Why a text stays unread. */
type UnreadReason = 'no-helm' | 'helm-failed' | 'outside-a-chart'

export type ReadingParams = {
  /** A kind that the audit does not know: its fields are not judged. */
  'audit/unknown-kind': { readonly kind: string; readonly apiVersion: string }
  /** Text that a program must expand first, such as a Helm template, or all templates of a folder. */
  'audit/unread-template': {
    readonly file: string
    readonly files: number
    readonly reason: UnreadReason
  }
  /** A block in a document that claims one language and holds files of another. */
  'audit/mislabelled-block': {
    readonly language: string
    readonly formats: readonly string[]
    readonly files: number
  }
}

export const readingSeverities: { readonly [C in keyof ReadingParams]: Severity } = {
  'audit/unknown-kind': 'info',
  'audit/unread-template': 'info',
  'audit/mislabelled-block': 'warning',
}

const reasonsEnglish: { readonly [R in UnreadReason]: string } = {
  'no-helm': 'there is no helm program to expand templates',
  'helm-failed': 'helm could not expand the chart',
  'outside-a-chart': 'it does not belong to a chart that helm could expand',
}

const reasonsKorean: { readonly [R in UnreadReason]: string } = {
  'no-helm': '템플릿을 펼칠 helm 프로그램이 없습니다',
  'helm-failed': 'helm이 템플릿을 펼치지 못했습니다',
  'outside-a-chart': '펼칠 수 있는 차트에 속하지 않습니다',
}

export const readingEnglish: { readonly [C in keyof ReadingParams]: Wording<ReadingParams[C]> } = {
  'audit/unknown-kind': {
    title: 'An unknown kind of object',
    message: ({ kind, apiVersion }) =>
      `${kind} of ${apiVersion} is not a known kind, so it is not checked`,
    why: 'Guessing what the fields of an unknown kind mean would report faults that do not exist.',
    fix: 'Nothing to do: this says where the audit stops. References from other objects to this one are still checked.',
  },
  'audit/unread-template': {
    title: 'A template that was not read',
    message: ({ file, files, reason }) =>
      files === 1
        ? `${file} is a template and was not read: ${reasonsEnglish[reason]}`
        : `${files} templates in ${file} were not read: ${reasonsEnglish[reason]}`,
    why: 'What a template becomes depends on values and on the program that expands it.',
    fix: 'Install helm, or audit what `helm template` prints: `helm template . | llmflow audit -`.',
  },
  'audit/mislabelled-block': {
    title: 'A code block marked with the wrong language',
    message: ({ language, formats, files }) =>
      `this block is marked ${language} but holds ${files === 1 ? 'a configuration file' : `${files} configuration files`} of ${formats.join(' and ')}`,
    why: 'Copied into a file of the marked format, the block is a file that no program can read.',
    fix: 'Give every file a code block of its own, marked with its format.',
  },
}

export const readingKorean: { readonly [C in keyof ReadingParams]: Wording<ReadingParams[C]> } = {
  'audit/unknown-kind': {
    title: '알 수 없는 종류의 객체',
    message: ({ kind, apiVersion }) =>
      `${apiVersion}의 ${kind}: 알 수 없는 종류이므로 검사하지 않습니다`,
    why: '모르는 종류의 필드를 추측해서 검사하면 있지도 않은 문제를 보고하게 됩니다.',
    fix: '조치할 것은 없습니다. 검사 범위를 알려 주는 항목이며, 다른 객체가 이 객체를 참조하는 부분은 계속 검사합니다.',
  },
  'audit/unread-template': {
    title: '읽지 않은 템플릿',
    message: ({ file, files, reason }) =>
      `${file}${files === 1 ? '' : `의`} 템플릿${files === 1 ? '' : ` ${files}개`}을 읽지 않았습니다. ${reasonsKorean[reason]}`,
    why: '템플릿이 무엇이 될지는 값과, 그것을 펼치는 프로그램에 달려 있습니다.',
    fix: 'helm을 설치하거나 `helm template`의 출력을 검사하세요: `helm template . | llmflow audit -`.',
  },
  'audit/mislabelled-block': {
    title: '표시된 언어와 내용이 다른 코드 블록',
    message: ({ language, formats, files }) =>
      `${language}로 표시된 코드 블록에 ${formats.join('·')} 설정 파일이 ${files}개 들어 있습니다`,
    why: '블록을 그대로 복사하면 어떤 프로그램도 읽지 못하는 파일이 됩니다.',
    fix: '파일마다 코드 블록을 나누고 실제 형식을 표시하세요.',
  },
}

// Lists the findings about a running service, with facts and words.

import type { Severity } from './diagnostic.js'
import { object, topic } from './particles.js'
import type { Wording } from './words.js'

/** Why the service can't be reached. */
type ServiceAbsence = 'not-running' | 'ended' | 'too-slow' | 'unreachable'

/** Why a service did not start. */
export type StartFault =
  | 'owned'
  | 'foreign-files'
  | 'not-writable'
  | 'port-taken'
  | 'port-forbidden'
  | 'no-such-address'
  | 'other'

export type ServiceParams = {
  'service/unreachable': {
    /** A data directory or an address. */
    readonly service: string
    readonly absence: ServiceAbsence
    /** What the system or the process said last. */
    readonly detail: string
  }
  'service/not-started': {
    /** The data directory. */
    readonly service: string
    readonly fault: StartFault
    /** The address that it wanted, or for `other` what the process said last. */
    readonly detail: string
  }
  'service/refused': {
    /** What was asked of it. */
    readonly action: string
    /** Its own words. */
    readonly reason: string
  }
  'service/document-failed': { readonly file: string; readonly reason: string }
  'service/file-skipped': { readonly file: string; readonly reason: 'empty' | 'not-a-file' }
  /** Two files of one command that would replace each other; `kept` is the one that is uploaded. */
  'service/same-name': { readonly file: string; readonly kept: string }
  'service/check-failed': { readonly check: string; readonly reason: string }
  /** `up` serves an engine of the plan that it has no adapter for. */
  'service/engine-elsewhere': { readonly name: string; readonly engine: string }
}

type Codes = keyof ServiceParams

export const serviceSeverities: { readonly [C in Codes]: Severity } = {
  'service/unreachable': 'error',
  'service/not-started': 'error',
  'service/refused': 'error',
  'service/document-failed': 'error',
  'service/file-skipped': 'warning',
  'service/same-name': 'error',
  'service/check-failed': 'error',
  'service/engine-elsewhere': 'error',
}

const absences: { readonly [A in ServiceAbsence]: string } = {
  'not-running': 'no service runs on it',
  ended: 'the service has ended',
  'too-slow': 'the service did not answer in time',
  unreachable: 'nothing answers there',
}

const absencesKorean: { readonly [A in ServiceAbsence]: string } = {
  'not-running': '실행 중인 서비스가 없습니다',
  ended: '서비스가 종료되었습니다',
  'too-slow': '서비스가 제시간에 응답하지 않았습니다',
  unreachable: '응답이 없습니다',
}

const faults: { readonly [F in StartFault]: (detail: string) => string } = {
  owned: () => 'another process owns it: stop that one, or choose another directory with --data',
  'foreign-files': () => 'it holds other files: choose an empty or a new directory with --data',
  'not-writable': () =>
    'it cannot be made or written: choose a directory with --data that you may write in',
  'port-taken': (address) =>
    `${address} is taken: stop what listens there, or choose another port with --port`,
  'port-forbidden': (address) =>
    `you may not listen at ${address}: choose a port from 1024 up with --port`,
  'no-such-address': (address) =>
    `this machine has no address ${address}: choose another one with --host`,
  other: (detail) => detail,
}

const faultsKorean: { readonly [F in StartFault]: (detail: string) => string } = {
  owned: () =>
    '다른 프로세스가 쓰고 있습니다. 그 프로세스를 멈추거나 --data로 다른 디렉터리를 지정하세요',
  'foreign-files': () =>
    '다른 파일이 들어 있습니다. 비어 있거나 새로 만들 디렉터리를 --data로 지정하세요',
  'not-writable': () =>
    '디렉터리를 만들거나 쓸 수 없습니다. 쓰기 권한이 있는 디렉터리를 --data로 지정하세요',
  'port-taken': (address) =>
    `${topic(address)} 이미 사용 중입니다. 그 주소를 쓰는 프로그램을 멈추거나 --port로 다른 포트를 지정하세요`,
  'port-forbidden': (address) =>
    `${object(address)} 사용할 권한이 없습니다. --port로 1024 이상의 포트를 지정하세요`,
  'no-such-address': (address) =>
    `${topic(address)} 이 장비의 주소가 아닙니다. --host로 다른 주소를 지정하세요`,
  other: (detail) => detail,
}

const withDetail = (text: string, detail: string): string =>
  detail === '' ? text : `${text}: ${detail}`

export const serviceEnglish: { readonly [C in Codes]: Wording<ServiceParams[C]> } = {
  'service/unreachable': {
    title: 'A service that is not there',
    message: ({ service, absence, detail }) =>
      withDetail(`${service}: ${absences[absence]}`, detail),
    why: 'The command asks a running service, which has the data directory to itself.',
    fix: 'Start it with `llmflow up --data DIR`, or check the directory, the address and the key.',
  },
  'service/not-started': {
    title: 'A service that does not start',
    message: ({ service, fault, detail }) =>
      `${service}: the service does not start: ${faults[fault](detail)}`,
    why: 'A service has its data directory and its port to itself, and keeps nothing beside files of others.',
    fix: 'Do what the message says. `llmflow status --data DIR` shows whether a service runs on the directory already.',
  },
  'service/refused': {
    title: 'A request that the service refused',
    message: ({ action, reason }) => `${action}: the service refused: ${reason}`,
    why: 'The service checks every request: who asks, what for, and whether it can be done now.',
    fix: 'Do what the reason says.',
  },
  'service/document-failed': {
    title: 'A document that cannot be read',
    message: ({ file, reason }) => `${file} is not searchable: ${reason}`,
    why: 'A file that is broken, encrypted or of an unknown kind fails alone; the others go on.',
    fix: 'Mend or convert the file and ingest it again: a file of the same name replaces it.',
  },
  'service/file-skipped': {
    title: 'A file that is left out',
    message: ({ file, reason }) =>
      `${file} is left out: ${reason === 'empty' ? 'it is empty' : 'it is no regular file'}`,
    why: 'Only regular files with something in them can be searched.',
    fix: 'Name the file that is meant.',
  },
  'service/same-name': {
    title: 'Two files that would become one document',
    message: ({ file, kept }) =>
      `${file} is left out: it would replace ${kept}, which has the same name`,
    why: 'A document is called by its path from the folder that was named, and replaces the one of that name in its dataset.',
    fix: 'Name the folder that holds both, or ingest them into different datasets.',
  },
  'service/check-failed': {
    title: 'A check of the running service that failed',
    message: ({ check, reason }) => `${check}: ${reason}`,
    why: 'The smoke test does what a user does: it uploads a document, asks about it, checks the citation and deletes it.',
    fix: '`llmflow status` shows which part is broken; the log of the service says why.',
  },
  'service/engine-elsewhere': {
    title: 'An engine that one machine does not serve',
    message: ({ name, engine }) => `${name} wants ${engine}, which \`llmflow up\` does not serve`,
    why: '`llmflow up` runs embedded engines, and models at addresses of their own.',
    fix: 'Give the model an `endpoint`, or set `components.llmflow.topology` to embedded.',
  },
}

export const serviceKorean: { readonly [C in Codes]: Wording<ServiceParams[C]> } = {
  'service/unreachable': {
    title: '연결할 수 없는 서비스',
    message: ({ service, absence, detail }) =>
      withDetail(`${service}: ${absencesKorean[absence]}`, detail),
    why: '이 명령은 데이터 디렉터리를 혼자 쓰는 실행 중인 서비스에 요청합니다.',
    fix: '`llmflow up --data DIR`로 시작하거나, 디렉터리와 주소와 키를 확인하세요.',
  },
  'service/not-started': {
    title: '시작하지 못한 서비스',
    message: ({ service, fault, detail }) =>
      `${service}: 서비스를 시작하지 못했습니다: ${faultsKorean[fault](detail)}`,
    why: '서비스는 데이터 디렉터리와 포트를 혼자 쓰며, 다른 파일이 있는 디렉터리에는 아무것도 보관하지 않습니다.',
    fix: '메시지에 적힌 대로 하세요. 그 디렉터리에서 이미 실행 중인 서비스가 있는지는 `llmflow status --data DIR`로 볼 수 있습니다.',
  },
  'service/refused': {
    title: '서비스가 거절한 요청',
    message: ({ action, reason }) => `${action}: 서비스가 거절했습니다: ${reason}`,
    why: '서비스는 누가 무엇을 요청하는지, 지금 할 수 있는 일인지 모든 요청마다 확인합니다.',
    fix: '이유에 적힌 대로 하세요.',
  },
  'service/document-failed': {
    title: '읽을 수 없는 문서',
    message: ({ file, reason }) => `${topic(file)} 검색할 수 없습니다: ${reason}`,
    why: '손상되었거나 암호화되었거나 알 수 없는 형식의 파일만 실패하고, 나머지는 계속 처리합니다.',
    fix: '파일을 고치거나 변환한 뒤 다시 넣으세요. 이름이 같으면 새 파일로 바뀝니다.',
  },
  'service/file-skipped': {
    title: '건너뛴 파일',
    message: ({ file, reason }) =>
      `${object(file)} 건너뜁니다: ${reason === 'empty' ? '비어 있습니다' : '일반 파일이 아닙니다'}`,
    why: '내용이 있는 일반 파일만 검색할 수 있습니다.',
    fix: '넣으려는 파일을 지정하세요.',
  },
  'service/same-name': {
    title: '문서 하나로 겹치는 두 파일',
    message: ({ file, kept }) =>
      `${object(file)} 건너뜁니다: 이름이 같은 ${object(kept)} 덮어쓰게 됩니다`,
    why: '문서 이름은 지정한 폴더부터의 경로이고, 데이터셋 안에서 이름이 같은 문서는 새 문서로 바뀝니다.',
    fix: '두 파일을 함께 담은 상위 폴더를 지정하거나 서로 다른 데이터셋에 넣으세요.',
  },
  'service/check-failed': {
    title: '실행 중인 서비스의 점검 실패',
    message: ({ check, reason }) => `${check}: ${reason}`,
    why: '이 점검은 사용자처럼 문서를 올리고, 그 문서에 대해 묻고, 인용을 확인한 뒤 지웁니다.',
    fix: '`llmflow status`로 어느 부분이 고장인지 확인하세요. 이유는 서비스 로그에 있습니다.',
  },
  'service/engine-elsewhere': {
    title: '한 대의 장비에서 실행하지 않는 엔진',
    message: ({ name, engine }) =>
      `${name}에 필요한 ${topic(engine)} \`llmflow up\`이 실행하지 않습니다`,
    why: '`llmflow up`은 내장 엔진과, 주소가 따로 있는 모델을 사용합니다.',
    fix: '모델에 `endpoint`를 지정하거나 `components.llmflow.topology`를 embedded로 설정하세요.',
  },
}

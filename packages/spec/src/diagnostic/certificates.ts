// Lists the findings about certificates and the authority that signs them, with facts and words.

import type { Severity } from './diagnostic.js'
import { object, subject, topic } from './particles.js'
import type { Wording } from './words.js'

/** What makes a certificate useless for what the plan wants it for. */
export type CertificateFault =
  | 'unreadable'
  /** It belongs to another key. */
  | 'key'
  /** It lacks names under which its consumers are reached. */
  | 'names'
  /** It lacks names of a compose project, which its authority did not foresee. */
  | 'short-names'
  /** Nobody who is trusted vouches for it. */
  | 'chain'
  | 'authority-ended'
  /** An authority of its chain ends before it. */
  | 'outlives'
  /** The authority may not sign one of its names. */
  | 'forbidden'
  | 'not-yet'
  | 'ended'
  | 'usage'
  | 'algorithm'
  /** Another authority signed it than the one that would sign the next. */
  | 'elsewhere'

export type CertificateParams = {
  'security/certificate-missing': {
    readonly certificate: string
    /** Whether a request for it was written and no answer has come. */
    readonly isRequested: boolean
  }
  'security/certificate-ends': { readonly certificate: string; readonly days: number }
  'security/certificate-unfit': {
    readonly certificate: string
    readonly fault: CertificateFault
    readonly detail: string
  }
  'security/certificate-unknown': { readonly certificate: string; readonly suggestion: string }
  /** A file to import that fits no key. */
  'security/certificate-stranger': { readonly file: string }
  'security/authority-ends': { readonly authority: string; readonly days: number }
  /** A certificate of an authority without its key: nothing can be signed here. */
  'security/authority-without-key': { readonly authority: string }
}

type Codes = keyof CertificateParams

export const certificateSeverities: { readonly [C in Codes]: Severity } = {
  'security/certificate-missing': 'error',
  'security/certificate-ends': 'error',
  'security/certificate-unfit': 'error',
  'security/certificate-unknown': 'error',
  'security/certificate-stranger': 'error',
  'security/authority-ends': 'warning',
  'security/authority-without-key': 'error',
}

const faults: { readonly [F in CertificateFault]: (detail: string) => string } = {
  unreadable: (detail) => `cannot be read: ${detail} holds no certificate`,
  key: () => 'belongs to another key than the one beside it',
  names: (detail) => `lacks names that the plan wants: ${detail}`,
  'short-names': (detail) =>
    `lacks names of a compose project, which its authority did not foresee: ${detail}`,
  chain: (detail) => `is vouched for by nobody who is trusted; it says ${detail} signed it`,
  'authority-ended': (detail) => `has an authority above it that has ended: ${detail}`,
  outlives: (detail) => `ends after an authority above it: ${detail}`,
  forbidden: (detail) => `holds names that its authority must not sign: ${detail}`,
  'not-yet': (detail) => `is not valid before ${detail}`,
  ended: () => 'has ended already',
  usage: (detail) => `may not be used as it has to be, because it lacks ${detail}`,
  algorithm: (detail) => `rests on what is no longer safe: ${detail}`,
  elsewhere: (detail) => `was signed by ${detail}, and the next would come from another authority`,
}

export const certificateEnglish: { readonly [C in Codes]: Wording<CertificateParams[C]> } = {
  'security/certificate-missing': {
    title: 'A certificate that is not there',
    message: ({ certificate, isRequested }) =>
      isRequested
        ? `${certificate} was requested, and the signed certificate has not been imported`
        : `${certificate} is planned, and nobody has made it`,
    why: 'Its consumers do not start without it, or nobody can connect to them.',
    fix: 'Run `llmflow certs init DIR`, or import what the company’s authority has signed.',
  },
  'security/certificate-ends': {
    title: 'A certificate near its end',
    message: ({ certificate, days }) =>
      days < 0
        ? `${certificate} ended ${-days} days ago`
        : `${certificate} ends in ${days} ${days === 1 ? 'day' : 'days'}`,
    why: 'From that moment on every new connection to its consumers fails, all at once.',
    fix: 'Run `llmflow certs renew DIR`, put the new files in place, and follow the order that it prints.',
  },
  'security/certificate-unfit': {
    title: 'A certificate that does not fit',
    message: ({ certificate, fault, detail }) => `${certificate} ${faults[fault](detail)}`,
    why: 'Clients check name, chain, time and use, and refuse the connection when one of them is wrong.',
    fix: 'Renew it, or ask the company’s authority for one as the request says. What an authority must not sign needs a new authority: `llmflow certs renew DIR --authority`.',
  },
  'security/certificate-unknown': {
    title: 'A certificate that the plan does not have',
    message: ({ certificate, suggestion }) =>
      `the plan has no certificate ${certificate}${suggestion === '' ? '' : `; did you mean ${suggestion}?`}`,
    why: 'Certificates follow from the workloads and addons of the plan.',
    fix: 'See `llmflow certs check DIR` for their names.',
  },
  'security/certificate-stranger': {
    title: 'A file that fits no request',
    message: ({ file }) => `${file} holds no certificate for a key that is kept here`,
    why: 'A certificate is of use only with the key for which it was requested.',
    fix: 'Give the certificates that were signed from the latest requests, each as PEM.',
  },
  'security/authority-ends': {
    title: 'An authority near its end',
    message: ({ authority, days }) =>
      days < 0
        ? `the authority ${authority} ended ${-days} days ago`
        : `the authority ${authority} ends in ${days} days, sooner than what it would sign`,
    why: 'No certificate is valid longer than the authority that signed it: the last ones all end at the same moment.',
    fix: 'Replace it in time, in three steps that leave every connection intact: `llmflow certs renew DIR --authority`.',
  },
  'security/authority-without-key': {
    title: 'An authority whose key is elsewhere',
    message: ({ authority }) => `the key of the authority ${authority} is not kept here`,
    why: 'Without it nothing can be signed here.',
    fix: 'Write requests with `--csr FOLDER`, have them signed, and import the answers.',
  },
}

const faultsKorean: { readonly [F in CertificateFault]: (name: string, detail: string) => string } =
  {
    unreadable: (name, detail) => `${object(name)} 읽을 수 없습니다. ${detail}에 인증서가 없습니다`,
    key: (name) => `${topic(name)} 함께 보관된 키의 인증서가 아닙니다`,
    names: (name, detail) => `${name}에 계획이 요구하는 이름이 없습니다: ${detail}`,
    'short-names': (name, detail) =>
      `${name}에 인증기관이 예상하지 못한 Compose 이름이 빠져 있습니다: ${detail}`,
    chain: (name, detail) =>
      `${object(name)} 보증하는 신뢰된 인증기관이 없습니다. 발급자로 적힌 곳은 ${detail}입니다`,
    'authority-ended': (name, detail) => `${name} 위의 인증기관이 만료되었습니다: ${detail}`,
    outlives: (name, detail) => `${subject(name)} 위의 인증기관보다 늦게 만료됩니다: ${detail}`,
    forbidden: (name, detail) => `${name}에 인증기관이 서명할 수 없는 이름이 있습니다: ${detail}`,
    'not-yet': (name, detail) => `${topic(name)} ${detail}부터 유효합니다`,
    ended: (name) => `${topic(name)} 이미 만료되었습니다`,
    usage: (name, detail) => `${name}에 필요한 용도가 없습니다: ${detail}`,
    algorithm: (name, detail) =>
      `${subject(name)} 더는 안전하지 않은 방식에 기대고 있습니다: ${detail}`,
    elsewhere: (name, detail) =>
      `${topic(name)} ${detail}에서 발급했는데, 다음 인증서는 다른 인증기관이 발급하게 됩니다`,
  }

export const certificateKorean: { readonly [C in Codes]: Wording<CertificateParams[C]> } = {
  'security/certificate-missing': {
    title: '없는 인증서',
    message: ({ certificate, isRequested }) =>
      isRequested
        ? `${object(certificate)} 요청했지만, 서명된 인증서를 아직 가져오지 않았습니다`
        : `${topic(certificate)} 계획에 있지만 아직 발급하지 않았습니다`,
    why: '이 인증서를 쓰는 프로그램이 시작하지 않거나, 아무도 그 프로그램에 연결할 수 없습니다.',
    fix: '`llmflow certs init DIR`을 실행하거나, 사내 인증기관이 서명한 인증서를 가져오세요.',
  },
  'security/certificate-ends': {
    title: '곧 만료되는 인증서',
    message: ({ certificate, days }) =>
      days < 0
        ? `${topic(certificate)} ${-days}일 전에 만료되었습니다`
        : `${topic(certificate)} ${days}일 뒤에 만료됩니다`,
    why: '만료되는 순간부터 이 인증서를 쓰는 프로그램으로 가는 새 연결이 한꺼번에 실패합니다.',
    fix: '`llmflow certs renew DIR`을 실행해 새 파일을 배치하고, 출력된 순서를 따르세요.',
  },
  'security/certificate-unfit': {
    title: '맞지 않는 인증서',
    message: ({ certificate, fault, detail }) => faultsKorean[fault](certificate, detail),
    why: '클라이언트는 이름과 체인, 기간, 용도를 확인하고 하나라도 어긋나면 연결을 거부합니다.',
    fix: '갱신하거나, 요청서대로 사내 인증기관에서 다시 발급받으세요. 인증기관이 서명할 수 없는 이름이라면 새 인증기관이 필요합니다: `llmflow certs renew DIR --authority`.',
  },
  'security/certificate-unknown': {
    title: '계획에 없는 인증서',
    message: ({ certificate, suggestion }) =>
      `계획에 ${certificate} 인증서가 없습니다${suggestion === '' ? '' : `. 혹시 ${suggestion}인가요?`}`,
    why: '인증서는 계획의 워크로드와 애드온에서 나옵니다.',
    fix: '`llmflow certs check DIR`로 이름을 확인하세요.',
  },
  'security/certificate-stranger': {
    title: '요청한 적이 없는 파일',
    message: ({ file }) => `${file}에는 여기에 보관된 키의 인증서가 없습니다`,
    why: '인증서는 요청할 때 쓴 키와 함께여야 쓸 수 있습니다.',
    fix: '가장 최근 요청서로 서명한 인증서를 PEM 형식으로 주세요.',
  },
  'security/authority-ends': {
    title: '곧 만료되는 인증기관',
    message: ({ authority, days }) =>
      days < 0
        ? `인증기관 ${topic(authority)} ${-days}일 전에 만료되었습니다`
        : `인증기관 ${topic(authority)} ${days}일 뒤, 앞으로 서명할 인증서보다 먼저 만료됩니다`,
    why: '인증서는 서명한 인증기관보다 오래 유효할 수 없습니다. 마지막에 발급한 인증서들이 한순간에 모두 만료됩니다.',
    fix: '연결을 끊지 않는 세 단계로 미리 바꾸세요: `llmflow certs renew DIR --authority`.',
  },
  'security/authority-without-key': {
    title: '키가 다른 곳에 있는 인증기관',
    message: ({ authority }) => `인증기관 ${authority}의 키가 여기에 없습니다`,
    why: '키가 없으면 여기에서 서명할 수 없습니다.',
    fix: '`--csr FOLDER`로 요청서를 만들어 서명받은 뒤 가져오세요.',
  },
}

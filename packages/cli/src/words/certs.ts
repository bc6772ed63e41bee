// Says in both languages what `llmflow certs` prints.

import type { AuthorityStep, CertificateState, TakeUp } from '@llmflow/credentials'
import type { CommandWords } from './words.js'

export type CertsCommandName = 'certs init' | 'certs import' | 'certs renew' | 'certs check'
export type CertsOptionName = 'csr' | 'before' | 'forceCerts' | 'authority' | 'within' | 'usedBy'

export type CertsWords = {
  readonly columns: {
    readonly certificate: string
    readonly state: string
    readonly days: string
    readonly until: string
    readonly signedBy: string
    readonly consumers: string
  }
  readonly states: { readonly [S in CertificateState['state']]: string }
  readonly made: (count: number, kept: number, store: string) => string
  readonly renewed: (count: number, kept: number, isWritten: boolean) => string
  readonly requested: (count: number, folder: string, directory: string) => string
  readonly imported: (count: number) => string
  readonly authority: string
  readonly steps: { readonly [S in AuthorityStep]: (authority: string) => string }
  /** What the cluster does not do by itself after an authority signs for the first time. */
  readonly issuer: string
  readonly again: (directory: string) => string
  readonly place: string
  readonly order: string
  readonly how: { readonly [H in TakeUp['how']]: (workload: string, isOneByOne: boolean) => string }
  readonly notATime: string
  readonly authorityAlone: string
}

type Words = {
  readonly group: Omit<CommandWords, 'examples'>
  readonly commands: { readonly [N in CertsCommandName]: CommandWords }
  readonly options: { readonly [N in CertsOptionName]: string }
  readonly argument: { readonly certificate: string; readonly signed: string }
  readonly words: CertsWords
}

const certificates = (count: number): string =>
  `${count} ${count === 1 ? 'certificate' : 'certificates'}`

export const certsEnglish: Words = {
  group: {
    summary: 'make, renew and check the certificates of a platform',
    about:
      'An authority of the platform’s own signs them, or the company’s does. Keys stay in DIR/.llmflow; `llmflow secrets write` puts everything in place.',
  },
  commands: {
    'certs init': {
      summary: 'make the authority and every certificate that is not there yet',
      about:
        'Every machine gets a certificate of its own; what runs in the cluster shares one. What is there stays. With --csr nothing is signed: requests for the company’s authority are written instead.',
      examples: [
        { run: 'llmflow certs init', what: 'for the platform in this directory' },
        { run: 'llmflow certs init DIR --csr requests', what: 'for the company’s authority' },
      ],
    },
    'certs import': {
      summary: 'take certificates that the company’s authority has signed',
      about:
        'Each has to fit a key that is kept here, the names of the plan, and a chain to an authority that is given with it. All of them are taken, or none.',
      examples: [
        {
          run: 'llmflow certs import DIR signed/*.pem company-ca.pem',
          what: 'the certificates, and the authority with its chain',
        },
      ],
    },
    'certs renew': {
      summary: 'renew what is near its end, and say who has to take it up in which order',
      about:
        'What no longer fits the plan is renewed, too. With --authority the authority itself is replaced, in three steps that leave every connection intact.',
      examples: [
        { run: 'llmflow certs renew', what: 'everything that is due' },
        { run: 'llmflow certs renew DIR postgresql-tls --force', what: 'these, due or not' },
        { run: 'llmflow certs renew DIR --authority', what: 'the next step to a new authority' },
      ],
    },
    'certs check': {
      summary: 'list every certificate with the days that it has left, and what is wrong with it',
      about:
        'Finds what is missing, ends, lacks names of the plan, belongs to another key, or leads to nobody who is trusted. With --within what ends so soon is an error.',
      examples: [
        { run: 'llmflow certs check', what: 'all of them' },
        {
          run: 'llmflow certs check DIR --target hosts --within 30d --quiet',
          what: 'those of machines, for a daily job',
        },
      ],
    },
  },
  options: {
    csr: 'write requests into this folder, and sign nothing',
    before: 'renew what ends within this time, such as 30d; a third of its life when left out',
    forceCerts: 'renew those that are fine, and those of another authority, as well',
    authority: 'do the next step to a new authority',
    within: 'what ends within this time is an error, such as 30d',
    usedBy:
      'only those that are used there: kubernetes, helm and hosts those of machines, compose those that all share',
  },
  argument: {
    certificate: 'certificates of the plan, such as postgresql-tls or postgresql-tls/db-01',
    signed: 'certificates in PEM, with those of their authorities',
  },
  words: {
    columns: {
      certificate: 'CERTIFICATE',
      state: 'STATE',
      days: 'DAYS',
      until: 'UNTIL',
      signedBy: 'SIGNED BY',
      consumers: 'FOR',
    },
    states: {
      present: 'fine',
      missing: 'missing',
      requested: 'requested',
      ends: 'ends soon',
      ended: 'ended',
      unfit: 'unfit',
    },
    made: (count, kept, store) => `${certificates(count)} made, ${kept} kept, in ${store}.`,
    renewed: (count, kept, isWritten) =>
      `${certificates(count)} ${isWritten ? 'renewed' : 'would be renewed'}, ${kept} kept.`,
    requested: (count, folder, directory) =>
      count === 0
        ? 'Nothing has to be requested.'
        : `${count} ${count === 1 ? 'request' : 'requests'} in ${folder}. The keys stay here. Then: llmflow certs import ${directory} FILE...`,
    imported: (count) => `${certificates(count)} imported.`,
    authority: 'authority',
    steps: {
      trust: (authority) =>
        `Step 1 of 3: everybody will trust the next ${authority} as well; it signs nothing yet.`,
      sign: (authority) =>
        `Step 2 of 3: the new ${authority} has signed everything; the old one is still trusted.`,
      forget: (authority) => `Step 3 of 3: the old ${authority} is trusted no more.`,
    },
    issuer:
      'In the cluster cert-manager signs with it from now on: renew every Certificate (cmctl renew --all --all-namespaces) before what reads them starts again.',
    again: (directory) =>
      `When everybody has it, the next step: llmflow certs renew ${directory} --authority`,
    place: 'Put the files in place:',
    order: 'Then, in this order:',
    how: {
      itself: (workload) => `${workload} reads them by itself`,
      reload: (workload, isOneByOne) =>
        `reload ${workload}${isOneByOne ? ', one machine after the other' : ''}`,
      restart: (workload, isOneByOne) =>
        `restart ${workload}${isOneByOne ? ', one after the other, each when the one before answers again' : ''}`,
    },
    notATime: 'this is no span of time; write 30d or 12h',
    authorityAlone: '--authority renews everything; it takes no names and no other option',
  },
}

export const certsKorean: Words = {
  group: {
    summary: '플랫폼의 인증서를 만들고 갱신하고 점검합니다',
    about:
      '플랫폼 전용 인증기관이나 사내 인증기관이 서명합니다. 키는 DIR/.llmflow에만 두고, `llmflow secrets write`로 배치합니다.',
  },
  commands: {
    'certs init': {
      summary: '인증기관과 아직 없는 인증서를 모두 만듭니다',
      about:
        '장비마다 인증서를 따로 만들고, 클러스터에서 실행되는 것은 하나를 함께 씁니다. 이미 있는 인증서는 그대로 둡니다. --csr을 주면 서명하지 않고 사내 인증기관에 낼 요청서를 씁니다.',
      examples: [
        { run: 'llmflow certs init', what: '현재 디렉터리의 플랫폼' },
        { run: 'llmflow certs init DIR --csr requests', what: '사내 인증기관에 낼 요청서' },
      ],
    },
    'certs import': {
      summary: '사내 인증기관이 서명한 인증서를 가져옵니다',
      about:
        '여기에 보관된 키와 계획의 이름, 함께 준 인증기관까지 이어지는 체인에 모두 맞아야 합니다. 하나라도 맞지 않으면 아무것도 가져오지 않습니다.',
      examples: [
        {
          run: 'llmflow certs import DIR signed/*.pem company-ca.pem',
          what: '인증서와 인증기관의 체인',
        },
      ],
    },
    'certs renew': {
      summary: '곧 만료될 인증서를 갱신하고, 적용할 순서를 알려 줍니다',
      about:
        '계획과 맞지 않게 된 인증서도 갱신합니다. --authority를 주면 연결을 끊지 않는 세 단계로 인증기관을 바꿉니다.',
      examples: [
        { run: 'llmflow certs renew', what: '갱신할 때가 된 것 모두' },
        {
          run: 'llmflow certs renew DIR postgresql-tls --force',
          what: '때가 되지 않았어도 이것들',
        },
        { run: 'llmflow certs renew DIR --authority', what: '인증기관 교체의 다음 단계' },
      ],
    },
    'certs check': {
      summary: '모든 인증서의 남은 날수와 문제를 보여 줍니다',
      about:
        '없거나 곧 만료되거나, 계획의 이름이 빠졌거나, 키가 다르거나, 신뢰된 곳으로 이어지지 않는 인증서를 찾습니다. --within을 주면 그 안에 만료되는 것을 오류로 봅니다.',
      examples: [
        { run: 'llmflow certs check', what: '전부' },
        {
          run: 'llmflow certs check DIR --target hosts --within 30d --quiet',
          what: '장비의 인증서만, 매일 실행하는 점검',
        },
      ],
    },
  },
  options: {
    csr: '서명하지 않고 요청서를 쓸 폴더',
    before: '이 기간 안에 만료되는 것을 갱신. 예: 30d. 생략하면 유효 기간의 3분의 1',
    forceCerts: '문제없는 인증서와 다른 인증기관의 인증서도 갱신',
    authority: '인증기관 교체의 다음 단계',
    within: '이 기간 안에 만료되는 것을 오류로 봄. 예: 30d',
    usedBy:
      '그 대상에서 쓰는 것만. kubernetes, helm, hosts는 장비의 인증서, compose는 함께 쓰는 인증서',
  },
  argument: {
    certificate: '계획의 인증서. 예: postgresql-tls, postgresql-tls/db-01',
    signed: 'PEM 형식의 인증서와 그 인증기관의 인증서',
  },
  words: {
    columns: {
      certificate: '인증서',
      state: '상태',
      days: '남은 날',
      until: '만료일',
      signedBy: '발급자',
      consumers: '쓰는 곳',
    },
    states: {
      present: '정상',
      missing: '없음',
      requested: '요청함',
      ends: '곧 만료',
      ended: '만료됨',
      unfit: '맞지 않음',
    },
    made: (count, kept, store) =>
      `${store}에 인증서 ${count}개를 만들었고, ${kept}개는 그대로 두었습니다.`,
    renewed: (count, kept, isWritten) =>
      `인증서 ${count}개를 ${isWritten ? '갱신했고' : '갱신하게 되고'}, ${kept}개는 그대로입니다.`,
    requested: (count, folder, directory) =>
      count === 0
        ? '요청할 인증서가 없습니다.'
        : `${folder}에 요청서 ${count}개를 썼습니다. 키는 여기에만 있습니다. 서명을 받은 뒤: llmflow certs import ${directory} FILE...`,
    imported: (count) => `인증서 ${count}개를 가져왔습니다.`,
    authority: '인증기관',
    steps: {
      trust: (authority) =>
        `1/3단계: 새 ${authority} 인증기관도 신뢰하게 합니다. 아직 아무것도 서명하지 않습니다.`,
      sign: (authority) =>
        `2/3단계: 새 ${authority} 인증기관이 모두 다시 서명했습니다. 이전 인증기관도 아직 신뢰합니다.`,
      forget: (authority) => `3/3단계: 이전 ${authority} 인증기관을 더는 신뢰하지 않습니다.`,
    },
    issuer:
      '클러스터에서는 이제 cert-manager가 새 인증기관으로 서명합니다. 읽는 쪽을 다시 시작하기 전에 모든 Certificate를 갱신하세요(cmctl renew --all --all-namespaces).',
    again: (directory) => `모두 적용한 뒤 다음 단계: llmflow certs renew ${directory} --authority`,
    place: '파일을 배치합니다:',
    order: '그다음 이 순서로 합니다:',
    how: {
      itself: (workload) => `${workload}: 스스로 다시 읽습니다`,
      reload: (workload, isOneByOne) => `${workload} 리로드${isOneByOne ? ' (한 대씩)' : ''}`,
      restart: (workload, isOneByOne) =>
        `${workload} 재시작${isOneByOne ? ' (하나씩, 앞의 것이 다시 응답한 뒤에)' : ''}`,
    },
    notATime: '기간이 아닙니다. 30d나 12h처럼 쓰세요',
    authorityAlone: '--authority는 전체를 갱신하므로 이름이나 다른 옵션과 함께 쓸 수 없습니다',
  },
}

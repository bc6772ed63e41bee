// Lists the audit's findings about compose files, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { topic } from '../particles.js'
import type { Wording } from '../words.js'

/** What a compose file names at its top level. */
type ComposeKind = 'volume' | 'network' | 'service' | 'config' | 'secret'

export type ComposeParams = {
  'wiring/obsolete-key': { readonly key: string }
  /** `gateway` publishes a port and may lead there; empty when no service could. */
  'wiring/unreachable-service': { readonly services: readonly string[]; readonly gateway: string }
  'wiring/start-order': { readonly services: number }
  'wiring/undefined-compose-name': {
    readonly kind: ComposeKind
    readonly name: string
    readonly suggestion: string
  }
  'wiring/unused-compose-name': { readonly kind: ComposeKind; readonly name: string }
  'wiring/missing-mounted-file': { readonly file: string }
  'wiring/data-outside-volume': {
    readonly program: string
    readonly path: string
    readonly mount: string
  }
  'wiring/unfilled-volume': {
    readonly service: string
    readonly path: string
    readonly volume: string
  }
  'capacity/gpus-reserved-twice': { readonly services: readonly string[] }
}

export const composeSeverities: { readonly [C in keyof ComposeParams]: Severity } = {
  'wiring/obsolete-key': 'warning',
  'wiring/unreachable-service': 'warning',
  'wiring/start-order': 'info',
  'wiring/undefined-compose-name': 'error',
  'wiring/unused-compose-name': 'warning',
  'wiring/missing-mounted-file': 'warning',
  'wiring/data-outside-volume': 'error',
  'wiring/unfilled-volume': 'warning',
  'capacity/gpus-reserved-twice': 'warning',
}

const kindsKorean: { readonly [K in ComposeKind]: string } = {
  volume: '볼륨',
  network: '네트워크',
  service: '서비스',
  config: '컨피그',
  secret: '시크릿',
}

const meantEnglish = (suggestion: string): string =>
  suggestion === '' ? '' : ` (did you mean ${suggestion}?)`
const meantKorean = (suggestion: string): string =>
  suggestion === '' ? '' : ` (혹시 ${suggestion}?)`

const meantForUsers = (services: readonly string[]): string =>
  `${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} meant for users`

export const composeEnglish: { readonly [C in keyof ComposeParams]: Wording<ComposeParams[C]> } = {
  'wiring/obsolete-key': {
    title: 'A key that Compose ignores',
    message: ({ key }) => `Compose ignores ${key} and warns about it`,
    why: 'Compose reads every file by the latest specification, whatever version the file states.',
    fix: 'Remove the line.',
  },
  'wiring/unreachable-service': {
    title: 'Services that users cannot reach',
    message: ({ services, gateway }) =>
      gateway === ''
        ? `${meantForUsers(services)}, but no port is published and no gateway leads there`
        : `${meantForUsers(services)}, but ${services.length === 1 ? 'it publishes no port' : 'none publishes a port'}; ${gateway} does, but no route to ${services.length === 1 ? 'it' : 'them'} is here`,
    why: 'A browser cannot use names and ports that exist only inside a Compose network.',
    fix: 'Publish a port, or put a reverse proxy in front of the services and keep its routes with these files.',
  },
  'wiring/start-order': {
    title: 'Waiting for a start, not for readiness',
    message: ({ services }) =>
      services === 1
        ? 'one service waits only until others have started, not until they are ready'
        : `${services} services wait only until others have started, not until they are ready`,
    why: 'A database that has just started refuses connections for some seconds. Services that depend on it fail and restart meanwhile.',
    fix: 'Give the dependency a healthcheck, and depend on it with `condition: service_healthy`.',
  },
  'wiring/undefined-compose-name': {
    title: 'A name that the Compose file does not define',
    message: ({ kind, name, suggestion }) =>
      `the ${kind} ${name} is not defined in this file${meantEnglish(suggestion)}`,
    why: 'Compose rejects the whole file.',
    fix: 'Define the name at the top level, or correct it.',
  },
  'wiring/unused-compose-name': {
    title: 'A name that no service uses',
    message: ({ kind, name }) => `no service uses the ${kind} ${name}`,
    why: 'Often the service that should use it writes somewhere else instead.',
    fix: 'Use it or remove it.',
  },
  'wiring/missing-mounted-file': {
    title: 'A mounted file that is not there',
    message: ({ file }) => `${file} is mounted, but is not among these files`,
    why: 'Docker creates an empty directory in its place, and the program fails on it.',
    fix: 'Add the file, or correct the path.',
  },
  'wiring/data-outside-volume': {
    title: 'Data outside the volume',
    message: ({ program, path, mount }) =>
      `${program} keeps its data in ${path}, but the volume is mounted at ${mount}`,
    why: 'The volume stays empty, and the data is lost with the container.',
    fix: 'Mount the volume where the data is, or configure the program to use the mounted directory.',
  },
  'wiring/unfilled-volume': {
    title: 'A volume that nothing fills',
    message: ({ service, path, volume }) =>
      `${service} reads ${path} from the volume ${volume}, which nothing here fills`,
    why: 'A new volume is empty: the program exits and restarts until someone copies the files.',
    fix: 'Fill the volume in a step of its own, mount a directory that holds the files, or name a model to download.',
  },
  'capacity/gpus-reserved-twice': {
    title: 'Services that get the same GPUs',
    message: ({ services }) => `${services.join(' and ')} get the same GPUs`,
    why: 'Docker hands out GPUs from the first one for every service. The services share them, and the one that starts later runs out of memory.',
    fix: 'Name `device_ids` for each service, or start them under different profiles.',
  },
}

export const composeKorean: { readonly [C in keyof ComposeParams]: Wording<ComposeParams[C]> } = {
  'wiring/obsolete-key': {
    title: 'Compose가 무시하는 키',
    message: ({ key }) => `Compose는 ${key} 키를 무시하고 경고를 냅니다`,
    why: 'Compose는 파일에 적힌 버전과 관계없이 모든 파일을 최신 명세로 읽습니다.',
    fix: '줄을 지우세요.',
  },
  'wiring/unreachable-service': {
    title: '사용자가 접속할 수 없는 서비스',
    message: ({ services, gateway }) =>
      gateway === ''
        ? `${services.join(', ')}: 사용자가 쓰는 서비스인데 공개된 포트도, 연결해 줄 게이트웨이도 없습니다`
        : `${services.join(', ')}: 사용자가 쓰는 서비스인데 공개된 포트가 없습니다. ${gateway}에는 공개된 포트가 있지만, 이 서비스로 가는 라우트가 이 파일들에 없습니다`,
    why: '브라우저에서는 Compose 네트워크 안의 이름과 포트를 쓸 수 없습니다.',
    fix: '포트를 공개하거나, 앞에 리버스 프록시를 두고 라우트를 이 파일들과 함께 관리하세요.',
  },
  'wiring/start-order': {
    title: '준비 완료가 아니라 시작만 기다림',
    message: ({ services }) =>
      `서비스 ${services}개가 다른 서비스의 준비 완료가 아니라 시작만 기다립니다`,
    why: '데이터베이스는 시작한 뒤에도 몇 초 동안 연결을 받지 않습니다. 그동안 의존하는 서비스는 실패하고 재시작합니다.',
    fix: '의존 대상에 healthcheck를 두고 `condition: service_healthy`로 기다리세요.',
  },
  'wiring/undefined-compose-name': {
    title: 'Compose 파일에 정의되지 않은 이름',
    message: ({ kind, name, suggestion }) =>
      `이 파일에 정의되지 않은 ${kindsKorean[kind]}입니다: ${name}${meantKorean(suggestion)}`,
    why: 'Compose가 파일 전체를 거부합니다.',
    fix: '최상위에 이름을 정의하거나 철자를 고치세요.',
  },
  'wiring/unused-compose-name': {
    title: '어느 서비스도 쓰지 않는 이름',
    message: ({ kind, name }) => `${kindsKorean[kind]} ${name}: 사용하는 서비스가 없습니다`,
    why: '이것을 사용해야 할 서비스가 다른 곳에 데이터를 쓰고 있는 경우가 많습니다.',
    fix: '사용하거나 지우세요.',
  },
  'wiring/missing-mounted-file': {
    title: '마운트하는 파일이 없음',
    message: ({ file }) => `마운트하는 ${file} 파일이 검사한 파일에 없습니다`,
    why: 'Docker는 그 자리에 빈 디렉터리를 만들고, 프로그램은 파일을 읽지 못해 실패합니다.',
    fix: '파일을 추가하거나 경로를 고치세요.',
  },
  'wiring/data-outside-volume': {
    title: '볼륨 밖에 저장되는 데이터',
    message: ({ program, path, mount }) =>
      `${topic(program)} 데이터를 ${path}에 저장하는데 볼륨은 ${mount}에 마운트되어 있습니다`,
    why: '볼륨은 비어 있고, 데이터는 컨테이너와 함께 사라집니다.',
    fix: '데이터가 있는 곳에 볼륨을 마운트하거나, 마운트한 디렉터리를 쓰도록 프로그램을 설정하세요.',
  },
  'wiring/unfilled-volume': {
    title: '채워지지 않는 볼륨',
    message: ({ service, path, volume }) =>
      `${service} 서비스는 ${volume} 볼륨에서 ${path} 경로를 읽는데, 이 볼륨을 채우는 단계가 없습니다`,
    why: '새 볼륨은 비어 있습니다. 누군가 파일을 복사할 때까지 프로그램이 종료와 재시작을 되풀이합니다.',
    fix: '볼륨을 채우는 단계를 두거나, 파일이 있는 디렉터리를 마운트하거나, 내려받을 모델 이름을 지정하세요.',
  },
  'capacity/gpus-reserved-twice': {
    title: '같은 GPU를 할당받는 서비스',
    message: ({ services }) => `${services.join(', ')}: 같은 GPU를 할당받습니다`,
    why: 'Docker는 서비스마다 첫 번째 GPU부터 할당합니다. 같은 GPU를 함께 쓰게 되어 나중에 뜬 서비스의 메모리가 부족해집니다.',
    fix: '서비스마다 `device_ids`를 지정하거나 서로 다른 profile로 실행하세요.',
  },
}

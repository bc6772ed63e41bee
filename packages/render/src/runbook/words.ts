// The words of the runbook around what the plan says, in both languages.

import { printDuration, type Bilingual, type Milliseconds } from '@llmflow/spec'

export type Language = keyof Bilingual
export const languages: readonly Language[] = ['en', 'ko']

/** `recovery.md` in English, `recovery.ko.md` in Korean. */
export const pathOf = (name: string, language: Language): string =>
  `docs/runbook/${name}${language === 'en' ? '' : `.${language}`}.md`

const units = { d: '일', h: '시간', m: '분', s: '초' } as const

export function durationIn(language: Language, value: Milliseconds): string {
  const printed = printDuration(value)
  const spaced = printed.replaceAll(/([a-z]+)(?=\d)/g, '$1 ')
  if (language === 'en') return spaced
  return spaced.replaceAll(/(\d+)([dhms])/g, (text, count: string, unit: string) => {
    const word = unit === 'd' || unit === 'h' || unit === 'm' || unit === 's' ? units[unit] : text
    return `${count}${word}`
  })
}

/** A cell of a table: a bar would end it. */
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

export const fence = (lines: readonly string[]): string => ['```shell', ...lines, '```'].join('\n')

export const words = {
  recoveryTitle: { en: 'Recovery', ko: '재해 복구 절차' },
  keepOutside: {
    en: 'Rendered from the plan. Keep a copy outside the platform: on the day it is needed the platform is not there.',
    ko: '계획에서 생성한 문서입니다. 이 문서가 필요한 날에는 플랫폼이 없으므로 사본을 플랫폼 밖에 보관하세요.',
  },
  ordersTitle: { en: 'What comes back, in this order', ko: '복구 순서' },
  total: {
    en: (time: string) =>
      `Together ${time}, one store after another, because they share the link and the people.`,
    ko: (time: string) =>
      `회선과 인력을 함께 쓰므로 저장소를 하나씩 복구하며, 모두 ${time} 걸립니다.`,
  },
  order: { en: 'Order', ko: '순서' },
  store: { en: 'Store', ko: '저장소' },
  lost: { en: 'Lost at most (RPO)', ko: '최대 유실(RPO)' },
  time: { en: 'Time', ko: '시간' },
  after: { en: 'After', ko: '선행 저장소' },
  everything: { en: 'everything: nothing copies it', ko: '전부(백업 없음)' },
  beforeTitle: { en: 'Before the data', ko: '데이터 복구 전' },
  before: {
    en: [
      'The network, its names (DNS) and the clocks (NTP) of every machine.',
      'The registry with every image: in a closed network nothing starts without it.',
      'The machines with storage, and on Kubernetes the control plane: etcd below.',
      'The secrets, from their offline copy: [secrets.md](secrets.md) lists them. Programs do not read data that was written with other keys.',
      'A client of S3 that reaches the copies, with `BACKUP_ACCESS_KEY` and `BACKUP_SECRET_KEY` set from the secret `backup-object-store`.',
    ],
    ko: [
      '네트워크와 이름(DNS), 모든 머신의 시계(NTP)를 먼저 복구합니다.',
      '이미지를 담은 레지스트리를 복구합니다. 폐쇄망에서는 레지스트리 없이 아무것도 시작되지 않습니다.',
      '스토리지 머신을 복구합니다. Kubernetes라면 컨트롤 플레인도 복구합니다(아래 etcd 참고).',
      '오프라인 사본에서 시크릿을 되돌립니다. 목록은 [secrets.ko.md](secrets.ko.md)에 있습니다. 키가 다르면 프로그램이 기존 데이터를 읽지 못합니다.',
      '백업에 접근할 S3 클라이언트를 준비하고, 시크릿 `backup-object-store`의 값으로 `BACKUP_ACCESS_KEY`와 `BACKUP_SECRET_KEY`를 설정합니다.',
    ],
  },
  applyFirst: {
    en: 'Hand over what was rendered. The servers start empty; programs that wait for data try again until it is there:',
    ko: '렌더링한 파일을 적용합니다. 서버는 빈 상태로 시작하고, 데이터를 기다리는 프로그램은 준비될 때까지 다시 시도합니다.',
  },
  workFolder: {
    en: 'Run `docker compose` in the folder `compose`.',
    ko: '`docker compose` 명령은 `compose` 폴더에서 실행합니다.',
  },
  onHosts: {
    en: 'A command behind `ssh` runs as the user of that service, with the variables of its service.',
    ko: '`ssh` 뒤의 명령은 해당 서비스의 사용자로, 서비스의 환경 변수를 사용해 실행합니다.',
  },
  afterTitle: { en: 'After the data', ko: '데이터 복구 후' },
  afterwards: {
    en: 'Look after every component with [commands.md](commands.md), in this order:',
    ko: '[commands.ko.md](commands.ko.md)의 명령으로 다음 순서에 따라 구성 요소를 확인합니다.',
  },
  nothingToDo: {
    en: 'Nothing copies this store: its data is made again by hand.',
    ko: '이 저장소는 백업되지 않으므로 데이터를 직접 다시 만들어야 합니다.',
  },
  noStores: {
    en: 'No component of the platform keeps data in a store of its own.',
    ko: '자체 저장소에 데이터를 보관하는 구성 요소가 없습니다.',
  },
  commandsTitle: { en: 'Commands', ko: '운영 명령' },
  secretsTitle: { en: 'Secrets', ko: '시크릿 목록' },
  secretsNote: {
    en: 'Names, formats and readers; values stand nowhere in what is rendered. Keep them offline too: without them the copies are no use.',
    ko: '이름과 형식, 사용하는 워크로드의 목록입니다. 렌더링한 파일 어디에도 값은 들어 있지 않습니다. 값이 없으면 백업도 쓸 수 없으므로 오프라인에도 보관하세요.',
  },
  secret: { en: 'Secret', ko: '시크릿' },
  key: { en: 'Key', ko: '키' },
  format: { en: 'Format', ko: '형식' },
  purpose: { en: 'Purpose', ko: '용도' },
  readers: { en: 'Read by', ko: '사용하는 워크로드' },
  given: { en: 'given', ko: '직접 제공' },
  addons: { en: 'an addon or the registry', ko: '애드온 또는 레지스트리' },
  characters: {
    en: (format: string, length: number) => `${length} characters, ${format}`,
    ko: (format: string, length: number) => `${format} ${length}자`,
  },
} as const

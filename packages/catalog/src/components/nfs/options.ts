// Reads the options of NFS: the server, what it exports, and the storage class that stands for it.

import type { ComponentOption, Context } from '../../component.js'
import { textsIn } from '../../addon.js'

export const nfsOptions: readonly ComponentOption[] = [
  {
    name: 'server',
    type: 'string',
    description: {
      en: 'Host name or address of the NFS server',
      ko: 'NFS 서버의 호스트 이름 또는 주소입니다',
    },
  },
  {
    name: 'share',
    type: 'string',
    default: '/exports/llmflow',
    description: {
      en: 'What the server exports; each volume becomes a folder in it',
      ko: '서버가 내보내는 경로입니다. 볼륨마다 이 안에 폴더가 하나씩 만들어집니다',
    },
  },
  {
    name: 'class',
    type: 'string',
    default: 'nfs',
    description: {
      en: 'The storage class that it brings, as the inventory calls it',
      ko: '제공할 스토리지 클래스이며 인벤토리에 적힌 이름을 씁니다',
    },
  },
  {
    name: 'mountOptions',
    type: 'list',
    default: ['nfsvers=4.1', 'hard'],
    description: {
      en: 'How volumes are mounted; hard waits for a lost server, soft gives programs errors',
      ko: '볼륨 마운트 옵션입니다. hard는 서버가 돌아올 때까지 기다리고, soft는 프로그램에 오류를 돌려줍니다',
    },
  },
]

const optionOf = ({ platform }: Context, name: string) =>
  platform.components['nfs']?.options?.[name]

function textOf(context: Context, name: string, otherwise: string): string {
  const option = optionOf(context, name)
  return typeof option === 'string' && option !== '' ? option : otherwise
}

/** The storage class that NFS brings; undefined where there is none. */
export const exportedClassOf = (context: Context): string | undefined =>
  context.enabled.has('nfs') ? textOf(context, 'class', 'nfs') : undefined

export function nfsServerOf(context: Context): string {
  return textOf(context, 'server', `nfs.${context.platform.domain}`)
}

export const nfsShareOf = (context: Context): string => textOf(context, 'share', '/exports/llmflow')

export function mountOptionsOf(context: Context): readonly string[] {
  const options = textsIn(optionOf(context, 'mountOptions'))
  return options.length === 0 ? ['nfsvers=4.1', 'hard'] : options
}

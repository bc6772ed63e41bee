// Reads the options of Harbor, for itself and for whoever gives out its address.

import type { ComponentOption, Context } from '../../component.js'

export const registryNamespace = 'harbor'

export const harborOptions: readonly ComponentOption[] = [
  {
    name: 'address',
    type: 'string',
    form: 'address',
    description: {
      en: 'Address that the registry’s host name leads to; without one it listens on port 30003 of every node',
      ko: '레지스트리 호스트 이름이 가리키는 주소입니다. 없으면 모든 노드의 30003번 포트에서 받습니다',
    },
  },
]

const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** The address that is kept for the registry; undefined where it does not run here. */
export function registryAddressOf({ platform, enabled }: Context): string | undefined {
  const address = platform.components['harbor']?.options?.['address']
  const isAsked = enabled.has('harbor') && typeof address === 'string' && ipv4.test(address)
  return isAsked ? address : undefined
}

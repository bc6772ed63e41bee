// What is known of Cilium's settings that rest on each other, in the spellings of its chart, its agent and other tools.

import type { Problem } from '../problem.js'

/** A setting that works only with another. Names are ends of paths, without case and punctuation. */
type SettingBase = Pick<Problem, 'id' | 'problem' | 'remedy' | 'source'> & {
  readonly software: string
  readonly setting: readonly string[]
  readonly needs: readonly string[]
}

export const ciliumMasquerade: SettingBase = {
  id: 'masquerade-without-base',
  software: 'Cilium',
  setting: ['bpfmasquerade'],
  needs: ['kubeproxyreplacement', 'nodeportenabled', 'enablenodeport'],
  problem: {
    en: 'Masquerading in BPF rests on NodePort in BPF, which nothing here turns on, so that Cilium falls back or does not start',
    ko: 'BPF 마스커레이딩은 BPF NodePort 위에서 동작하는데 여기서는 켜지 않으므로 Cilium이 다른 방식으로 돌아가거나 시작하지 못합니다',
  },
  remedy: {
    en: 'set kubeProxyReplacement: true with k8sServiceHost and k8sServicePort',
    ko: 'kubeProxyReplacement: true와 k8sServiceHost, k8sServicePort를 설정하세요',
  },
  source: 'cilium/cilium Documentation/network/concepts/masquerading.rst, daemon/cmd/daemon.go',
}

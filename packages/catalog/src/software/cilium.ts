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
    en: 'BPF masquerading depends on BPF NodePort, which nothing here enables, so Cilium falls back or does not start',
    ko: 'BPF 마스커레이딩에는 BPF NodePort가 필요한데 켜져 있지 않으므로, Cilium이 다른 방식으로 동작하거나 시작하지 못합니다',
  },
  remedy: {
    en: 'set kubeProxyReplacement: true with k8sServiceHost and k8sServicePort',
    ko: 'kubeProxyReplacement: true와 k8sServiceHost, k8sServicePort를 설정하세요',
  },
  source: 'cilium/cilium Documentation/network/concepts/masquerading.rst, daemon/cmd/daemon.go',
}

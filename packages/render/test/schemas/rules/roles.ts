// Checks roles and whom they are bound to.

import { at, has, itemsAt, type Place, textAt } from '../place.js'
import { fault, type Faults } from './faults.js'
import { subdomain, wrongName } from './names.js'

export function* roleFaults(root: Place): Faults {
  for (const rule of itemsAt(root, 'rules')) {
    const resources = itemsAt(rule, 'resources')
    const isComplete = has(rule, 'nonResourceURLs') || resources.length > 0
    if (!isComplete) yield fault(at(rule, 'resources'), 'a rule names resources')
    if (resources.length > 0 && itemsAt(rule, 'apiGroups').length === 0) {
      yield fault(at(rule, 'apiGroups'), 'a rule names the groups of its resources')
    }
  }
}

export function* bindingFaults(root: Place): Faults {
  for (const subject of itemsAt(root, 'subjects')) {
    const isAccount = textAt(subject, 'kind') === 'ServiceAccount'
    const group = textAt(subject, 'apiGroup') ?? ''
    const expected = isAccount ? [''] : ['', 'rbac.authorization.k8s.io']
    if (!expected.includes(group)) yield fault(at(subject, 'apiGroup'), `"${group}" is wrong`)
    if (isAccount) yield* wrongName(at(subject, 'name'), subdomain)
  }
}

export function* clusterBindingFaults(root: Place): Faults {
  yield* bindingFaults(root)
  for (const subject of itemsAt(root, 'subjects')) {
    const isAccount = textAt(subject, 'kind') === 'ServiceAccount'
    if (isAccount && !textAt(subject, 'namespace')) yield fault(subject, 'namespace is missing')
  }
}

// The forms of LLMFlow: a plan as the files of one target; it decides nothing.

export { renderCompose } from './compose/render.js'
export { composeSecretPlaces } from './compose/secret-places.js'
export { renderHelm } from './helm/render.js'
export { renderHosts } from './hosts/render.js'
export { renderKubernetes } from './kubernetes/render.js'
export { appliedTrees, hasMachines, renderers, type Environments } from './renderers.js'
export { digestOf } from './template/digest.js'

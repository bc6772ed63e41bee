// The forms of LLMFlow: a plan as the files of one target; it decides nothing.

export { renderKubernetes } from './kubernetes/render.js'

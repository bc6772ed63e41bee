// Says which models Infinity serves: those that name it, but chat models, which it cannot serve.

import type { Model } from '@llmflow/spec'
import { modelsServedBy, type Context } from '../../component.js'

export const infinityModels = ({ platform }: Context): readonly Model[] =>
  modelsServedBy('infinity', platform).filter(({ kind }) => kind !== 'chat')

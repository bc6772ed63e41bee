// Writes the flags of a model's server in the dialect of its version.

import { text, type Model, type Text } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { ropeThetaOf, shapeOf } from '../../models/models.js'
import { reads } from '../../options.js'
import { sequencesMax } from './memory.js'
import { contextOf } from './size.js'

/** The server's flags. The KV cache of a replica is what `--max-model-len` and the GPUs leave. */
export function serverArguments(model: Model, facts: VersionFacts): readonly Text[] {
  return [
    text`--model=/models/${model.weights}`,
    text`--served-model-name=${model.name}`,
    text`--max-model-len=${contextOf(model)}`,
    text`--max-num-seqs=${sequencesMax}`,
    text`--tensor-parallel-size=${model.tensorParallel ?? 1}`,
    text`--gpu-memory-utilization=${model.memoryUtilization}`,
    text`--enable-prefix-caching`,
    text`--enable-chunked-prefill`,
    // Else every prompt would stand in the log; later versions keep silent by themselves.
    ...(reads(facts.args, '--disable-log-requests') ? [text`--disable-log-requests`] : []),
    ...(model.cachePrecision === 'fp8' ? [text`--kv-cache-dtype=fp8`] : []),
    ...stretch(model, facts),
  ]
}

/** Rope scaling. `original_max_position_embeddings` is the length that vLLM multiplies: without it YaRN is refused. */
function stretch(model: Model, facts: VersionFacts): readonly Text[] {
  const scaling = model.ropeScaling
  if (scaling === undefined) return []
  const original = shapeOf(model)?.contextMaximum ?? 0
  const { type, factor } = scaling
  if (reads(facts.args, '--rope-scaling')) {
    return [
      text`--rope-scaling=${JSON.stringify({ type, factor, original_max_position_embeddings: original })}`,
    ]
  }
  const theta = ropeThetaOf(model)
  const parameters = {
    rope_type: type,
    factor,
    original_max_position_embeddings: original,
    ...(theta === undefined ? {} : { rope_theta: theta }),
  }
  return [text`--hf-overrides=${JSON.stringify({ rope_parameters: parameters })}`]
}

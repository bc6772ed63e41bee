// Reads which target a command is for.

import { Option } from 'commander'
import { targets, type Target } from '@llmflow/spec'
import type { Flags } from './command.js'

/** `--target`, which is one of those that a plan has, and kubernetes unless somebody says otherwise. */
export const targetOption = (description: string): Option =>
  new Option('-t, --target <TARGET>', description).choices(targets).default('kubernetes')

export const targetOf = (flags: Flags): Target =>
  targets.find((target) => target === flags.text('target')) ?? 'kubernetes'

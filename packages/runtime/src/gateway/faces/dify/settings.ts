// What an app is and takes, and what of Dify's app API this platform has no use for.

import { z } from 'zod'
import type { RouteRegistrar } from '../../route.js'
import { user, type AppContext } from './context.js'
import { notSupported } from './errors.js'
import { filesMax } from './files.js'
import { fileKinds } from './shapes.js'
import type { Uploads } from './uploads.js'

const enabled = z.object({ enabled: z.boolean() })
const on = { enabled: true }
const off = { enabled: false }

const files = z.object({
  enabled: z.boolean(),
  number_limits: z.number().int(),
  transfer_methods: z.array(z.literal('local_file')),
})

const parameters = z.object({
  opening_statement: z.string(),
  suggested_questions: z.array(z.string()),
  suggested_questions_after_answer: enabled,
  speech_to_text: enabled,
  text_to_speech: enabled,
  retriever_resource: enabled,
  annotation_reply: enabled,
  more_like_this: enabled,
  sensitive_word_avoidance: enabled,
  user_input_form: z.array(z.unknown()),
  file_upload: files.extend({
    allowed_file_types: z.array(z.enum(fileKinds)),
    /** Empty: what can be read is told by its content. */
    allowed_file_extensions: z.array(z.string()),
    allowed_file_upload_methods: z.array(z.literal('local_file')),
    document: files,
    image: files,
  }),
  /** In MB. */
  system_parameters: z.object({ file_size_limit: z.number(), image_file_size_limit: z.number() }),
})

const mebibyte = 2 ** 20

/** Dify's clients read the limits at one of several places. */
function fileFeatures(uploads: Uploads | undefined) {
  const isOn = uploads !== undefined
  const limits = {
    enabled: isOn,
    number_limits: isOn ? filesMax : 0,
    transfer_methods: isOn ? ['local_file' as const] : [],
  }
  const megabytes = Math.floor((uploads?.sizeBytesMax ?? 0) / mebibyte)
  return {
    file_upload: {
      ...limits,
      allowed_file_types: isOn ? [...fileKinds] : [],
      allowed_file_extensions: [],
      allowed_file_upload_methods: limits.transfer_methods,
      document: limits,
      image: limits,
    },
    system_parameters: { file_size_limit: megabytes, image_file_size_limit: megabytes },
  }
}

export function addSettings(routes: RouteRegistrar, { appOf, uploads }: AppContext): void {
  const query = z.object({ user: user.optional() })
  routes.guarded({
    method: 'GET',
    url: '/v1/parameters',
    tag: 'dify',
    summary: 'What the app says first and which features it has',
    scope: 'chat',
    query,
    replies: { 200: { description: 'Features', schema: parameters } },
    handler: async ({ principal }) => ({
      opening_statement: (await appOf(principal)).opening,
      suggested_questions: [],
      suggested_questions_after_answer: on,
      speech_to_text: off,
      text_to_speech: off,
      retriever_resource: on,
      annotation_reply: off,
      more_like_this: off,
      sensitive_word_avoidance: off,
      user_input_form: [],
      ...fileFeatures(uploads),
    }),
  })
  routes.guarded({
    method: 'GET',
    url: '/v1/info',
    tag: 'dify',
    summary: 'Name and description of the app',
    scope: 'chat',
    query,
    replies: {
      200: {
        description: 'The app',
        schema: z.object({
          name: z.string(),
          description: z.string(),
          tags: z.array(z.string()),
          mode: z.literal('chat'),
          author_name: z.string(),
        }),
      },
    },
    handler: async ({ principal }) => {
      const { name, description } = await appOf(principal)
      return { name, description, tags: [], mode: 'chat', author_name: '' }
    },
  })
  routes.guarded({
    method: 'GET',
    url: '/v1/meta',
    tag: 'dify',
    summary: 'Icons of tools: an app here has none',
    scope: 'chat',
    query,
    replies: {
      200: { description: 'None', schema: z.object({ tool_icons: z.object({}) }) },
    },
    handler: () => ({ tool_icons: {} }),
  })
  for (const url of ['/v1/audio-to-text', '/v1/text-to-audio', '/v1/workflows/run']) {
    routes.guarded({
      method: 'POST',
      url,
      tag: 'dify',
      summary: 'Not here: always refused',
      scope: 'chat',
      replies: { 400: { description: 'Refused' } },
      handler: () => {
        throw notSupported('Apps here chat in text: there is neither speech nor workflows.')
      },
    })
  }
}

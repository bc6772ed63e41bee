// Collects the buckets that components declare, and writes the script that makes them with a user for each.

import { secretOf, type FileMount, type SecretText, type Text, text } from '@llmflow/spec'
import type { Context, SecretDeclaration } from '../../component.js'
import { environmentName } from '../../naming.js'

/** A bucket that one component owns. */
type Bucket = { readonly component: string; readonly name: string }

function bucketsOf(context: Context): readonly Bucket[] {
  return context.components.flatMap(({ name: component, buckets }) =>
    (buckets?.(context) ?? []).map((name) => ({ component, name })),
  )
}

export const bucketNames = (context: Context): readonly string[] =>
  bucketsOf(context).map(({ name }) => name)

/** The secret with which a component reads and writes its bucket. */
export const objectStoreSecret = (component: string): string => `${component}-object-store`

export function bucketSecrets(context: Context): { readonly [name: string]: SecretDeclaration } {
  return Object.fromEntries(
    bucketsOf(context).map(({ component, name }) => [
      objectStoreSecret(component),
      {
        keys: {
          'access-key': {
            format: 'alphanumeric',
            length: 20,
            purpose: `user of the bucket ${name}`,
          },
          'secret-key': { format: 'alphanumeric', length: 40, purpose: `its password` },
        },
        purpose: `object store of ${component}`,
      },
    ]),
  )
}

const keysOf = (name: string): readonly [access: string, secret: string] => [
  `${environmentName(name)}_ACCESS_KEY`,
  `${environmentName(name)}_SECRET_KEY`,
]

export function bucketVariables(context: Context): { readonly [name: string]: SecretText } {
  return Object.fromEntries(
    bucketsOf(context).flatMap(({ component, name }) => {
      const [access, secret] = keysOf(name)
      const store = objectStoreSecret(component)
      return [
        [access, [secretOf(store, 'access-key')]],
        [secret, [secretOf(store, 'secret-key')]],
      ]
    }),
  )
}

export function bucketFiles(context: Context): readonly FileMount[] {
  const buckets = bucketsOf(context)
  return [
    { path: '/scripts/buckets.sh', content: scriptOf(buckets), executable: true },
    ...buckets.map(({ name }) => ({ path: `/policies/${name}.json`, content: policyOf(name) })),
  ]
}

/** Runs again and again without harm: what exists stays, and passwords are set anew. */
function scriptOf(buckets: readonly Bucket[]): Text {
  const calls = buckets.map(({ name }) => {
    const [access, secret] = keysOf(name)
    return `bucket ${name} "$${access}" "$${secret}"`
  })
  return text`#!/bin/bash
set -eu
bucket() {
  mc mb --ignore-existing "store/$1"
  mc admin user add store "$2" "$3"
  mc admin policy create store "$1" "/policies/$1.json"
  # Attaching a policy that is attached is an error of its own kind.
  if ! answer=$(mc admin policy attach store "$1" --user "$2" 2>&1); then
    case "$answer" in
      *"already in effect"*) ;;
      *) echo "$answer" >&2; return 1 ;;
    esac
  fi
}
mc ready store
${calls.join('\n')}
`
}

/** A component may do in its own bucket what it likes, and nothing elsewhere. */
function policyOf(bucket: string): Text {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        Resource: [`arn:aws:s3:::${bucket}`],
      },
      {
        Effect: 'Allow',
        Action: [
          's3:AbortMultipartUpload',
          's3:DeleteObject',
          's3:GetObject',
          's3:ListMultipartUploadParts',
          's3:PutObject',
        ],
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ],
  }
  return [`${JSON.stringify(policy, undefined, 2)}\n`]
}

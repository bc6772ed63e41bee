// Writes the script that makes what nobody may commit: values, secret files and certificates.

import type { Certificate, Plan, RenderedFile } from '@llmflow/spec'
import { filesOf } from '../mounted-files.js'
import { certificateNames, certificatesOf, type SecretFile, secretFilesOf } from './secret-files.js'
import type { SecretVariable } from './variables.js'
import { commonClaimsOf, commonFolder, filePath, secretFolder } from './volumes.js'

export function prepareScript(
  plan: Plan,
  path: string,
  variables: readonly SecretVariable[],
): RenderedFile {
  const certificates = certificatesOf(plan)
  const lines = [
    ...variables.map(variableLine),
    ...secretFilesOf(plan).map((file) => fileLine(file, variables)),
    ...[...new Set(certificates.map(({ issuer }) => issuer))].map(
      (issuer) => `authority ${quoted(issuer)}`,
    ),
    ...certificates.map((certificate) => certificateLine(plan, certificate)),
    ...commonClaimsOf(plan).map(({ claim }) => `shared ${quoted(commonFolder(claim))}`),
    ...programsOf(plan).map((file) => `chmod a+rx ${quoted(file)}`),
  ]
  return { path, text: `${head}\n${lines.join('\n')}\n\n${tail}` }
}

function variableLine({ name, rule }: SecretVariable): string {
  return rule.format === 'given'
    ? `given ${name} ${quoted(rule.purpose)}`
    : `made ${name} ${rule.format} ${rule.length}`
}

/** A value that is read as a variable too is written once. */
function fileLine({ secret, key, rule }: SecretFile, variables: readonly SecretVariable[]): string {
  const file = quoted(`${secretFolder(secret)}/${key}`)
  const variable = variables.find((one) => one.secret === secret && one.key === key)
  if (variable !== undefined) return `file_of ${file} ${variable.name}`
  return rule.format === 'given'
    ? `given_file ${file} ${quoted(rule.purpose)}`
    : `made_file ${file} ${rule.format} ${rule.length}`
}

const dayMilliseconds = 24 * 60 * 60 * 1000

function certificateLine(plan: Plan, certificate: Certificate): string {
  const { secret, issuer, lifetime, subject } = certificate
  const names = certificateNames(plan, certificate).map(alternativeName).join(',')
  const days = Math.ceil(lifetime / dayMilliseconds)
  return `certificate ${quoted(secret)} ${quoted(issuer)} ${days} ${quoted(subject)} ${quoted(names)}`
}

const alternativeName = (name: string): string =>
  /^[0-9.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`

const programsOf = ({ workloads }: Plan): readonly string[] =>
  Object.values(workloads).flatMap((workload) =>
    filesOf(workload).flatMap(({ key, file }) =>
      file.executable === true ? [filePath(workload, key)] : [],
    ),
  )

/** Typographic apostrophes look like a quote that somebody mistyped. */
const quoted = (text: string): string =>
  `'${text.replaceAll('\u2019', "'").replaceAll("'", String.raw`'\''`)}'`

const head = String.raw`#!/bin/sh
# Makes what compose.yaml needs beside itself: values in .env, secret files and certificates.
# It overwrites nothing, so it may run again at any time.
set -eu
umask 077
cd "$(dirname "$0")"
missing=0

complain() {
  echo "missing: $1" >&2
  missing=1
}

random() {
  case $1 in
    alphanumeric) LC_ALL=C tr -dc 'A-Za-z0-9' < /dev/urandom | head -c "$2" ;;
    hex) LC_ALL=C tr -dc '0-9a-f' < /dev/urandom | head -c "$2" ;;
    base64) head -c "$2" /dev/urandom | base64 | tr -d '\n' ;;
  esac
}

value_of() { sed -n "s/^$1=//p" .env | head -n 1; }

made() {
  [ -z "$(value_of "$1")" ] || return 0
  value=$(random "$2" "$3")
  if [ -z "$value" ]; then complain "$1 in .env: $2 cannot be made here"; return 0; fi
  value=$value awk -v name="$1" '
    index($0, name "=") == 1 { print name "=" ENVIRON["value"]; found = 1; next }
    { print }
    END { if (!found) print name "=" ENVIRON["value"] }' .env > .env.new
  mv .env.new .env
}

given() { [ -n "$(value_of "$1")" ] || complain "$1 in .env: $2"; }

# A directory that a container reads as another user; secrets/ itself stays closed to others.
folder_of() {
  mkdir -p "$(dirname "$1")"
  chmod 755 "$(dirname "$1")"
}

readable() { chmod 644 "$1"; }

# Services read it as users of their own.
shared() {
  mkdir -p "$1"
  chmod 755 "$1"
}

made_file() {
  [ -s "$1" ] && return 0
  folder_of "$1"
  random "$2" "$3" > "$1"
  readable "$1"
}

given_file() {
  folder_of "$1"
  if [ -s "$1" ]; then readable "$1"; else complain "the file $1: $2"; fi
}

file_of() {
  [ -s "$1" ] && return 0
  [ -n "$(value_of "$2")" ] || return 0
  folder_of "$1"
  # Quotes around a value belong to the env file.
  value_of "$2" | sed "s/^'\(.*\)'\$/\1/" | tr -d '\n' > "$1"
  readable "$1"
}

authority() {
  [ -s "secrets/$1/tls.crt" ] && [ -s "secrets/$1/tls.key" ] && return 0
  mkdir -p "secrets/$1"
  printf '[req]\ndistinguished_name=name\nx509_extensions=authority\nprompt=no\n[name]\nCN=%s\n[authority]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n' "$1" > secrets/request
  openssl req -x509 -config secrets/request -newkey rsa:3072 -nodes -sha256 -days 3650 \
    -keyout "secrets/$1/tls.key" -out "secrets/$1/tls.crt" 2> secrets/log || { cat secrets/log >&2; exit 1; }
  rm -f secrets/request secrets/log
}

certificate() {
  if [ -s "secrets/$1/tls.crt" ] && [ -s "secrets/$1/tls.key" ]; then
    openssl x509 -in "secrets/$1/tls.crt" -noout -checkend 604800 > /dev/null ||
      echo "note: secrets/$1/tls.crt ends within a week; remove secrets/$1 and run this again" >&2
    return 0
  fi
  folder_of "secrets/$1/tls.crt"
  printf '[req]\ndistinguished_name=name\nprompt=no\n[name]\nCN=%s\n[server]\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=%s\n' "$4" "$5" > secrets/request
  {
    openssl req -new -config secrets/request -newkey rsa:2048 -nodes -sha256 \
      -keyout "secrets/$1/tls.key" -out secrets/signing
    openssl x509 -req -in secrets/signing -CA "secrets/$2/tls.crt" -CAkey "secrets/$2/tls.key" \
      -CAcreateserial -CAserial secrets/serial -days "$3" -sha256 -extfile secrets/request \
      -extensions server -out "secrets/$1/tls.crt"
  } 2> secrets/log || { cat secrets/log >&2; exit 1; }
  cp "secrets/$2/tls.crt" "secrets/$1/ca.crt"
  chmod 644 "secrets/$1"/*
  rm -f secrets/request secrets/signing secrets/log
}

[ -e .env ] || cp .env.example .env
mkdir -p secrets
# Services read their files as users of their own, whatever the mask was when they were written.
[ ! -d files ] || chmod -R a+rX files
`

const tail = String.raw`if [ "$missing" -ne 0 ]; then
  echo 'fill in what is missing, then run this again' >&2
  exit 1
fi
echo 'ready: docker compose up --detach'
`

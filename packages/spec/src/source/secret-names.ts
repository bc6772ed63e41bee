// Tells by name whether a setting holds a secret, and by form whether a text is one.

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const secretWords = wordsIn(`
  password passwords passwd passphrase pwd secret token credential credentials apikey
`)

/** Two words that make a secret only together. */
const secretPairs: readonly string[] = [
  'api key',
  'access key',
  'private key',
  'encryption key',
  'signing key',
  'master key',
  'license key',
]

/** What a secret’s setting ends in when it says something about the secret and does not hold it. */
const aboutSecrets = wordsIn(`
  ref name file path dir policy enabled type format header class id ids namespace url uri
  endpoint algorithm method length limit size count max min lifetime expiry expiration ttl
  timeout interval lifespan minutes seconds days
`)

/** What a secret’s setting begins with when it names a Secret, or when its tokens are words of a model. */
const otherTokens = wordsIn(`
  existing pull max min num eos bos pad stop unk mask special require
`)

/** Whether a setting of this name holds a secret: `DB_PASSWORD`, `apiKey`, `--hf-token`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name)
  const text = ` ${words.join(' ')} `
  const isSecret =
    words.some((word) => secretWords.has(word)) ||
    secretPairs.some((pair) => text.includes(` ${pair} `))
  return (
    isSecret &&
    !aboutSecrets.has(words.at(-1) ?? '') &&
    !words.some((word) => otherTokens.has(word))
  )
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** The forms of well-known secrets, and URLs that carry a password. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/,
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bsk-[A-Za-z0-9_-]{16,}/,
  /\bhf_[A-Za-z0-9]{20,}/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:(?!\$\{[^}]*\}@|\$\([^)]*\)@)[^\s/@]+@/i,
]

export const looksLikeSecret = (text: string): boolean => forms.some((form) => form.test(text))

/** Settings and flags in a line of a document, with what they are set to. */
const assignments: readonly RegExp[] = [
  /(?<=^[\s-]*["']?)([A-Za-z_][\w.-]*)(["']?\s*:\s+)([^\s{[].*)$/g,
  /([A-Za-z_][\w.-]*)(["']?\s*:\s+)("[^"]*"?|'[^']*'?|[^\s,{}[\]#][^,}\]]*)/g,
  /(--?[A-Za-z][\w.-]*)(["']?[\s=,]+["']?)([^\s"',\]]+)/g,
]

/** A value that another program fills in: `${DB_PASSWORD}`, `$(KEY)`, `{{ .Values.key }}`, `<choose one>`. */
const filledInLater = /^["']?(?:\$\{[^}]*\}?|\$\([^)]*\)|\{\{[^}]*\}\}|<[^>]*>)["']?(?:\s+#.*)?$/

/** A line of a document with stars in place of secrets, each character for one, so that columns stay. */
export function maskSecrets(line: string): string {
  const named = assignments.reduce(
    (text, assignment) =>
      text.replaceAll(assignment, (whole: string, name: string, between: string, value: string) =>
        isSecretName(name) && !filledInLater.test(value.trimEnd())
          ? `${name}${between}${'*'.repeat(value.length)}`
          : whole,
      ),
    line,
  )
  return forms.reduce(
    (text, form) =>
      text.replace(new RegExp(form, `${form.flags}g`), (secret) => '*'.repeat(secret.length)),
    named,
  )
}

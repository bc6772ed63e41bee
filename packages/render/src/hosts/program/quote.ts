// Writes text so that a shell takes it as one word and changes nothing in it.

export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

// Writes text so that Compose takes it as it is: a single dollar would begin a variable.

export const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$')

// Texts that are kept for people to look at, and only as long as that needs.

/** The text up to so many characters; a longer one ends with an ellipsis. */
export const shortened = (text: string, charactersMax: number): string =>
  text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}…`

// Holds the version of LLMFlow as trees name it; a test compares it with package.json.

export const version = '0.1.0'

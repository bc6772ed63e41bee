// English words of signing in and of the first account.

export const signIn = {
  title: 'Sign in',
  email: 'E-mail or name',
  password: 'Password',
  submit: 'Sign in',
  provider: 'Sign in with the company’s account',
  or: 'or',
  wrong: 'The e-mail or the password is not right.',
  tooOften: 'Too many tries. Wait {{seconds}} s and try again.',
  tagline: 'Your company’s models and documents, in your own house.',
  firstRun: {
    title: 'Make the first account',
    text: 'It operates the platform: models, tenants and people. The link works once.',
    email: 'E-mail',
    name: 'Name',
    password: 'Password',
    passwordHint: 'At least {{count}} characters',
    submit: 'Make the account',
    done: 'There is an account already. Sign in with it.',
    noToken:
      'The link is not whole. Copy all of it from where llmflow up runs, with what stands after #.',
  },
}

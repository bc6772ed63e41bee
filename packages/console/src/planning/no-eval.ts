// Tells the schema library, before it loads, that the policy of the page permits no code made from text.

Reflect.set(globalThis, '__zod_globalConfig', { jitless: true })

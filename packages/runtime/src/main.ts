// The program: serves the platform, or with the word `models` looks after the models of a data directory.

if (process.argv[2] === 'models') await import('./models/main.js')
else await import('./service-process.js')

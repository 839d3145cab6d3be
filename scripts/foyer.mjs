// The operator's commands: what speaks with a running server by its API, and what is done with the server's own environment.
const [first] = process.argv.slice(2);
await (first === 'import' ? import('../cli/main.ts') : import('../server/command.ts'));

import { importCommand } from './import-command.ts';

const [, ...words] = process.argv.slice(2);
// Of the environment it reads an address and a key, and nothing of the server's.
process.exitCode = await importCommand(words, process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isWatched: process.stderr.isTTY,
});

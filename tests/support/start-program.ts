import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Foyer as its operator starts it: a process with an environment of its own. */
export interface Program {
  readonly address: string;
  readonly process: ChildProcess;
  /** What it wrote until now. */
  readonly output: () => { stdout: string; stderr: string };
  /** The exit code, `null` when a signal ended it. */
  readonly exit: Promise<number | null>;
  /** Waits until it serves; fails when it ends before. */
  untilReady(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');

/** Nothing of the shell that runs the tests reaches it but what finds programs and homes. */
const inherited = Object.fromEntries(
  ['HOME', 'TMPDIR', 'LANG', 'USER'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

const node = [path.join(bin, 'node'), '--disable-proto=delete'] as const;
const commands = {
  node: [...node, 'server/main.ts'],
  demo: [...node, 'demo/main.ts'],
  npm: ['npm', 'start', '--silent'],
} as const;

/** `npm` is slower and shows what a signal does that reaches npm alone. */
export function startProgram(
  env: { readonly PORT: string } & Readonly<Record<string, string>>,
  by: keyof typeof commands = 'node',
  /** A command that runs it, such as one that gives it a disk of its own. */
  within: readonly string[] = [],
): Program {
  const [command = '', ...args] = [...within, ...commands[by]];
  const child = spawn(command, args, {
    cwd: root,
    env: {
      ...inherited,
      PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      LOG_LEVEL: 'error',
      // As `npm start` has it: half of a start was compiling.
      NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const exit = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  const address = `http://localhost:${env.PORT}`;
  return {
    address,
    process: child,
    output: () => ({ ...output }),
    exit,
    untilReady: async () => {
      while ((await statusOf(`${address}/readyz`)) !== 200) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended: ${output.stderr}`);
        await sleep(20);
      }
    },
  };
}

/** 0 while nobody answers. */
export async function statusOf(address: string): Promise<number> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

import { availableParallelism } from 'node:os';
import { createPasswordHasher } from '../server/features/sessions/password-hash.ts';
import { benchPassword } from './bench-password.ts';

// A process of its own: prints how many passwords a second it verifies when it does nothing else.

const count = Number(process.argv[2]);
const cores = availableParallelism();
const hasher = createPasswordHasher({ cores, maxWaitMs: 60_000 });
const stored = await hasher.hash(benchPassword);
const begin = performance.now();
await Promise.all(Array.from({ length: count }, () => hasher.verify(stored, benchPassword)));
process.stdout.write(String(count / ((performance.now() - begin) / 1000)));

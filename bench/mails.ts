import { setTimeout as sleep } from 'node:timers/promises';
import { startQuickMailServer } from '../tests/support/start-quick-mail-server.ts';
import type { QuickMailServer } from '../tests/support/start-quick-mail-server.ts';
import { askAs } from './ask-as.ts';
import { cpuTime } from './cpu-time.ts';
import type { Figure } from './figure.ts';
import { putImport } from './put-import.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { BenchFoyer } from './start-foyer.ts';

const people = Number(process.env['N'] ?? 10_000);

/**
 * How fast the mails of an import are handed to a mail server that answers at once, from the moment at which the import
 * itself is over. The mail server runs on the same machine, in a thread of the bench.
 */
export async function mails(): Promise<Figure> {
  const post = await startQuickMailServer();
  const foyer = await startFoyer(makeDataFolder(), 'node', { SMTP_URL: post.url });
  try {
    const { call } = await found(foyer);
    await (await putImport(call, people)).apply();
    const measured = await measure(foyer, post);
    return {
      promise: 'mails: 500 a second or more, handed to a mail server that answers at once',
      holds: measured.perSecond >= 500 && measured.allSent && measured.people === people,
      measured,
    };
  } finally {
    await foyer.stop();
    await post.stop();
  }
}

async function measure({ pid, data }: BenchFoyer, post: QuickMailServer) {
  const [begin, before] = [performance.now(), cpuTime(pid, data)];
  const first = await post.taken();
  let last = first;
  while (last.people < people) {
    await sleep(100);
    last = await post.taken();
  }
  const seconds = (performance.now() - begin) / 1000;
  const after = cpuTime(pid, data);
  const count = last.mails - first.mails;
  await sleep(1000);
  const { mails: handed, people: reached, connections } = await post.taken();
  const each = (of: 'server' | 'database') => ((after?.[of] ?? 0) - (before?.[of] ?? 0)) / count;
  return {
    perSecond: Math.round(count / seconds),
    mails: count,
    seconds,
    processorMsEach: { server: each('server'), database: each('database') },
    people: reached,
    doubled: handed - reached,
    connections,
    allSent: (await unsent(data)) === 0,
  };
}

async function unsent(data: string): Promise<number> {
  return askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{ unsent: number }>(
      `select count(*)::int as unsent from mail where state <> 'sent'`,
    );
    return rows[0]?.unsent ?? 0;
  });
}

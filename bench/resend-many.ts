import { setTimeout as sleep } from 'node:timers/promises';
import { actOnInvitations, getInvitationBatch } from '../contract/invitation-batches.ts';
import { startQuickMailServer } from '../tests/support/start-quick-mail-server.ts';
import { askAs } from './ask-as.ts';
import { repeat } from './figure.ts';
import type { Figure } from './figure.ts';
import { median } from './percentile.ts';
import { seedInvitations } from './seed-invitations.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { Call } from './start-foyer.ts';

const selected = 10_000;

/** Ten thousand selected invitations are sent again, others each time, while the mails of those before are leaving. */
export async function resendMany(): Promise<Figure> {
  const post = await startQuickMailServer();
  const foyer = await startFoyer(makeDataFolder(), 'node', { SMTP_URL: post.url });
  try {
    const { call } = await found(foyer);
    await seedInvitations(foyer.data, 1_000_000);
    const resent = await repeat((run) => resend(call, foyer.data, run));
    const acceptedMs = median(resent.map((one) => one.acceptedMs));
    const enqueuedMs = median(resent.map((one) => one.enqueuedMs));
    const isWhole = resent.every(({ done, refused }) => done === selected && refused === 0);
    return {
      promise: `resend of ${selected} selected invitations: accepted in 1 s, all in the queue in 10 s`,
      holds: acceptedMs.median <= 1000 && enqueuedMs.median <= 10_000 && isWhole,
      measured: { acceptedMs, enqueuedMs, resent },
    };
  } finally {
    await foyer.stop();
    await post.stop();
  }
}

/** Those that ended; all of them in the queue is the end, not all of them sent. */
async function resend(call: Call, data: string, run: number) {
  const ids = await askAs('superuser', data, async (client) => {
    await client.query('update organization_settings set daily_recipients = 1000000');
    const { rows } = await client.query<{ id: string }>(
      `select id from invitation where state = 'sent' and expires_at <= now() order by id limit $1 offset $2`,
      [selected, (run - 1) * selected],
    );
    return rows.map((row) => row.id);
  });
  const begin = performance.now();
  let batch = await call(actOnInvitations, { body: { action: 'resend', ids } });
  const acceptedMs = performance.now() - begin;
  while (batch.state !== 'done') {
    await sleep(50);
    batch = await call(getInvitationBatch, { params: { id: batch.id } });
  }
  const refused = batch.refused.reduce((sum, { count }) => sum + count, 0);
  return { acceptedMs, enqueuedMs: performance.now() - begin, done: batch.done, refused };
}

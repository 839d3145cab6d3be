import type { Tx } from '../../platform/database.ts';
import type { MailPicture } from '../../platform/mailer.ts';
import { largestInMails } from './find-logo.ts';
import { mailServerRow } from './mail-server-row.ts';
import { readPicture } from './read-picture.ts';
import { settingsRow } from './settings-row.ts';

/** All that an organization decides about its mails, in the transaction that makes one ready. */
export async function mailFacts(tx: Tx) {
  const { name, senderName, senderAddress, replyTo, accentColor } = await settingsRow(tx);
  return {
    name,
    senderName,
    senderAddress,
    replyTo,
    accentColor,
    logo: await mailLogo(tx),
    server: await mailServerRow(tx),
  };
}

export type MailFacts = Awaited<ReturnType<typeof mailFacts>>;

type Logo = MailPicture & { readonly width: number; readonly height: number };

/** Only where it was changed since is the picture itself fetched again: thousands of mails show the same one. */
const known = new Map<string, Logo>();
const mostKnown = 50;

/** The logo where mails show it: small enough, and of a kind that every mail program knows. */
async function mailLogo(tx: Tx): Promise<Logo | null> {
  const found = await tx
    .selectFrom('organizationLogo')
    .select('digest')
    .where('organizationId', '=', tx.organizationId)
    .where('mediaType', '<>', 'image/webp')
    .where((where) => where(where.fn<number>('length', ['image']), '<=', largestInMails))
    .executeTakeFirst();
  if (!found) return null;
  return known.get(`${tx.organizationId} ${found.digest}`) ?? fetchLogo(tx, found.digest);
}

async function fetchLogo(tx: Tx, digest: string): Promise<Logo | null> {
  const { image } = await tx
    .selectFrom('organizationLogo')
    .select('image')
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  const { mediaType, width, height } = readPicture(image);
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') return null;
  const logo = { id: 'logo', mediaType, image, width, height };
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(`${tx.organizationId} ${digest}`, logo);
  return logo;
}

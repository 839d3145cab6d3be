import { randomUUIDv7 } from 'node:crypto';
import { cultures } from './names.ts';

/** What became of an invitation, in the words of product.md, or of the account that came of it. */
type Fate = (typeof fates)[number][0];

export interface ImaginedPerson {
  readonly id: string;
  readonly name: string;
  readonly given: string;
  readonly family: string;
  readonly email: string;
  readonly username: string;
  readonly language: string;
  readonly population: 'internal' | 'external';
  readonly fate: Fate;
  readonly identity: 'validated' | 'submitted' | 'returned' | 'draft' | null;
  readonly invitedAt: Date;
  /** When it was opened, joined, revoked …; never in the future. */
  readonly changedAt: Date;
  readonly invitedBy: string;
  /** From 0: one of the staff, in the order in which they came. */
  readonly place: number | null;
}

type Unplaced = Omit<ImaginedPerson, 'invitedBy' | 'place'>;

/** Of a thousand people, so many. */
const fates = [
  ['active', 795],
  ['suspended', 8],
  ['closed', 22],
  ['expired', 55],
  ['sent', 45],
  ['opened', 25],
  ['bounced', 15],
  ['revoked', 12],
  ['declined', 3],
  ['handed_over', 10],
  ['unsent', 10],
] as const;

const identities = [
  ['validated', 870],
  ['submitted', 40],
  ['draft', 40],
  ['returned', 10],
  [null, 40],
] as const;

const hour = 3_600_000;
const day = 24 * hour;
/** Whose link still works was invited within the life of a link. */
const recent: readonly Fate[] = ['sent', 'opened', 'handed_over'];
const linkLife = 7 * day;
const histories = 200 * day;
const staffSize = 90;
/** The first of the staff look after the others: they invite. */
const operators = 12;

/** The same people at every call, but for their ids; the newest last. The founder invites where nobody else is yet. */
export function imaginePeople(count: number, founderId: string): ImaginedPerson[] {
  const random = dice(count);
  const now = new Date();
  const pick = <T>(among: readonly T[]) => among[Math.floor(random() * among.length)] as T;
  const taken = new Map<string, number>();

  function imagine(): Unplaced {
    const { given, family, familyFirst, language } = pick(cultures);
    const [first, last] = [pick(given), pick(family)];
    const names = familyFirst ? [last, first] : [first, last];
    const stem = names.map(([, ascii]) => ascii).join('.');
    const number = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, number);
    const username = number === 1 ? stem : `${stem}${number}`;
    const population = random() < 0.8 ? 'internal' : 'external';
    const fate = weighted(fates, random());
    const joined = ['active', 'suspended', 'closed'].includes(fate);
    return {
      id: randomUUIDv7(),
      name: names.map(([written]) => written).join(' '),
      given: first[0],
      family: last[0],
      email: `${username}@${population === 'internal' ? 'linden.example' : 'guests.example'}`,
      username,
      language,
      population,
      fate,
      identity: joined ? weighted(identities, random()) : null,
      ...times(fate),
    };
  }

  function times(fate: Fate): Pick<ImaginedPerson, 'invitedAt' | 'changedAt'> {
    const longest = recent.includes(fate) ? linkLife - day : histories;
    const shortest = fate === 'expired' ? linkLife + day : 2 * hour;
    // More of them lately than long ago.
    const ago = shortest + (longest - shortest) * random() ** 1.2;
    const invitedAt = new Date(now.getTime() - ago);
    return { invitedAt, changedAt: new Date(invitedAt.getTime() + (ago - hour) * Math.min(1, random() / 8)) };
  }

  const people = Array.from({ length: count }, imagine).toSorted(by('invitedAt'));
  const staff = people.filter(isStaff).toSorted(by('changedAt')).slice(0, staffSize);
  const places = new Map(staff.map(({ id }, place) => [id, place]));
  return people.map((person) => {
    const inviters = staff.slice(0, operators).filter(({ changedAt }) => changedAt < person.invitedAt);
    const place = places.get(person.id) ?? null;
    return { ...person, place, invitedBy: inviters.length > 0 ? pick(inviters).id : founderId };
  });
}

function isStaff({ fate, identity, population }: Unplaced): boolean {
  return fate === 'active' && identity === 'validated' && population === 'internal';
}

function by(time: 'invitedAt' | 'changedAt') {
  return (a: Unplaced, b: Unplaced) => a[time].getTime() - b[time].getTime();
}

/** @param choices with their shares of a thousand */
function weighted<T>(choices: readonly (readonly [T, number])[], chance: number): T {
  let left = chance * 1000;
  for (const [choice, share] of choices) {
    left -= share;
    if (left < 0) return choice;
  }
  throw new Error('the shares must make a thousand');
}

/** Numbers from 0 to 1 that are the same at every start (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

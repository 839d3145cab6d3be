/** Domains of public mailboxes; none of them is ever taken for a typo of another. */
const wellKnown = [
  'gmail.com googlemail.com hotmail.com hotmail.it hotmail.fr hotmail.de hotmail.es hotmail.co.uk hotmail.be hotmail.nl',
  'outlook.com outlook.it outlook.fr outlook.de outlook.es outlook.pt live.com live.it live.fr live.de live.nl live.co.uk',
  'yahoo.com yahoo.it yahoo.fr yahoo.de yahoo.es yahoo.co.uk yahoo.com.br yahoo.co.in yahoo.co.jp yahoo.ca ymail.com rocketmail.com',
  'icloud.com me.com mac.com msn.com aol.com aol.de aol.it proton.me protonmail.com protonmail.ch pm.me',
  'gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org mail.de',
  'libero.it virgilio.it alice.it tiscali.it tin.it fastwebnet.it inwind.it iol.it poste.it pec.it',
  'orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bluewin.ch hispeed.ch sunrise.ch telefonica.net',
  'uol.com.br bol.com.br terra.com.br ig.com.br globo.com sapo.pt',
  'mail.com email.com fastmail.com zoho.com hey.com tutanota.com tuta.io yandex.ru yandex.com mail.ru',
  'qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com cloud.com',
  'comcast.net verizon.net att.net sbcglobal.net cox.net btinternet.com sky.com shaw.ca rogers.com bigpond.com',
].flatMap((line) => line.split(' '));

const known: ReadonlySet<string> = new Set(wellKnown);
const wellKnownParts = wellKnown.map((domain) => ({ domain, parts: splitAtDot(domain) }));

/**
 * The well-known domain that an address's domain looks like a slip of (`anna@gmial.com` → `gmail.com`), or undefined.
 * A slip is one letter more, less, other or swapped; two where the name is long. Advice only: the address may be right.
 */
export function suggestDomain(address: string): string | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (domain.length < 5 || domain.length > 24 || known.has(domain)) return undefined;
  let nearest: { domain: string; distance: number } | undefined;
  const typed = splitAtDot(domain);
  for (const candidate of wellKnownParts) {
    const distance = distanceOf(typed, candidate.parts);
    if (distance !== undefined && distance < (nearest?.distance ?? Infinity)) {
      nearest = { domain: candidate.domain, distance };
    }
  }
  return nearest?.domain;
}

/**
 * The slips between a domain and a well-known one, or undefined where it may as well be another: the name before the
 * first dot and the rest are judged apart, since `yahoo.ca` and `yahoo.co` are as near to each other as typos are.
 */
function distanceOf([name, ending]: Parts, [knownName, knownEnding]: Parts): number | undefined {
  if (ending !== knownEnding && !(knownEnding === 'com' && slipsOfCom.has(ending))) return undefined;
  const distance = name === knownName ? 0 : slips(name, knownName);
  if (distance > slipsAllowed(knownName)) return undefined;
  // A first letter is seldom mistyped, and other names are found by changing it: orange and grange.
  if (name[0] !== knownName[0] && !(name[0] === knownName[1] && name[1] === knownName[0])) return undefined;
  return distance + (ending === knownEnding ? 0 : 1);
}

/** What is written for `com`. Some are countries; a public mailbox there is not one of ours. */
const slipsOfCom: ReadonlySet<string> = new Set(
  'co cm om con cmo ocm comm coom ccom cim cpm clm vom xom dom col cok como comn coma'.split(' '),
);

function slipsAllowed(knownName: string): number {
  if (knownName.length < 5) return 0;
  return knownName.length < 7 ? 1 : 2;
}

type Parts = readonly [name: string, ending: string];

function splitAtDot(domain: string): Parts {
  const dot = domain.indexOf('.');
  return dot < 0 ? [domain, ''] : [domain.slice(0, dot), domain.slice(dot + 1)];
}

/** Optimal string alignment: Levenshtein's distance with the swap of two neighbours as one step. */
function slips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

import { isAscii, isUtf8 } from 'node:buffer';

/** The bytes are no text in any encoding that we read. */
export class NoText extends Error {
  override readonly name = 'NoText';
}

export interface Decoder {
  /** @throws {NoText} */
  push(bytes: Buffer): string;
  /** What is left of the last character. @throws {NoText} */
  end(): string;
}

/**
 * Bytes as text, as they come: UTF-16 by its mark or its zeros, UTF-8 by its mark or its form, else Windows-1252. A file
 * that was plain ASCII so far may turn out to be either; one in which both were seen is refused.
 */
export function createDecoder(): Decoder {
  let decode: ((bytes: Buffer, isLast: boolean) => string) | undefined;
  let head: Buffer = Buffer.alloc(0);
  const take = (bytes: Buffer, isLast: boolean): string => {
    if (!decode) {
      head = head.length > 0 ? Buffer.concat([head, bytes]) : bytes;
      if (head.length < enoughToTell && !isLast) return '';
      decode = decoderFor(head);
      bytes = head;
      head = Buffer.alloc(0);
    }
    const text = decode(bytes, isLast);
    if (text.includes('\0')) throw new NoText();
    return text;
  };
  return { push: (bytes) => take(bytes, false), end: () => take(Buffer.alloc(0), true) };
}

/** The two bytes of a mark, and some characters whose zeros give UTF-16 away. */
const enoughToTell = 64;

function decoderFor(head: Buffer): (bytes: Buffer, isLast: boolean) => string {
  const wide = findUtf16(head);
  if (!wide) return narrowDecoder();
  const decoder = new TextDecoder(wide);
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
}

function findUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = head.subarray(0, enoughToTell);
  for (const [place, byte] of looked.entries())
    if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Headers are ASCII: every other byte is zero.
  if (odd > looked.length / 4 && even === 0) return 'utf-16le';
  if (even > looked.length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}

function narrowDecoder(): (bytes: Buffer, isLast: boolean) => string {
  let kind: 'ascii' | 'utf-8' | 'windows-1252' = 'ascii';
  let tail: Buffer = Buffer.alloc(0);
  let isFirst = true;
  const western = new TextDecoder('windows-1252');
  const asUtf8 = (bytes: Buffer): string => {
    const text = bytes.toString('utf8');
    return isFirst && text.startsWith('\ufeff') ? text.slice(1) : text;
  };
  return (bytes, isLast) => {
    const all = tail.length > 0 ? Buffer.concat([tail, bytes]) : bytes;
    tail = Buffer.alloc(0);
    if (kind === 'ascii' && isAscii(all)) {
      if (all.length > 0) isFirst = false;
      return all.toString('latin1');
    }
    if (kind === 'windows-1252') return western.decode(all);
    const whole = isLast ? all : all.subarray(0, all.length - brokenEnd(all));
    if (isUtf8(whole)) {
      tail = Buffer.from(all.subarray(whole.length));
      if (!isAscii(whole)) kind = 'utf-8';
      const text = asUtf8(whole);
      if (whole.length > 0) isFirst = false;
      return text;
    }
    if (kind === 'utf-8') throw new NoText();
    kind = 'windows-1252';
    return western.decode(all);
  };
}

/** How many bytes at the end are the beginning of a character of UTF-8 that goes on. */
function brokenEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

// PKWARE APPNOTE 4.3.12 and 4.3.16: a zip ends with a directory of its entries.
const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;
const shortestEnd = 22;
const longestComment = 65_535;
const mostEntries = 10_000;

/** What the entries of a zip claim to unpack to, together; undefined for what is no zip that we would open. */
export function unpackedSize(bytes: Buffer): number | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > mostEntries) return undefined;
  let at = bytes.readUInt32LE(end + 16);
  let size = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryOfDirectory) return undefined;
    size += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return size;
}

function findEnd(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - shortestEnd - longestComment);
  for (let at = bytes.length - shortestEnd; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  }
  return undefined;
}

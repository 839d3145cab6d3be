import type { PictureFacts } from './read-picture.ts';

/** Whether a picture is there to its end: one that was cut short would stand broken on every page and in every mail. */
export function isWholePicture(bytes: Buffer, mediaType: NonNullable<PictureFacts['mediaType']>): boolean {
  switch (mediaType) {
    case 'image/png':
      return hasPngEnd(bytes);
    case 'image/jpeg':
      // ITU T.81, B.1.1.3: the end of the image. A camera's data may follow.
      return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 2;
    case 'image/webp':
      // RFC 9649: the size of what follows the first eight bytes.
      return bytes.readUInt32LE(4) + 8 <= bytes.length;
  }
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout: length, kind, data, check; pixels, and then the end. */
function hasPngEnd(bytes: Buffer): boolean {
  let hasPixels = false;
  for (let place = 8; place + 12 <= bytes.length; place += 12 + bytes.readUInt32BE(place)) {
    const kind = bytes.toString('latin1', place + 4, place + 8);
    if (kind === 'IEND') return hasPixels;
    if (kind === 'IDAT') hasPixels = true;
  }
  return false;
}

/** What the first bytes of a picture say about it. */
export interface PictureFacts {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp' | undefined;
  /** In pixels; 0 where it can't be read. */
  readonly width: number;
  readonly height: number;
}

const unknown: PictureFacts = { mediaType: undefined, width: 0, height: 0 };

/** Kind and size of a PNG, JPEG or WebP, read from its own bytes: neither a name nor a header is believed. */
export function readPicture(bytes: Buffer): PictureFacts {
  if (bytes.length < 32) return unknown;
  if (bytes.subarray(0, 8).equals(pngSignature)) return readPng(bytes);
  if (bytes.readUInt16BE(0) === 0xff_d8) return readJpeg(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return readWebp(bytes);
  return unknown;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** https://www.w3.org/TR/png-3/#11IHDR: the first chunk. */
function readPng(bytes: Buffer): PictureFacts {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return unknown;
  return { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** ITU T.81, B.2.2: the frame header is one of the markers C0 to CF, three of which are something else. */
function readJpeg(bytes: Buffer): PictureFacts {
  let place = 2;
  while (place + 9 < bytes.length && bytes[place] === 0xff) {
    const marker = bytes[place + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        mediaType: 'image/jpeg',
        height: bytes.readUInt16BE(place + 5),
        width: bytes.readUInt16BE(place + 7),
      };
    }
    // A marker may be padded with as many FF as its writer liked; each segment says its length.
    place += marker === 0xff ? 1 : 2 + Math.max(2, bytes.readUInt16BE(place + 2));
  }
  return unknown;
}

/** RFC 9649: the simple lossy and lossless forms, and the extended one. */
function readWebp(bytes: Buffer): PictureFacts {
  const mediaType = 'image/webp';
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { mediaType, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { mediaType, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { mediaType, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return unknown;
  }
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeLogo, removeLogo } from '../../../contract/settings.ts';
import { samplePicture } from '../../../tests/support/sample-picture.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { isWholePicture } from './is-whole-picture.ts';
import { readPicture } from './read-picture.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const put = async (body: Buffer, type: string) => {
  const answer = await send(founder, changeLogo, { body, headers: { 'content-type': type } });
  const fields = answer.body['fields'] as Record<string, { code: string }[]> | undefined;
  return [answer.status, fields?.['logo']?.[0]?.code ?? answer.body['code']];
};

it.each([
  [
    'another file under the name of a picture',
    Buffer.alloc(100, 'x'),
    'image/png',
    [422, 'logo.not_a_picture'],
  ],
  ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png', [422, 'logo.not_a_picture']],
  ['another kind than it says', samplePicture(), 'image/jpeg', [422, 'logo.another_kind']],
  [
    'SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image/svg+xml',
    [415, 'unsupported_media_type'],
  ],
  ['half a picture', samplePicture().subarray(0, 60), 'image/png', [422, 'logo.not_a_picture']],
  ['JSON', Buffer.from('{}'), 'application/json', [415, 'unsupported_media_type']],
  ['a speck', samplePicture({ width: 8, height: 8 }), 'image/png', [422, 'logo.too_small']],
  ['a banner', samplePicture({ width: 2001, height: 20 }), 'image/png', [422, 'logo.too_wide']],
  [
    'too many bytes',
    Buffer.concat([samplePicture(), Buffer.alloc(262_144)]),
    'image/png',
    [413, 'too_large'],
  ],
  ['nothing', Buffer.alloc(0), 'image/png', [400, 'malformed_request']],
])('takes no logo that is %s', async (_name, body, type, expected) => {
  expect(await put(body, type)).toEqual(expected);
});

it('another picture has another address, and the old one leads nowhere', async () => {
  const file = (red: number) => new Blob([new Uint8Array(samplePicture({ red }))], { type: 'image/png' });
  const first = (await founder.call(changeLogo, { file: file(10) })).logo?.address ?? '';
  const second = (await founder.call(changeLogo, { file: file(20) })).logo?.address ?? '';
  expect(second).not.toBe(first);
  const status = async (address: string) => (await server.visitor().fetch(address)).status;
  expect([await status(first), await status(second)]).toEqual([404, 200]);
  expect((await founder.call(removeLogo)).logo).toBeNull();
  expect(await status(second)).toBe(404);
});

it('knows a JPEG and a WebP that were cut short', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 1, 2, 0xff, 0xd9]);
  expect(isWholePicture(jpeg, 'image/jpeg')).toBe(true);
  expect(isWholePicture(jpeg.subarray(0, -1), 'image/jpeg')).toBe(false);
  const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([8, 0, 0, 0]), Buffer.from('WEBPVP8 ')]);
  expect(isWholePicture(webp, 'image/webp')).toBe(true);
  expect(isWholePicture(webp.subarray(0, -1), 'image/webp')).toBe(false);
});

it('reads the size of a JPEG and of each form of WebP, and never beyond what is there', () => {
  const jpeg = Buffer.alloc(64);
  jpeg.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 30, 0, 40]);
  expect(readPicture(jpeg)).toEqual({ mediaType: 'image/jpeg', width: 40, height: 30 });
  const webp = (kind: string) => {
    const bytes = Buffer.alloc(64);
    bytes.write('RIFF', 0);
    bytes.write(`WEBP${kind}`, 8);
    return bytes;
  };
  const simple = webp('VP8 ');
  simple.writeUInt16LE(40, 26);
  simple.writeUInt16LE(30, 28);
  expect(readPicture(simple)).toMatchObject({ width: 40, height: 30 });
  const extended = webp('VP8X');
  extended.writeUIntLE(39, 24, 3);
  extended.writeUIntLE(29, 27, 3);
  expect(readPicture(extended)).toMatchObject({ width: 40, height: 30 });
  const lossless = webp('VP8L');
  lossless.writeUInt32LE(39 | (29 << 14), 21);
  expect(readPicture(lossless)).toMatchObject({ width: 40, height: 30 });
  for (let length = 0; length < 64; length += 1) {
    for (const bytes of [jpeg, simple, extended, lossless]) {
      expect(() => readPicture(bytes.subarray(0, length))).not.toThrow();
    }
  }
});

import { deflateRawSync, crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { NoWorkbook, readSheet } from './read-sheet.ts';
import { writeWorkbook } from './write-workbook.ts';

async function read(bytes: Uint8Array, rows = 100): Promise<string[][]> {
  const all: string[][] = [];
  for await (const some of readSheet(Buffer.from(bytes), { rows })) all.push(...some);
  return all;
}

it('what is written is read again, and nothing of it is a formula', async () => {
  const rows = [
    ['email', 'name', 'code'],
    ['anna@people.example', '=1+1', 7],
    ['+39 040 123', 'a\nb "c" <&>', null],
  ] as const;
  const bytes = await writeWorkbook([
    { name: 'People', rows },
    { name: 'Columns', rows: [['about']] },
  ]);
  expect(await read(bytes)).toEqual([
    ['email', 'name', 'code'],
    ['anna@people.example', '=1+1', '7'],
    ['+39 040 123', 'a\nb "c" <&>', ''],
  ]);
  await expect(read(bytes, 1)).rejects.toMatchObject({ reason: 'too_many_rows' });
});

it('refuses what is no workbook, and a zip that claims to be endless', async () => {
  await expect(read(Buffer.from('email\nanna@people.example\n'))).rejects.toThrow(NoWorkbook);
  await expect(read(Buffer.alloc(0))).rejects.toThrow(NoWorkbook);
  const zeros = Buffer.alloc(1024 * 1024);
  await expect(read(zipOf('xl/workbook.xml', zeros, zeros.length))).rejects.toThrow(NoWorkbook);
  await expect(read(zipOf('xl/workbook.xml', zeros, 0xfff0_0000))).rejects.toThrow(NoWorkbook);
});

/** A zip of one entry that may lie about its size. */
function zipOf(name: string, content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(claimed, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

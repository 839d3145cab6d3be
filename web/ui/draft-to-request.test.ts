import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { draftToRequest } from './draft-to-request.ts';

const schema = z.strictObject({
  account: z.strictObject({ email: z.string(), username: z.string().optional() }),
  grants: z.array(z.string()).optional(),
  delivery: z.strictObject({ message: z.string().optional(), silent: z.boolean() }),
});

describe('the request of a filled-in form', () => {
  it('leaves out an optional field that is empty, at any depth', () => {
    const draft = { account: { email: 'a@x.org', username: '' }, delivery: { message: '', silent: false } };
    expect(draftToRequest(schema, draft)).toEqual({
      account: { email: 'a@x.org' },
      delivery: { silent: false },
    });
  });

  it('keeps a required field that is empty, so that the schema says what is missing', () => {
    const draft = { account: { email: '', username: 'anna' }, grants: ['x'], delivery: { silent: true } };
    expect(draftToRequest(schema, draft)).toEqual(draft);
  });
});

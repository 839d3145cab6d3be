import { describe, expect, it } from 'vitest';
import { newUserRequest, newUserSchema } from './new-user-schema.ts';

const account = { email: 'anna.rossi@alder.example' };

describe('the form of a new internal user', () => {
  it('sends an email later at the time that clocks show where the person is', () => {
    const delivery = { channel: 'later' as const, sendAt: '2026-12-01T08:00' };
    expect(newUserRequest({ account: { ...account, timeZone: 'Asia/Tokyo' }, delivery })).toEqual({
      account: { ...account, timeZone: 'Asia/Tokyo' },
      delivery: { channel: 'email', sendAt: '2026-11-30T23:00:00.000Z' },
    });
  });

  it('asks for the time of an email that is to leave later', () => {
    const { error } = newUserSchema.safeParse({ account, delivery: { channel: 'later' } });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual(['delivery.sendAt']);
  });

  it('leaves every other way as it is', () => {
    const delivery = { channel: 'link' as const, message: 'Welcome' };
    expect(newUserRequest({ account: { ...account, timeZone: 'Asia/Tokyo' }, delivery })).toEqual({
      account,
      delivery,
    });
  });
});

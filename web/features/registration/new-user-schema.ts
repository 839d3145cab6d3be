import { z } from 'zod';
import { personRequestSchema, type registerPerson } from '../../../contract/registration.ts';
import type { RequestOf } from '../../../contract/define-route.ts';
import { instantOfWallClock } from '../../ui/wall-clock.ts';

/** The ways an invitation reaches the person; `later` is an email too, which has its own choice in the form. */
export const deliveryWays = ['email', 'later', 'link', 'none'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

const { delivery } = personRequestSchema.shape;

/** The request as the form holds it: the time of sending is what clocks show where the person is. */
export const newUserSchema = personRequestSchema.omit({ grants: true, identity: true }).extend({
  delivery: delivery
    .extend({ channel: z.enum(deliveryWays), sendAt: z.string().optional() })
    .superRefine(({ channel, sendAt }, context) => {
      if (channel === 'later' && !sendAt) {
        context.addIssue({ code: 'custom', path: ['sendAt'], params: { code: 'request.required' } });
      }
    }),
});

/** What is sent of a filled-in form: the instant that it said in words, and the time zone for all later mails. */
export function newUserRequest(
  filled: z.input<typeof newUserSchema>,
): RequestOf<typeof registerPerson>['body'] {
  const { timeZone, ...account } = filled.account;
  const { channel, sendAt, ...others } = filled.delivery;
  if (channel !== 'later') return { account, delivery: { ...others, channel } };
  // What is no time is sent as it is: the server says what is wrong with it, at the field.
  const instant = instantOfWallClock(sendAt ?? '', timeZone ?? 'UTC') ?? sendAt ?? '';
  return {
    account: { ...account, ...(timeZone ? { timeZone } : {}) },
    delivery: { ...others, channel: 'email', sendAt: instant },
  };
}

import { createHmac } from 'node:crypto';
import type { DefectArguments } from '../../contract/types/defects.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Parcel } from '../notifications/courier.ts';
import { acknowledged, type Delivery } from '../notifications/delivery.ts';
import type { Notification } from '../notifications/notification.ts';
import { timestamp } from '../timestamp.ts';
import { edited } from './edit.ts';
import type { Operator } from './operator.ts';

/** Does not tell of an outcome. */
export const dropNotification: Operator = (behaviour, { type }) => withTold(behaviour, type, () => []);

/** Tells of an outcome twice, each time under an id of its own. */
export const repeatNotification: Operator = (behaviour, { type }) => withTold(behaviour, type, (told) => [told, told]);

/** Tells something else of an outcome. */
export const editNotification: Operator = (behaviour, { type, ...edit }) =>
  withTold(behaviour, type, (told) => [edited(told, edit) as Notification]);

/** Gives a webhook another id each time that it is delivered. */
export const renewNotificationId: Operator = (behaviour) => ({
  ...behaviour,
  write(delivery, randomness) {
    const content = behaviour.write(delivery, randomness);
    if (delivery.attempts.length === 0) return content;
    return JSON.stringify({ ...(JSON.parse(content) as object), notificationId: randomness.uuid() });
  },
});

/** Delivers a webhook so often, once unless told otherwise, acknowledged or not. */
export const giveUp: Operator = (behaviour, { attempts = 1 }) =>
  withAttempted(behaviour, (after) =>
    after.state === 'pending' && after.attempts.length >= attempts ? { ...after, state: 'dropped' } : after,
  );

/** Makes each pause before a further delivery as long as the others. */
export const repeatEvenly: Operator = (behaviour, { seconds = 0 }) =>
  withAttempted(behaviour, (after) => (after.state === 'pending' ? { ...after, dueAt: dueIn(seconds, after) } : after));

/** Delivers a webhook once more, so much later, after it was acknowledged. */
export const deliverAgain: Operator = (behaviour, { seconds = 0 }) =>
  withAttempted(behaviour, (after) =>
    after.attempts.filter(acknowledged).length === 1
      ? { ...after, state: 'pending', dueAt: dueIn(seconds, after) }
      : after,
  );

/** Delivers webhooks to every endpoint, whichever types it is registered for. */
export const ignoreRegistration: Operator = (behaviour) => ({ ...behaviour, wants: () => true });

const dueIn = (seconds: number, { attempts, startedAt }: Delivery): number =>
  Date.parse(attempts.at(-1)?.at ?? timestamp(startedAt)) + seconds * 1000;

type Authentication = (parcel: Parcel, name: string, hmac: string) => Parcel;

/** What can be wrong with the HMAC of a webhook. */
const authentications: Readonly<Record<NonNullable<DefectArguments['hmac']>, Authentication>> = {
  missing: (parcel) => ({ ...parcel, headers: {} }),
  'by another secret': (parcel, name) => ({
    ...parcel,
    headers: { [name]: createHmac('sha256', 'another secret').update(parcel.body).digest('hex') },
  }),
  'in base64': (parcel, name, hmac) => ({
    ...parcel,
    headers: { [name]: Buffer.from(hmac, 'hex').toString('base64') },
  }),
  'of other content': (parcel) => ({
    ...parcel,
    body: Buffer.from(JSON.stringify(JSON.parse(parcel.body.toString('utf8')), null, 2)),
  }),
};

/** Sends webhooks with an HMAC that is not the one of their content. */
export const misauthenticate: Operator = (behaviour, { hmac: how = 'missing' }) => ({
  ...behaviour,
  send(parcel) {
    const sound = behaviour.send(parcel);
    const [[name, hmac] = ['', '']] = Object.entries(sound.headers);
    return authentications[how](sound, name, hmac);
  },
});

function withAttempted(behaviour: Behaviour, made: (after: Delivery) => Delivery): Behaviour {
  return { ...behaviour, attempted: (delivery) => made(behaviour.attempted(delivery)) };
}

function withTold(
  behaviour: Behaviour,
  type: DefectArguments['type'],
  made: (told: Notification) => readonly Notification[],
): Behaviour {
  return {
    ...behaviour,
    tell: (notification, organization) =>
      behaviour
        .tell(notification, organization)
        .flatMap((told) => (type === undefined || type === told.notificationType ? made(told) : [told])),
  };
}

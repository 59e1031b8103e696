import { notificationTypes } from '../notifications/notification.ts';

const text = { type: 'string', minLength: 1 } as const;
const time = { type: 'string', format: 'date-time' } as const;

const object = (required: readonly string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});

/** What each call of the control API takes, as JSON Schemas. */
export const newOrganizationBody = object([], { name: { type: 'string', minLength: 1, maxLength: 64 } });

export const clientCertificateBody = object(['publicKey'], { publicKey: text, notBefore: time, notAfter: time });

export const serverCertificateBody = object(['publicKey', 'names'], {
  publicKey: text,
  names: { type: 'array', minItems: 1, items: text },
});

export const keyBody = object(['publicKey'], { publicKey: text, keyid: text });

export const webhooksBody = object(['endpoints'], {
  endpoints: {
    type: 'array',
    items: object(['url'], {
      url: { type: 'string', pattern: '^https://' },
      types: { type: 'array', minItems: 1, items: { enum: notificationTypes } },
    }),
  },
});

export const clockBody = object(['advanceSeconds'], { advanceSeconds: { type: 'number', minimum: 0 } });

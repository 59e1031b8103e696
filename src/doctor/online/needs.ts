/** The checks of a configuration without which no connection can be made of it. */
const credentials = [
  'tls.certificate',
  'tls.privateKey',
  'tls.pkcs12',
  'signing.privateKey',
  'target.trust',
  'identity.fits',
  'identity.usage',
  'identity.validity',
  'signing.algorithm',
  'signing.separate',
  'protocol',
];

/** The checks without which no call is made. */
export const connected = [...credentials, 'target.resolves', 'target.tls'];

/** The checks without which a call gets no answer. */
export const calling = [...connected, 'target.answers'];

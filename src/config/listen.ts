import { CertifyError } from '../errors.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The address of the local receiver of webhooks: `127.0.0.1:8444`.
 *
 * @throws ERR_CONFIG for anything but a loopback address with a port: what it receives is not encrypted
 */
export function parseListen(text: string, where: string): ListenAddress {
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (loopbackHosts.includes(host) && port > 0 && port < 65_536) return { host: host.replace(/^\[|\]$/g, ''), port };
  throw new CertifyError('ERR_CONFIG', `"${text}" is no address for the receiver of webhooks`, {
    where,
    expected: `${loopbackHosts.join(', ')} with a port, such as 127.0.0.1:8444`,
    actual: text,
    advice:
      'It speaks plain HTTP, so only this machine may reach it: let the public URL’s proxy or tunnel forward to it.',
  });
}

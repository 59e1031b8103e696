import { Agent, request } from 'undici';
import type { JsonObject, JsonValue } from '../contract/json.ts';
import { isObject } from '../contract/merge-patch.ts';
import { CertifyError } from '../errors.ts';

export interface ControlOptions {
  readonly url: string;
  readonly secret: string;
  /** The authority to trust, PEM; absent: the system's. */
  readonly trust?: string | undefined;
}

type Method = 'GET' | 'POST' | 'PUT';

const timeoutMs = 10_000;

/** A mock's control API: what a scenario needs beyond Nopan's own. */
export class Control {
  readonly #options: ControlOptions;
  readonly #agent: Agent;

  constructor(options: ControlOptions) {
    this.#options = options;
    const { trust } = options;
    this.#agent = new Agent({
      connections: 1,
      connect: { rejectUnauthorized: true, ...(trust !== undefined && { ca: trust }) },
    });
  }

  /**
   * One call; the answer's JSON.
   *
   * @throws ERR_CONTROL when nothing answers or the call is refused
   */
  async call(method: Method, path: string, body?: JsonObject): Promise<JsonObject> {
    const where = `${method} ${this.#options.url}${path}`;
    const { statusCode, text } = await this.#send(method, path, body).catch((cause: unknown) => {
      throw new CertifyError('ERR_CONTROL', `The control API did not answer: ${(cause as Error).message}`, {
        where,
        advice: 'See whether the mock is still running.',
        cause,
      });
    });
    if (statusCode < 200 || statusCode > 299) {
      throw new CertifyError('ERR_CONTROL', `The control API refused the call with ${statusCode}`, {
        where,
        expected: 'status 2xx',
        actual: text.slice(0, 200),
        advice: 'Use a mock of the same version as this program, and its control secret.',
      });
    }
    return parsed(text, where);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #send(method: Method, path: string, body?: JsonObject): Promise<{ statusCode: number; text: string }> {
    const answer = await request(`${this.#options.url}${path}`, {
      method,
      dispatcher: this.#agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer ${this.#options.secret}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { statusCode: answer.statusCode, text: await answer.body.text() };
  }
}

function parsed(text: string, where: string): JsonObject {
  try {
    const value = JSON.parse(text || '{}') as JsonValue;
    if (isObject(value)) return value;
  } catch {
    // Told below, with the text.
  }
  throw new CertifyError('ERR_CONTROL', 'The control API answered something else than JSON', {
    where,
    expected: 'a JSON object',
    actual: text.slice(0, 200),
    advice: 'See whether that is the address of a control API.',
  });
}

// The two ways a request ends without an answer.
import type { RefusalBody } from './requests';

/** The request was understood and refused; `detail` is for the person. */
export class Refusal extends Error {
  constructor(readonly body: RefusalBody) {
    super(body.detail);
  }
}

/** Nobody answered: no network, a server that is down. Trying again may help. */
export class Unreachable extends Error {}

export function isRefusalBody(body: unknown): body is RefusalBody {
  if (typeof body !== 'object' || body === null) return false;
  const { code, detail, title } = body as Partial<RefusalBody>;
  return typeof code === 'string' && typeof (detail ?? title) === 'string';
}

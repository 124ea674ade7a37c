// The two ways the engine says no: a refusal, which is an answer, and a fault, which is our mistake or a limit.
import type { RefusalBody } from './requests.js';

/** The request was understood and refused; `detail` says to the person why and how to mend it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly where: string | null;

  constructor(readonly body: RefusalBody) {
    super(body.detail);
    this.status = body.status;
    this.code = body.code;
    this.title = body.title;
    this.detail = body.detail;
    this.where = body.where ?? null;
  }
}

/** The module stopped in the middle: out of memory, or rules nested too deeply. It starts afresh at the next call. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault';
  constructor(cause: unknown) {
    super(
      'Le moteur s’est arrêté : trop de mémoire demandée, ou des règles trop imbriquées. ' +
        'The engine stopped: too much memory was asked for, or rules are nested too deeply.',
      { cause },
    );
  }
}

// Programs and sessions: rules that were loaded, and somebody's conversation with them.
import { Refusal } from './faults.js';
import type { Machine, Reply } from './machine.js';
import type { RefusalBody, RequestName, Requests } from './requests.js';

export interface ProgramOptions {
  /** The day that counts as today, for the tests and for replays; else the day of the device. */
  today?: string | undefined;
}

/** YYYYMMDD of "YYYY-MM-DD", or of this day on this device. */
function packedDate(today: string | undefined): number {
  if (today === undefined) {
    const now = new Date();
    return now.getFullYear() * 10_000 + (now.getMonth() + 1) * 100 + now.getDate();
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new TypeError(`today: YYYY-MM-DD, not ${JSON.stringify(today)}`);
  return Number(today.replaceAll('-', ''));
}

function accepted(reply: Reply): string {
  if (reply.status >= 400) throw new Refusal(JSON.parse(reply.text) as RefusalBody);
  return reply.text;
}

export class Program {
  /** What tells this rulebook from another: sixteen hexadecimal digits. */
  readonly version: string;
  private number = 0;
  private generation = -1;

  constructor(
    readonly machine: Machine,
    private readonly bytes: Uint8Array,
    private readonly options: ProgramOptions,
  ) {
    const { program, reply } = machine.loadProgram(bytes);
    this.version = (JSON.parse(accepted(reply)) as { version: string }).version;
    this.number = program;
    this.generation = machine.generation;
  }

  /** A conversation about this rulebook. It remembers what it computed, so that the next answer comes sooner. */
  session(): Session {
    return new Session(this);
  }

  /**
   * One evaluation: {id?, situation, evaluate, options} in, {id, result} or {id, error} out, as text. The same bytes as
   * a line of `partance evaluate --lines`.
   */
  evaluateLine(request: string): string {
    return accepted(this.machine.evaluate(this.loaded(), request, this.today()));
  }

  /** Frees the memory; the program and its sessions come back by themselves if they are asked again. */
  release(): void {
    if (this.generation === this.machine.generation) this.machine.dropProgram(this.number);
    this.generation = -1;
  }

  /** The number of this program in the instance of now. */
  loaded(): number {
    if (this.generation === this.machine.generation) return this.number;
    const { program, reply } = this.machine.loadProgram(this.bytes);
    accepted(reply);
    this.generation = this.machine.generation;
    return (this.number = program);
  }

  today(): number {
    return packedDate(this.options.today);
  }
}

export class Session {
  private number = 0;
  private programNumber = -1;
  private generation = -1;

  constructor(private readonly program: Program) {}

  /** Answers a request about the rulebook; throws a Refusal that says what to mend. */
  ask<N extends RequestName>(name: N, body: Requests[N]['body']): Requests[N]['result'] {
    return JSON.parse(this.askText(name, JSON.stringify(body))) as Requests[N]['result'];
  }

  /** The same in JSON texts: the bytes the API of a Partance server gives. */
  askText(name: string, body: string): string {
    const { machine } = this.program;
    return accepted(machine.ask(this.opened(), name, body, this.program.today()));
  }

  /** Frees the memory of this conversation. */
  close(): void {
    if (this.isOpen()) this.program.machine.closeSession(this.number);
    this.generation = -1;
  }

  private isOpen(): boolean {
    return this.generation === this.program.machine.generation && this.programNumber === this.program.loaded();
  }

  private opened(): number {
    const program = this.program.loaded();
    if (this.isOpen()) return this.number;
    this.number = this.program.machine.openSession(program);
    this.programNumber = program;
    this.generation = this.program.machine.generation;
    return this.number;
  }
}

// The engine as a browser module: fetched when the simulator starts, never before.
export interface Engine {
  /** The JSON answer, parsed; a refusal has a `code` and a `detail`. */
  ask(name: string, body: unknown): unknown;
}

export async function loadEngine(): Promise<Engine> {
  throw new Error('no module yet');
}

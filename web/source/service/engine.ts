// The engine as a browser module: fetched when the simulator starts, never before, then kept by the service worker.
import moduleAddress from '../../engine/dist/partance.wasm?url';
import programAddress from '../../engine/dist/rulebook.program?url';
import type { RequestName, Requests } from './requests';
import { Refusal } from './refusal';
import { warmUp } from './warm_up';

export interface Engine {
  /** Throws a Refusal, or another error when the engine itself fails. */
  ask<N extends RequestName>(name: N, body: Requests[N]['body']): Requests[N]['result'];
  /** Makes the next questions come sooner, in idle time and in a conversation apart; calling it again costs nothing. */
  rehearse(): void;
}

/** Set on the page's timeline when the rehearsal is over. */
export const rehearsedMark = 'partance-rehearsed';

export async function loadEngine(): Promise<Engine> {
  const [{ loadEngine: load, Refusal: Refused }, moduleAnswer, programAnswer] = await Promise.all([
    import('../../engine/dist/index.js'),
    fetched(moduleAddress),
    fetched(programAddress),
  ]);
  const engine = await load(moduleAnswer);
  const program = engine.loadProgram(await programAnswer.arrayBuffer());
  const session = program.session();
  let isRehearsed = false;
  keepForOffline([moduleAddress, programAddress]);
  return {
    ask(name, body) {
      try {
        return session.ask(name, body);
      } catch (error) {
        if (error instanceof Refused) throw new Refusal(error.body);
        throw error;
      }
    },
    rehearse() {
      if (isRehearsed) return;
      isRehearsed = true;
      warmUp(
        () => program.session(),
        () => performance.mark(rehearsedMark),
      );
    },
  };
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** Tells the service worker, which may start later than the simulator. */
function keepForOffline(addresses: string[]): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => registration.active?.postMessage({ keep: addresses }));
}

// The machine: one instance of the WebAssembly module, its memory, and the calls into it (simulation/wasm/exports.cpp).
//
// A call that stops in the middle leaves an instance in a state nobody knows: it is thrown away, and the next call gets
// a new one. Whoever keeps numbers of programs or sessions compares `generation` to know that they are gone.
import { EngineFault } from './faults.js';

const interfaceNumber = 1;

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  partance_interface(): number;
  partance_allocate(bytes: number): number;
  partance_release(place: number): void;
  partance_start(): number;
  partance_load_program(host: number, bytes: number, size: number): number;
  partance_drop_program(host: number, program: number): void;
  partance_open_session(host: number, program: number): number;
  partance_close_session(host: number, session: number): void;
  partance_ask(host: number, session: number, name: number, nameSize: number, body: number, bodySize: number, today: number): void;
  partance_evaluate(host: number, program: number, request: number, size: number, today: number): void;
  partance_reply_status(host: number): number;
  partance_reply_text(host: number): number;
  partance_reply_size(host: number): number;
}

export interface Reply {
  status: number;
  text: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Anything the module would ask of the system: nothing today; a later one that does must say so. */
function importsOf(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      throw new Error(`partance.wasm called ${from}.${name}, which a browser does not have`);
    };
  }
  return imports;
}

export class Machine {
  /** Grows each time a new instance replaces a broken one. */
  generation = 0;
  private exports: Exports | null = null;
  private host = 0;

  constructor(private readonly module: WebAssembly.Module) {
    this.ready();
  }

  loadProgram(bytes: Uint8Array): { program: number; reply: Reply } {
    return this.call((exports, host) => {
      const place = this.put(exports, bytes);
      const program = exports.partance_load_program(host, place, bytes.length);
      exports.partance_release(place);
      return { program, reply: this.reply(exports) };
    });
  }

  dropProgram(program: number): void {
    this.call((exports, host) => exports.partance_drop_program(host, program));
  }

  openSession(program: number): number {
    return this.call((exports, host) => exports.partance_open_session(host, program));
  }

  closeSession(session: number): void {
    this.call((exports, host) => exports.partance_close_session(host, session));
  }

  ask(session: number, name: string, body: string, today: number): Reply {
    return this.call((exports, host) => {
      const nameBytes = encoder.encode(name);
      const bodyBytes = encoder.encode(body);
      const place = this.put(exports, nameBytes, bodyBytes);
      exports.partance_ask(host, session, place, nameBytes.length, place + nameBytes.length, bodyBytes.length, today);
      exports.partance_release(place);
      return this.reply(exports);
    });
  }

  evaluate(program: number, request: string, today: number): Reply {
    return this.call((exports, host) => {
      const bytes = encoder.encode(request);
      const place = this.put(exports, bytes);
      exports.partance_evaluate(host, program, place, bytes.length, today);
      exports.partance_release(place);
      return this.reply(exports);
    });
  }

  private ready(): Exports {
    if (this.exports) return this.exports;
    const instance = new WebAssembly.Instance(this.module, importsOf(this.module));
    const exports = instance.exports as unknown as Exports;
    if (exports.partance_interface?.() !== interfaceNumber) {
      throw new TypeError(
        'Ce module n’est pas celui de ce paquet : prenez partance.wasm de la même version. ' +
          'This module does not belong to this package: take partance.wasm of the same version.',
      );
    }
    exports._initialize();
    this.host = exports.partance_start();
    this.exports = exports;
    return exports;
  }

  private call<T>(work: (exports: Exports, host: number) => T): T {
    const exports = this.ready();
    try {
      return work(exports, this.host);
    } catch (cause) {
      this.exports = null;
      this.generation += 1;
      throw new EngineFault(cause);
    }
  }

  /** Writes the parts one after the other into memory of the module. */
  private put(exports: Exports, ...parts: Uint8Array[]): number {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const place = exports.partance_allocate(size + 1);
    if (place === 0) throw new RangeError(`no memory for ${size} bytes`);
    let at = place;
    for (const part of parts) {
      new Uint8Array(exports.memory.buffer, at, part.length).set(part);
      at += part.length;
    }
    return place;
  }

  private reply(exports: Exports): Reply {
    const text = new Uint8Array(
      exports.memory.buffer,
      exports.partance_reply_text(this.host),
      exports.partance_reply_size(this.host),
    );
    return { status: exports.partance_reply_status(this.host), text: decoder.decode(text) };
  }
}

// Loading: from wherever the module is to an engine that loads programs.
import { Machine } from './machine.js';
import { Program, type ProgramOptions } from './program.js';

/** The module partance.wasm: where it is, its bytes, or what came of compiling or fetching it. */
export type ModuleSource = string | URL | BufferSource | WebAssembly.Module | Response;

async function fetched(address: string | URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new TypeError(`${String(address)} : réponse ${response.status} / answer ${response.status}`);
  }
  return response;
}

async function compiled(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === 'string' || source instanceof URL) return compiled(await fetched(source));
  if (!(source instanceof Response)) return WebAssembly.compile(source);
  // Servers that do not know the type of the file would make streaming fail.
  const isTyped = source.headers.get('Content-Type')?.startsWith('application/wasm') ?? false;
  return isTyped ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
}

/** Compiles the module; nothing else is done before a program is loaded. Under Node, give bytes rather than a file: URL. */
export async function loadEngine(source: ModuleSource): Promise<PartanceEngine> {
  return new PartanceEngine(new Machine(await compiled(source)));
}

export class PartanceEngine {
  constructor(private readonly machine: Machine) {}

  /**
   * Loads rules that `partance compile` made into bytes. Throws a Refusal when they are not a program, are damaged, or
   * were made for another version.
   */
  loadProgram(bytes: ArrayBuffer | Uint8Array, options: ProgramOptions = {}): Program {
    return new Program(this.machine, bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes), options);
  }

  async fetchProgram(address: string | URL, options: ProgramOptions = {}): Promise<Program> {
    return this.loadProgram(await (await fetched(address)).arrayBuffer(), options);
  }
}

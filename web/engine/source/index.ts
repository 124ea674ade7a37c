// @partance/engine: what others import. See README.md.
export { loadEngine, type ModuleSource, PartanceEngine } from './engine.js';
export { Program, type ProgramOptions, Session } from './program.js';
export { EngineFault, Refusal } from './faults.js';
export {
  Engine,
  type EngineOptions,
  EvaluationError,
  type EvaluatedExpression,
  type NodeValue,
  type Situation,
} from './publicodes.js';
export type * from './requests.js';

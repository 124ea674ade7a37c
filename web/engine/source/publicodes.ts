// Evaluation in place of npm `publicodes`: the same steps – rules, a situation, expressions – with a compiled program.
//
// What differs is in README.md: rules are compiled beforehand, units are texts, and a situation does not declare rules.
import type { Program } from './program.js';

/** What a rule is answered with: an expression ("12500 €/an", "'FR'", "oui"), a number, a boolean; null or undefined takes an answer back. */
export type Situation = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** null: not applicable. undefined: not known yet. */
export type NodeValue = number | boolean | string | null | undefined;

export interface EvaluatedExpression {
  nodeValue: NodeValue;
  /** As it is written: "€/mois"; absent when there is none. */
  unit?: string;
  /** Rules that would have to be answered, with how much they weigh, in the order to ask them. */
  missingVariables: Record<string, number>;
  /** The value in French words, as it is shown: "1 250 €/mois". */
  formatted: string;
  /** Units that did not convert and the like, met since the situation changed. */
  warnings: number;
}

export interface EngineOptions {
  strict?: boolean | { situation?: boolean; checkPossibleValues?: boolean; noCycleRuntime?: boolean };
}

/** A situation or an expression that has no answer; `message` is in French, `messageEn` in English. */
export class EvaluationError extends Error {
  constructor(private readonly problem: LineError) {
    super(problem.message);
    this.name = problem.name;
  }
  get messageEn(): string {
    return this.problem['message en'];
  }
  /** Stable: "division-by-zero", "unknown-name"… */
  get code(): string | null {
    return this.problem.code ?? null;
  }
  get rule(): string | null {
    return this.problem.rule ?? null;
  }
}

interface LineError {
  stage: string;
  name: string;
  message: string;
  'message en': string;
  code?: string;
  rule?: string;
}
interface LineResult {
  value: { kind: string; number?: number | string; string?: string; boolean?: boolean };
  unit: string | null;
  missing: [string, number][];
  formatted: string;
  warnings: number;
}

function nodeValue(value: LineResult['value']): NodeValue {
  switch (value.kind) {
    case 'number':
      return Number(value.number); // NaN and infinities travel as texts
    case 'boolean':
      return value.boolean;
    case 'string':
      return value.string;
    case 'null':
      return null;
    default:
      return undefined;
  }
}

export class Engine {
  private situation: Record<string, string | number | boolean> = {};

  constructor(
    private readonly program: Program,
    private readonly options: EngineOptions = {},
  ) {}

  /** Replaces the situation, or adds to it; throws an EvaluationError, and keeps the former one, when it is refused. */
  setSituation(situation: Situation = {}, { keepPreviousSituation = false } = {}): this {
    const former = this.situation;
    const next = keepPreviousSituation ? { ...former } : {};
    for (const [rule, answer] of Object.entries(situation)) {
      if (answer === null || answer === undefined) delete next[rule];
      else next[rule] = answer;
    }
    this.situation = next;
    try {
      this.ask('oui');
    } catch (error) {
      this.situation = former;
      throw error;
    }
    return this;
  }

  getSituation(): Situation {
    return { ...this.situation };
  }

  /** The value of an expression in this situation: a rule, or anything the language can say. */
  evaluate(expression: string | number): EvaluatedExpression {
    const result = this.ask(expression);
    return {
      nodeValue: nodeValue(result.value),
      ...(result.unit === null ? {} : { unit: result.unit }),
      missingVariables: Object.fromEntries(result.missing),
      formatted: result.formatted,
      warnings: result.warnings,
    };
  }

  /** An engine of its own with the same rules and situation. */
  shallowCopy(): Engine {
    const copy = new Engine(this.program, this.options);
    copy.situation = { ...this.situation };
    return copy;
  }

  private ask(evaluate: string | number): LineResult {
    const { strict } = this.options;
    const options = strict === undefined ? {} : { options: { strict } };
    const answer = JSON.parse(
      this.program.evaluateLine(JSON.stringify({ situation: this.situation, evaluate, ...options })),
    ) as { result?: LineResult; error?: LineError };
    if (answer.error) throw new EvaluationError(answer.error);
    return answer.result as LineResult;
  }
}

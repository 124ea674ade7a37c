// The shapes of requests and answers about the rulebook, the same from the module on the device and from the API.
//
// Money is in cents; dates are "YYYY-MM-DD"; names of rules are French, as in the rulebook.

export type Language = 'fr' | 'en';

/** What a person answered: an expression of the rule language; null = "I do not know". In order of answering. */
export type Answers = Readonly<Record<string, string | number | boolean | null>>;

export interface Reference {
  title: string;
  address: string;
}

export type Verdict = 'yes' | 'no' | 'unknown';
export type Reliability = 'officiel' | 'secondaire' | 'incertain';

export interface Money {
  cents: number;
  text: string;
}

export interface SeenValue {
  rule: string;
  title: string;
  value: string;
  known: boolean;
  answered: boolean;
}

export interface Criterion {
  rule: string;
  title: string;
  description: string | null;
  verdict: Verdict;
  values: SeenValue[];
  references: Reference[];
  reliability: Reliability | null;
}

export interface Missing {
  rule: string;
  title: string;
  question: string | null;
  unpublished: boolean;
}

export interface AidWindow {
  opening: string | null;
  opening_text: string | null;
  closing: string | null;
  closing_text: string | null;
  open: boolean;
  over: boolean;
}

export interface AidResult {
  id: string;
  rule: string;
  title: string;
  description: string | null;
  verdict: Verdict;
  error: string | null;
  amount: {
    monthly: Money | null;
    total: Money | null;
    minimum: Money | null;
    maximum: Money | null;
    decided_by: string | null;
  };
  duration: string | null;
  criteria: Criterion[];
  missing: Missing[];
  window: AidWindow;
  documents: string[];
  decides: string | null;
  pays: string | null;
  where: string | null;
  payment: string | null;
  schedule: string | null;
  scope: string | null;
  reliability: Reliability | null;
  references: Reference[];
}

export interface Share extends Money {
  id: string;
  title: string;
  minimum_of_range: boolean;
  reduced: boolean;
}

export interface Plan {
  total: Money;
  aids: Share[];
}

export interface PairText {
  aids: string[];
  text: string;
  references: Reference[];
  reliability?: Reliability | null;
}

export interface Payment extends Money {
  id: string;
  date?: string | null;
}

export interface Month extends Money {
  month: string;
  label: string;
  payments: Payment[];
}

export interface Progress {
  answered: number;
  remaining: number;
  share: number;
}

export interface Problem {
  code: string;
  rule: string;
  message: string;
}

export interface Simulation {
  language: Language;
  date: string;
  aids: AidResult[];
  combination: {
    exact: boolean;
    best: Plan | null;
    runner_up: Plan | null;
    without_amount: { id: string; excluded: boolean; unsure: boolean }[];
    notes: PairText[];
    office_questions: PairText[];
  };
  calendar: { months: Month[]; undated: Payment[] };
  questions: Missing[];
  progress: Progress;
  rulebook: { version: string };
  problems: Problem[];
}

export interface Choice {
  value: string;
  label: string;
}

export type Input = 'yes_no' | 'number' | 'date' | 'text' | 'choice' | 'table';

export interface Question {
  rule: string;
  title: string;
  text: string;
  why: string | null;
  theme: string;
  input: Input;
  unit: string | null;
  options: Choice[];
  suggestions?: Choice[];
  open: boolean;
  minimum: number | null;
  maximum: number | null;
  earliest: string | null;
  latest: string | null;
  answer: string | null;
  references: Reference[];
}

export interface QuestionPages {
  pages: { theme: string; questions: Question[] }[];
  progress: Progress;
  verdicts: { yes: number; no: number; unknown: number };
  rulebook: { version: string };
  problems: Problem[];
}

export interface Checked {
  expression: string;
  shown: string;
}

export interface RecapLine {
  rule: string;
  title: string;
  question: string | null;
  theme: string;
  expression: string | null;
  shown: string | null;
  known: boolean;
  matters: boolean;
}

export interface Step {
  rule: string | null;
  title: string;
  value: string;
  truth: 'yes' | 'no' | 'unknown' | 'value' | string;
  description?: string | null;
  answered: boolean;
  how: string[];
  references: Reference[];
  reliability?: Reliability | null;
  children: Step[];
}

export interface AidSummary {
  id: string;
  rule: string;
  title: string;
  description: string | null;
  amount?: string | null;
  scope: string | null;
  reliability: Reliability | null;
  decides: string | null;
  pays: string | null;
  where: string | null;
  payment: string | null;
  schedule: string | null;
  documents: string[];
  references: Reference[];
  window: AidWindow | null;
}

export interface Condition {
  rule: string;
  title: string;
  description: string | null;
  words: string[];
  references: Reference[];
  reliability: Reliability | null;
}

export interface History {
  rule: string;
  title: string;
  unit: string | null;
  values: { from: string | null; value: number | string | null; shown: string; references: Reference[] }[];
}

export interface AidPage extends AidSummary {
  conditions: Condition[];
  history: History[];
  cumul: { with: string; title: string; relation: string; note: string | null; references: Reference[] }[];
}

/** One expression of `evaluate`: its value, or why it has none. */
export interface Evaluated {
  evaluate: string;
  result?: {
    /** NaN and infinities are texts. */
    value: { kind: 'number' | 'boolean' | 'string' | 'null' | 'undefined'; number?: number | string; boolean?: boolean; string?: string };
    unit: string | null;
    missing: [rule: string, score: number][];
    formatted: string;
    warnings: number;
  };
  error?: { code: string; message: string; rule?: string };
}

export interface RuleSummary {
  name: string;
  title: string;
  kind: string;
  unit: string | null;
  question: string | null;
}

export interface RulePage extends RuleSummary {
  description: string | null;
  references: Reference[];
  reliability: Reliability | null;
  /** What its formula states, in words. */
  words: string[];
  history: History['values'];
  uses: string[];
  used_by: string[];
}

interface Versioned {
  rulebook: { version: string };
}

interface Common {
  language: Language;
  date?: string;
}
interface WithAnswers extends Common {
  answers: Answers;
}

/** Every request: what is sent, what comes back. */
export interface Requests {
  simulate: { body: WithAnswers; result: Simulation };
  questions: { body: WithAnswers & { theme?: string }; result: QuestionPages };
  question: { body: WithAnswers & { rule: string }; result: Question };
  check: { body: WithAnswers & { rule: string; typed: string }; result: Checked };
  recap: { body: WithAnswers; result: { answers: RecapLine[] } };
  explain: { body: WithAnswers & { aid?: string; rule?: string; depth?: number }; result: { aid?: string; tree: Step; amounts?: Step[] } };
  aids: { body: Common; result: { aids: AidSummary[]; rulebook: { version: string } } };
  aid: { body: Common & { id: string }; result: AidPage };
  evaluate: {
    body: { language?: Language; date?: string; situation?: Answers; evaluate: string | readonly string[] };
    result: Versioned & { results: Evaluated[] };
  };
  rules: {
    body: { language?: Language; prefix?: string; search?: string; after?: string; limit?: number };
    result: Versioned & { rules: RuleSummary[]; next: string | null };
  };
  rule: { body: { language?: Language; rule: string }; result: RulePage };
}
export type RequestName = keyof Requests;

/** Why a request was refused (RFC 9457). */
export interface RefusalBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  where?: string;
}

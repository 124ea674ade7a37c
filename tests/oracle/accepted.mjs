// The differences with npm publicodes that are decided, each with its reason. Anything else is a fault.
// `applies` sees the request, npm's answer and Partance's; docs/publicodes.md tells the reader the same list.

const says = (answer, pattern) => pattern.test(answer.error?.message ?? '')

/** Every [key, value] of the rules, of the situation and of what is evaluated, at any depth. */
function* entries(value) {
  if (value === null || typeof value !== 'object') return
  for (const [key, inner] of Object.entries(value)) {
    yield [key, inner]
    yield* entries(inner)
  }
}
const some = (request, test) => [...entries(request.rules), ...entries(request.situation), ...entries({ evaluate: request.evaluate })].some(([key, value]) => test(key, value))
const kRuleKeys = new Set(['avec', 'remplace', 'rend non applicable', 'suggestions', 'inversion numérique', 'résoudre la référence circulaire', 'variable'])
const isMalformed = (key, value) =>
  (key === 'contexte' && (value === null || typeof value !== 'object')) || (key === 'durée' && (value === null || typeof value !== 'object')) ||
  ((key === 'remplace' || key === 'rend non applicable') && (value === null || /^[0-9'"]/.test(value))) || Array.isArray(value) && (key === 'evaluate')

export const kAccepted = [
  {
    name: 'several maxima in one rule',
    why: 'npm builds helper rules whose names collide when a rule holds two maxima or minima; nothing in the language forbids it',
    applies: (request, npm, partance) => says(npm, /\$INTERNAL .*déjà été définie/s) && Boolean(partance.result),
  },
  {
    name: 'npm crashed',
    why: 'a JavaScript accident (TypeError, stack overflow, internal error) is not a refusal of the model: any answer is as good',
    applies: (request, npm, partance) => ['TypeError', 'RangeError', 'InternalError'].includes(npm.error?.name) && Boolean(partance.result),
  },
  {
    name: 'malformed parameter refused',
    why: 'npm silently ignores a scalar contexte or durée, a remplace that is empty or names no rule, and a list as the value of an answer; a rule writer is better served by an error',
    applies: (request, npm, partance) => Boolean(npm.result && partance.error) && (some(request, isMalformed) || Object.values(request.situation ?? {}).some(Array.isArray)),
  },
  {
    name: 'duration of a text',
    why: 'in months or quarters, npm makes "not a number" of a text that is no date; it refuses it in days and years, as we do always',
    applies: (request, npm, partance) => Boolean(npm.result && partance.error) && some(request, (key) => key === 'durée') && partance.error.code === 'not-a-date',
  },
  {
    name: 'reserved names',
    why: '$SITUATION, $EVALUATION and $INTERNAL are npm\'s hidden rules; a model cannot speak of them here',
    applies: (request) => /\$(SITUATION|EVALUATION|INTERNAL)/.test(JSON.stringify(request)),
  },
  {
    name: 'names of the JavaScript prototype',
    why: 'toString, constructor… are ordinary names',
    applies: (request, npm, partance) => /\b(toString|constructor|valueOf|hasOwnProperty)\b/.test(JSON.stringify(request)) && Boolean(npm.error && partance.result),
  },
  {
    name: 'years before 1000',
    why: 'npm writes 01/01/0999 as 01/01/999, which is no date any more',
    applies: (request) => /\b\d{1,2}\/0\d{3}\b/.test(JSON.stringify(request)),
  },
  {
    name: 'rule keys outside a rule',
    why: 'an expression that is evaluated, or an answer, is no rule: it declares none (avec), replaces none, suggests nothing and solves nothing for itself',
    applies: (request) => [request.evaluate, ...Object.values(request.situation ?? {})].some((value) => value !== null && typeof value === 'object' && [...entries({ value })].some(([key]) => kRuleKeys.has(key))),
  },
  {
    name: 'noise of a solver',
    why: 'an inversion or a circular reference is solved to 0.1 or 0.5; the last bits of its steps differ from one mathematics library to another',
    applies: (request, npm, partance) => some(request, (key) => key === 'inversion numérique' || key === 'résoudre la référence circulaire') && Math.abs(npm.result?.value.number - partance.result?.value.number) < 1e-9,
  },
]

/** The accepted difference that explains the two answers, or undefined. */
export const acceptedDifference = (request, npm, partance) => kAccepted.find(({ applies }) => applies(request, npm, partance))

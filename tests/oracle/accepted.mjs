// The differences with npm publicodes that are decided, each with its reason. Anything else is a fault.
// `applies` sees the request, npm's answer and Partance's; docs/publicodes.md tells the reader the same list.

const says = (answer, pattern) => pattern.test(answer.error?.message ?? '')
const count = (request, word) => JSON.stringify([request.rules, request.evaluate, request.situation]).split(word).length - 1

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
    name: 'nested empty contexte',
    why: 'npm takes two nested contexts without amendment for a loop and answers "non applicable"; we evaluate the inner value',
    applies: (request, npm, partance) => npm.result?.value.kind === 'null' && partance.result && partance.result.value.kind !== 'null' && count(request, '"contexte"') + count(request, 'contexte:') >= 2,
  },
]

/** The accepted difference that explains the two answers, or undefined. */
export const acceptedDifference = (request, npm, partance) => kAccepted.find(({ applies }) => applies(request, npm, partance))

// Seeded random choices for the generators: the same seed and index always give the same case,
// on every machine and whatever was generated before.

/** Mixes a text into 32 bits (FNV-1a followed by an avalanche), to derive a seed from a seed and a label. */
function hash32(text) {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

export class Random {
  /** @param labels anything printable; equal labels give an equal sequence. */
  constructor(...labels) {
    this.state = hash32(labels.join('#'))
  }

  /** A number in [0, 1). */
  next() {
    this.state = (this.state + 0x9e3779b9) >>> 0
    let z = this.state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }

  /** An integer in [low, high], both included. */
  integer(low, high) {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability) {
    return this.next() < probability
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)]
  }

  /** Picks from [[weight, item], …]. */
  weighted(choices) {
    let rest = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of choices) if ((rest -= weight) < 0) return item
    return choices.at(-1)[1]
  }

  /** `count` items of the list, each at most once, in list order or shuffled. */
  sample(list, count) {
    return this.shuffle(list).slice(0, count)
  }

  shuffle(list) {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.integer(0, i)
      ;[copy[i], copy[j]] = [copy[j], copy[i]]
    }
    return copy
  }

  /** A list of low…high items made by `make(index)`. */
  list(low, high, make) {
    return Array.from({ length: this.integer(low, high) }, (_, index) => make(index))
  }
}

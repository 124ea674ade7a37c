// npm publicodes in a thread of its own, so that it works while Partance does and can be stopped when a model sends it
// into an endless computation; such a case has no answer to compare with ({skipped}).

import { Worker } from 'node:worker_threads'

export class NpmSide {
  constructor({ timeout_ms = 20_000 } = {}) {
    Object.assign(this, { timeout_ms, waiting: [] })
  }

  start() {
    const worker = new Worker(new URL('./npm_worker.mjs', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 1024 } })
    this.worker = worker
    worker.on('message', (answer) => {
      this.waiting.shift()?.resolve(answer)
      this.watch()
    })
    worker.on('error', (error) => this.lost(worker, error.message))
    worker.on('exit', () => this.lost(worker, 'stopped'))
  }

  lost(worker, why) {
    if (this.worker !== worker) return
    this.worker = null
    const [guilty, ...others] = this.waiting.splice(0)
    guilty?.resolve({ skipped: `npm publicodes gave no answer (${why})` })
    for (const request of others) this.send(request)
  }

  watch() {
    clearTimeout(this.timer)
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.worker?.terminate(), this.timeout_ms)
  }

  send(entry) {
    if (!this.worker) this.start()
    this.waiting.push(entry)
    if (this.waiting.length === 1) this.watch()
    this.worker.postMessage(entry.request)
  }

  ask(request) {
    return new Promise((resolve) => this.send({ request, resolve }))
  }

  askAll(requests) {
    return Promise.all(requests.map((request) => this.ask(request)))
  }

  close() {
    clearTimeout(this.timer)
    const worker = this.worker
    this.worker = null
    return worker?.terminate()
  }
}

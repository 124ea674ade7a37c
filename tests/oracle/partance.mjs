// One running `partance evaluate --lines`, asked many requests. It is started again after a crash or a hang, which
// becomes an answer like any other: {crash: "…"}. Requests are answered in the order they are asked.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const kRepository = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The command under test: PARTANCE_BIN, or the release build. */
export const partancePath = () => process.env.PARTANCE_BIN ?? resolve(kRepository, 'build/release/bin/partance')

/** Why the oracle tests cannot run, or false. */
export const skipReason = (path = partancePath()) => (existsSync(path) ? false : `no partance binary at ${path}: run make build`)

/** The binary a command was told to use; ends the command when it is absent. */
export function requirePartance(named) {
  const path = named ? resolve(named) : partancePath()
  const reason = skipReason(path)
  if (reason) {
    console.error(`${reason}, or name one with --partance`)
    process.exit(2)
  }
  return path
}

export class Partance {
  /**
   * @param path the binary; a path ending in .mjs is run by node (an engine can then be compared with itself)
   * @param options rules: file given to --rules; timeout_ms: patience for one answer
   */
  constructor(path = partancePath(), { rules = null, timeout_ms = 30_000 } = {}) {
    Object.assign(this, { path, rules, timeout_ms, waiting: [], crashes: 0 })
  }

  start() {
    const own = ['evaluate', '--lines', ...(this.rules ? ['--rules', this.rules] : [])]
    const [command, args] = this.path.endsWith('.mjs') ? [process.execPath, [this.path, ...own]] : [this.path, own]
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.child = child
    this.complaints = ''
    child.stderr.on('data', (data) => (this.complaints = (this.complaints + data).slice(-2000)))
    child.stdin.on('error', () => {}) // the exit handler speaks for a broken pipe
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => this.child === child && this.receive(line))
    child.on('error', (error) => this.lost(child, error.message))
    child.on('close', (code, signal) => this.lost(child, `ended with ${signal ?? `exit code ${code}`}`))
  }

  receive(line) {
    const request = this.waiting.shift()
    this.watch()
    if (!request) return
    try {
      request.resolve(JSON.parse(line))
    } catch {
      request.resolve({ crash: `not JSON: ${line.slice(0, 200)}` })
    }
  }

  /** The first waiting request is the one that was being answered; the others are sent again. */
  lost(child, why) {
    if (this.child !== child) return
    this.child = null
    clearTimeout(this.timer)
    const [guilty, ...others] = this.waiting.splice(0)
    if (!guilty) return
    this.crashes++
    guilty.resolve({ crash: `${this.timedOut ? `no answer within ${this.timeout_ms} ms` : why}${this.complaints ? `: ${this.complaints.trim()}` : ''}` })
    this.timedOut = false
    for (const request of others) this.send(request)
  }

  watch() {
    clearTimeout(this.timer)
    if (this.waiting.length === 0) return
    this.timer = setTimeout(() => {
      this.timedOut = true
      this.child?.kill('SIGKILL')
    }, this.timeout_ms)
  }

  send(request) {
    if (!this.child) this.start()
    this.waiting.push(request)
    if (this.waiting.length === 1) this.watch()
    this.child.stdin.write(request.line + '\n')
  }

  /** @returns a promise of the answer to one request. */
  ask(request) {
    return new Promise((resolve) => this.send({ line: JSON.stringify(request), resolve }))
  }

  /** @returns a promise of the answers, in order. */
  askAll(requests) {
    return Promise.all(requests.map((request) => this.ask(request)))
  }

  close() {
    clearTimeout(this.timer)
    const child = this.child
    this.child = null
    child?.stdin.end()
  }
}

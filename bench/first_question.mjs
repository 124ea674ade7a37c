// The first clicks of a first interview in Debian's Chromium, with and without the pages' rehearsal.
//   make web && node bench/first_question.mjs [runs]     10 fresh browsers each unless told
// Prints processor time of the script: handlers, engine, and what the page changes, until the next question is there.
import { cannotRun } from '../web/test/browser/browser.mjs'
import { firstClicks } from '../web/test/browser/first_clicks.mjs'
import { startServer } from '../web/test/browser/server_process.mjs'

const runs = Number(process.argv[2] ?? 10)
const clicks = 3

if (cannotRun) {
  console.error(cannotRun)
  process.exit(1)
}
const server = await startServer()
try {
  const measured = { without: [], with: [] }
  for (let run = 0; run < runs; ++run) {
    // In turn, so that what else the machine does weighs on both alike.
    for (const way of ['without', 'with']) measured[way].push(await firstClicks(server.address, clicks, way === 'with'))
  }
  for (const [way, all] of Object.entries(measured)) {
    for (let click = 0; click < clicks; ++click) {
      const times = all.map((one) => one[click]).sort((a, b) => a - b)
      const [median, slowest] = [times[Math.floor(times.length / 2)], times.at(-1)].map((ms) => ms.toFixed(1).padStart(5))
      console.log(`click ${click + 1} ${way.padEnd(7)} rehearsal: median ${median} ms, slowest ${slowest} ms of ${runs}`)
    }
  }
} finally {
  await server.stop()
}

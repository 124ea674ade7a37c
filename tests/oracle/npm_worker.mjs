// The thread in which npm publicodes runs for npm_side.mjs: answers each posted request in turn.

import { parentPort } from 'node:worker_threads'
import { answer } from './answer.mjs'

parentPort.on('message', (request) => parentPort.postMessage(answer(request)))

// The peer: npm @publicodes/rest-api over a rulebook folder, on a port of its own; prints it as JSON once it listens.
// node bench/rest_api/serve.mjs RULEBOOK

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Router from '@koa/router'
import Koa from 'koa'
import Engine from 'publicodes'
import { koaMiddleware } from '@publicodes/rest-api'
import { parse } from 'yaml'

const folder = process.argv[2]
const rules = {}
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.publicodes'))
for (const file of files.sort()) Object.assign(rules, parse(readFileSync(join(folder, file), 'utf8')))

const silent = { log() {}, warn() {}, error() {} }
const router = new Router()
router.use(koaMiddleware(new Engine(rules, { logger: silent })))
const server = new Koa().use(router.routes()).listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))

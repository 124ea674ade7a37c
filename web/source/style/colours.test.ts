// The dark palette is written twice, because the media query and the attribute cannot share a block in the browsers we
// serve (light-dark() is too young for the phones of students): the two must stay the same, and leave no colour out.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('source/style/colours.css', 'utf8') // vitest runs in web/

/** The declarations of the block that follows `selector`, by name. */
function palette(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThanOrEqual(0)
  const block = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return Object.fromEntries(block.split(';').flatMap((line) => (line.includes(':') ? [line.split(':').map((part) => part.trim())] : [])))
}

const light = palette(':root')
const chosen = palette(":root[data-theme='dark']")

test('a dark screen and a dark theme chosen on the page have the same colours', () => {
  expect(palette(":root:not([data-theme='light'])")).toEqual(chosen)
})

test('every colour of the light theme has one in the dark theme', () => {
  expect(Object.keys(chosen)).toEqual(Object.keys(light))
  expect(Object.keys(light).length).toBeGreaterThan(20)
})

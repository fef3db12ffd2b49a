// Writes prices.json from npm's @pydantic/genai-prices and supplement.json. One command, from anywhere:
//   node src/ClaudeLens/Pricing/generate-prices.mjs
// It installs the package into a temporary folder and leaves nothing behind. See docs/pricing.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const packageName = '@pydantic/genai-prices'
const scratch = mkdtempSync(join(tmpdir(), 'prices-'))
try {
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', scratch, packageName], { stdio: 'inherit' })
  const installed = join(scratch, 'node_modules', packageName)
  const { version, module } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const { findProvider } = await import(pathToFileURL(join(installed, module)))
  const supplement = JSON.parse(readFileSync(join(here, 'supplement.json'), 'utf8'))
  const released = JSON.parse(execFileSync('npm', ['view', packageName, 'time', '--json'], { encoding: 'utf8' }))[version]
  const book = {
    generated: new Date().toISOString().slice(0, 10),
    source: `${packageName} ${version}, ${released.slice(0, 10)}`,
    models: models(findProvider, supplement),
  }
  writeFileSync(join(here, 'prices.json'), render(book))
  console.log(`prices.json: ${book.models.length} models from ${book.source}`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function models(findProvider, supplement) {
  const published = findProvider({ providerId: 'anthropic' }).models
  const bedrock = findProvider({ providerId: 'aws' }).models
  const byId = new Map()
  for (const model of published) {
    const id = canonical(model.id)
    if (id) byId.set(id, { id, context_window: model.context_window, prices: dated(model.prices) })
  }
  for (const { id, prices, context_window } of supplement.models) {
    // The package wins as soon as it knows the model; a supplement that only adds dates or tiers says so with `replace`.
    const known = byId.get(id)
    const replace = supplement.models.find((m) => m.id === id).replace
    if (known && !replace) console.warn(`${id}: the package has it now, drop it from supplement.json`)
    else byId.set(id, { id, context_window: context_window ?? known?.context_window, prices })
  }
  for (const model of byId.values()) {
    model.fast = supplement.fast[model.id]
    model.bedrock_regional = regionalFactor(bedrock, model.id)
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

// claude-<family>-<major>[-<minor>]: the same rule as ModelName.cs.
function canonical(id) {
  const words = id.replaceAll('.', '-').split('-').slice(1)
  const family = words.find((w) => /^[a-z]+$/.test(w) && w !== 'latest')
  const numbers = words.filter((w) => /^\d{1,2}$/.test(w))
  if (numbers.at(-1) === '0') numbers.pop()
  return family && numbers.length ? ['claude', family, ...numbers].join('-') : null
}

function dated(prices) {
  return Array.isArray(prices)
    ? prices.map((p) => ({ from: p.constraint?.start_date, ...rates(p.prices) }))
    : [rates(prices)]
}

function rates(p) {
  const keys = {
    input: p.input_mtok,
    output: p.output_mtok,
    cache_read: p.cache_read_mtok,
    cache_write_5m: p.cache_write_mtok,
    cache_write_1h: p.cache_write_1h_mtok,
  }
  const base = Object.fromEntries(Object.entries(keys).map(([k, v]) => [k, v?.base ?? v]))
  base.web_search = p.web_searches_kcount
  const tiers = Object.entries(keys).filter(([, v]) => v?.tiers)
  if (tiers.length) {
    const starts = new Set(tiers.flatMap(([, v]) => v.tiers.map((t) => t.start)))
    if (starts.size !== 1) throw new Error(`more than one tier: ${JSON.stringify(p)}`)
    base.above = { tokens: [...starts][0], ...Object.fromEntries(tiers.map(([k, v]) => [k, v.tiers[0].price])) }
  }
  return base
}

// Bedrock asks more for an endpoint that stays in one region than for the global one; the factor is the data's own.
function regionalFactor(bedrock, id) {
  const price = (scope) => {
    const model = bedrock.find((m) => m.id.startsWith(`${scope}.anthropic.`) && canonical(m.id.split('.anthropic.')[1].replace(/-v\d.*$/, '')) === id)
    return model && rates(model.prices).input
  }
  const [regional, global] = [price('regional'), price('global')]
  const factor = regional && global ? Math.round((regional / global) * 1000) / 1000 : 1
  return factor === 1 ? undefined : factor
}

function render(book) {
  const lines = book.models.map((m) => '    ' + JSON.stringify(m))
  return `{\n  "generated": "${book.generated}",\n  "source": "${book.source}",\n  "models": [\n${lines.join(',\n')}\n  ]\n}\n`
}

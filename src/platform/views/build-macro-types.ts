import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One entry of a component's `macro-options.json`, as GOV.UK Frontend ships it. */
type Option = {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
  readonly isComponent?: boolean
  readonly params?: readonly Option[]
}

const pascalCase = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase())

/** Markup comes from templates alone, so the options that take HTML or a block have no type: nobody can pass a string. */
const takesMarkup = ({ name, type, description }: Option): boolean =>
  name === 'html' ||
  name.endsWith('Html') ||
  type === 'nunjucks-block' ||
  /^HTML (injected|for)/.test(description)

// What the option files leave unsaid or say otherwise than the macros do.
/** Printed without a default by the macro, which the strict views refuse: `value: ''` when there is none. */
const requiredAfterAll = new Set(['Textarea.value', 'CharacterCount.value'])
/** Each may stand without the other. */
const optionalAfterAll = new Set(['CharacterCount.maxlength', 'CharacterCount.maxwords'])
/** A list of rows that are lists of cells. */
const listsOfCells = new Set(['Table.rows'])

/** The interface for a list of options, followed by those it refers to. */
const interfaceFor = (name: string, component: string, options: readonly Option[]): string[] => {
  const further: string[] = []
  const isListOfCells = (option: Option): boolean => listsOfCells.has(`${component}.${option.name}`)

  const named = (option: Option, params: readonly Option[]): string => {
    const part = pascalCase(option.name.replace(/^./, letter => letter.toUpperCase()))
    const one = option.type === 'array' ? part.replace(/s$/, '') : part
    const inner = `${name.replace(/Params$/, '')}${isListOfCells(option) ? 'Cell' : one}`
    further.push(...interfaceFor(inner, component, params))
    // GOV.UK lists allow an "or" line between radios or checkboxes.
    return params.some(param => param.name === 'divider')
      ? `(${inner} | { readonly divider: string })`
      : inner
  }

  const typeOf = (option: Option): string => {
    const list = (item: string): string =>
      isListOfCells(option) ? `readonly (readonly ${item}[])[]` : `readonly ${item}[]`
    if (option.type === 'array') return list(option.params ? named(option, option.params) : 'string')
    if (option.type === 'object') {
      if (option.params) return named(option, option.params)
      if (option.isComponent) return `${pascalCase(option.name.replace(/[A-Z]/g, '-$&').toLowerCase())}Params`
      if (option.description.endsWith('See items.')) return `Partial<${component}Item>`
      return 'Readonly<Record<string, string>>'
    }
    return option.type === 'integer' ? 'number' : option.type
  }

  const isRequired = (option: Option): boolean => {
    const place = `${component}.${option.name}`
    if (requiredAfterAll.has(place)) return true
    if (optionalAfterAll.has(place)) return false
    // Text that a block in the template may stand in for.
    const mayBeBlock = option.name === 'text' && options.some(({ type }) => type === 'nunjucks-block')
    return option.required && !mayBeBlock
  }

  const isEmpty = (option: Option): boolean => option.params?.every(takesMarkup) ?? false
  const properties = options
    .filter(option => !takesMarkup(option) && !isEmpty(option))
    .map(option =>
      isRequired(option)
        ? `  readonly ${option.name}: ${typeOf(option)}`
        : `  readonly ${option.name}?: ${typeOf(option)} | undefined`,
    )
  return [`/** @public */\nexport interface ${name} {\n${properties.join('\n')}\n}\n`, ...further]
}

/** The components whose styles the stylesheet has: using another one needs its line there first. */
const components = (): string[] => {
  const source = readFileSync(new URL('./styles/gatepost.scss', import.meta.url), 'utf8')
  return [...source.matchAll(/components\/([a-z-]+)"/g)].flatMap(match => match[1] ?? [])
}

/** The text of `macro-params.ts`: the parameters of each GOV.UK component in use, from its own option file. */
export const macroTypes = (): string => {
  const interfaces = components().flatMap(component => {
    const file = fileURLToPath(
      import.meta.resolve(`govuk-frontend/dist/govuk/components/${component}/macro-options.json`),
    )
    const options: Option[] = JSON.parse(readFileSync(file, 'utf8'))
    return interfaceFor(`${pascalCase(component)}Params`, pascalCase(component), options)
  })
  return `// Written by "npm run styles" from GOV.UK Frontend's option files: change build-macro-types.ts instead.\n\n${interfaces.join('\n')}`
}

import { z } from 'zod'
import { catalogue, type SettingKey } from './catalogue.ts'
import { packSchema } from './policy.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Where a pack may write one value for a list of one, both are said. */
const oneOrMore: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  if (!(zodSchema instanceof z.ZodPipe && zodSchema.in instanceof z.ZodTransform)) return
  const list = { ...jsonSchema }
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
  jsonSchema.anyOf = [...(typeof list.items === 'object' ? [list.items as JsonSchema] : []), list]
}

/**
 * The format of policy packs as a JSON Schema, so that an editor completes and checks one while it is written. Each
 * setting says what it is called on a page.
 */
export const packJsonSchema = (): JsonSchema => {
  const schema = z.toJSONSchema(packSchema, { io: 'input', reused: 'ref', override: oneOrMore })
  const { settings } = schema.properties ?? {}
  if (typeof settings !== 'object') return schema
  const named = Object.entries(settings.properties ?? {}).map(([key, setting]) => [
    key,
    typeof setting === 'object' ? { description: catalogue[key as SettingKey].name, ...setting } : setting,
  ])
  return {
    ...schema,
    properties: { ...schema.properties, settings: { ...settings, properties: Object.fromEntries(named) } },
  }
}

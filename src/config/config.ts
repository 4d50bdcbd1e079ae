import { resolve } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '../kernel/errors.ts'

/** Everything the environment decides, checked once at the start. */
export type Config = {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  /** Absent: the embedded PostgreSQL in the data folder. */
  readonly database: { readonly appUrl: string; readonly ownerUrl: string } | undefined
  /** Where people reach Gatepost, without a closing slash. */
  readonly publicUrl: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** The installation's key as 64 hexadecimal digits; absent: kept in the data folder. */
  readonly key: string | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly production: boolean
  /** Test only: the named fault point at which the process kills itself. */
  readonly faultPoint: string | undefined
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional())
const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      text => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `is not an address like ${example}`,
    )

const environment = z.object({
  HOST: optional(z.string()),
  PORT: optional(z.coerce.number('is not a number').int().min(0).max(65535)),
  GATEPOST_DATA: optional(z.string()),
  DATABASE_URL: optional(url(['postgres:', 'postgresql:'], 'postgresql://app:password@server/gatepost')),
  DATABASE_OWNER_URL: optional(
    url(['postgres:', 'postgresql:'], 'postgresql://owner:password@server/gatepost'),
  ),
  PUBLIC_URL: optional(url(['http:', 'https:'], 'https://gatepost.example.org')),
  SMTP_URL: optional(url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org')),
  MAIL_FROM: optional(z.string().regex(/@/, 'is not an email address')),
  GATEPOST_KEY: optional(z.string().regex(/^[0-9a-fA-F]{64}$/, 'is not 64 hexadecimal digits')),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error'], 'is not debug, info, warn or error')),
  NODE_ENV: optional(z.string()),
  GATEPOST_FAULT_POINT: optional(z.string()),
})

/**
 * Reads the configuration from environment variables.
 * @throws CannotStart with every problem at once, a line each; no value is repeated, since some are secrets
 */
export function readConfig(env: NodeJS.ProcessEnv, workingFolder: string): Config {
  const read = environment.safeParse(env)
  const problems = read.success
    ? []
    : read.error.issues.map(issue => `${String(issue.path[0])} ${issue.message}`)
  const value = read.data ?? {}
  const host = value.HOST ?? '127.0.0.1'
  if (read.success && Boolean(value.DATABASE_URL) !== Boolean(value.DATABASE_OWNER_URL))
    problems.push(
      'DATABASE_URL and DATABASE_OWNER_URL go together: the first is the app’s role, the second the owner’s',
    )
  if (read.success && !loopback.has(host) && !value.PUBLIC_URL)
    problems.push(
      'PUBLIC_URL is needed when HOST is not this machine alone: it is the address people type, https://…',
    )
  if (problems.length > 0)
    throw new CannotStart(
      'configuration',
      `Gatepost cannot start with this configuration:\n${problems.map(line => `  - ${line}`).join('\n')}`,
    )
  const port = value.PORT ?? 3000
  return Object.freeze({
    host,
    port,
    dataFolder: resolve(workingFolder, value.GATEPOST_DATA ?? 'data'),
    database:
      value.DATABASE_URL && value.DATABASE_OWNER_URL
        ? { appUrl: value.DATABASE_URL, ownerUrl: value.DATABASE_OWNER_URL }
        : undefined,
    publicUrl: (value.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
      /\/$/,
      '',
    ),
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? 'gatepost@localhost',
    key: value.GATEPOST_KEY,
    logLevel: value.LOG_LEVEL ?? 'warn',
    production: value.NODE_ENV !== 'development',
    faultPoint: value.GATEPOST_FAULT_POINT,
  })
}

import { randomBytes, timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import type { PersonActor } from '../../kernel/actor.ts'
import type { Clock } from '../../kernel/clock.ts'
import { GatepostError, NotAllowed, NotFound } from '../../kernel/errors.ts'
import { isDatabaseGone } from '../database/database.ts'
import type { PageFrame } from '../views/page-frame.ts'
import type { Views } from '../views/views.ts'
import { type Answer, type Flash, type Form, field, mayVisit, type Route, type Upload } from './route.ts'

/** Who is behind a session: `actor` is absent until a school has been chosen. */
export type Identified = {
  readonly actor: PersonActor | undefined
  readonly csrf: string
  readonly schoolName: string | undefined
  /** An invented school to look around in: every page says so. */
  readonly demonstration: boolean
  /** Whether this person runs an official account: no role, but it opens pages. */
  readonly runsAccount: boolean
}

export type ServerParts = {
  readonly routes: readonly Route[]
  readonly views: Views
  readonly clock: Clock
  readonly log: Logger
  readonly publicUrl: string
  identify(sessionToken: string): Promise<Identified | undefined>
  navigation(
    actor: PersonActor,
    runsAccount: boolean,
  ): readonly { readonly text: string; readonly href: string; readonly section: string }[]
}

const largestForm = 1_000_000
const largestField = 100_000
const wrongForm =
  'The form was sent from somewhere else or has been open for too long. Go back, reload the page and try again.'

const addressWrong = 'If you typed the address, check it. If you followed a link, the page may have gone.'

const securityHeaders = (nonce: string, secure: boolean): Record<string, string> => ({
  'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/**
 * The HTTP server over the rooms' tables of routes: sessions, access, forgery protection, forms, errors, headers.
 * Pages are not compressed here: together with a token in the page that would let an onlooker guess it (BREACH).
 */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { views, clock, log } = parts
  const secure = parts.publicUrl.startsWith('https:')
  const cookieNames = secure
    ? { session: '__Host-session', flash: '__Host-flash' }
    : { session: 'session', flash: 'flash' }
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const

  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestForm,
    requestTimeout: 300_000,
    trustProxy: secure ? 'loopback' : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    genReqId: () => randomBytes(8).toString('hex'),
    frameworkErrors: (_error, request, reply) => {
      begin(request, reply)
      return problem(request, reply, 400, 'Page not found', addressWrong)
    },
  })
  // A form is a form: from JSON a field could come as something else than text.
  app.removeAllContentTypeParsers()
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: largestForm })
  // A file over its limit is cut off and reported at its field, instead of failing the whole form.
  await app.register(multipart, { throwFileSizeLimit: false })

  type Frame = { identified: Identified | undefined; nonce: string; flash: Flash | undefined }
  const frames = new WeakMap<FastifyRequest, Frame>()

  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    const nonce = randomBytes(16).toString('base64')
    frames.set(request, { identified: undefined, nonce, flash: undefined })
    reply.headers(securityHeaders(nonce, secure))
  }
  app.addHook('onRequest', async (request, reply) => begin(request, reply))

  const frameParams = (request: FastifyRequest, answer: Extract<Answer, { kind: 'page' }>): PageFrame => {
    const frame = frames.get(request)
    const identified = frame?.identified
    const actor = identified?.actor
    return {
      title: answer.title,
      cspNonce: frame?.nonce ?? '',
      assetPath: '/assets',
      ...(identified?.schoolName ? { schoolName: identified.schoolName } : {}),
      ...(identified?.demonstration ? { demonstration: true } : {}),
      csrf: identified?.csrf ?? '',
      ...(actor
        ? {
            person: { name: actor.name },
            navigation: parts.navigation(actor, identified?.runsAccount ?? false).map(entry => ({
              text: entry.text,
              href: entry.href,
              current: entry.section === answer.section,
            })),
          }
        : {}),
      ...(frame?.flash ? { flash: frame.flash } : {}),
      ...(answer.errors?.length ? { errors: [...answer.errors] } : {}),
      ...(answer.backHref ? { backHref: answer.backHref } : {}),
    }
  }

  const send = (request: FastifyRequest, reply: FastifyReply, answer: Answer, status = 200): FastifyReply => {
    switch (answer.kind) {
      case 'page':
        if (frames.get(request)?.flash) reply.clearCookie(cookieNames.flash, cookieOptions)
        return reply
          .code(answer.errors?.length ? 422 : status)
          .type('text/html; charset=utf-8')
          .send(views.render(answer.template, { ...answer.params, frame: frameParams(request, answer) }))
      case 'redirect':
        if (answer.flash)
          reply.setCookie(
            cookieNames.flash,
            Buffer.from(JSON.stringify(answer.flash)).toString('base64url'),
            { ...cookieOptions, maxAge: 60 },
          )
        return reply.redirect(answer.to, 303)
      case 'session':
        if (answer.token) reply.setCookie(cookieNames.session, answer.token, cookieOptions)
        else reply.clearCookie(cookieNames.session, cookieOptions)
        return reply.redirect(answer.to, 303)
      case 'file':
        reply.header('content-security-policy', "default-src 'none'; sandbox")
        if (answer.fileName)
          reply.header(
            'content-disposition',
            `attachment; filename="${answer.fileName.replace(/[^\w.-]/g, '-')}"`,
          )
        return reply.type(answer.mediaType).send(Buffer.from(answer.bytes))
    }
  }

  const problem = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    heading: string,
    ...paragraphs: string[]
  ): FastifyReply =>
    send(
      request,
      reply,
      { kind: 'page', template: 'error.njk', title: heading, params: { heading, paragraphs } },
      status,
    )

  app.setNotFoundHandler(async (request, reply) => {
    await identify(request)
    return problem(request, reply, 404, 'Page not found', addressWrong)
  })

  app.setErrorHandler(async (error, request, reply) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : undefined
    if (error instanceof NotFound) return problem(request, reply, 404, 'Page not found', addressWrong)
    if (error instanceof NotAllowed)
      return problem(
        request,
        reply,
        403,
        'You cannot do this',
        'Your roles at this school do not cover it. Ask the headteacher or the office if they should.',
      )
    if (status === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
      return problem(
        request,
        reply,
        413,
        'That is too large',
        'Go back and send less at once. Nothing was saved.',
      )
    if (status !== undefined && status >= 400 && status < 500)
      return problem(
        request,
        reply,
        status,
        'The form could not be read',
        'Go back, reload the page and try again. Nothing was saved.',
      )
    log.error(
      {
        request: request.id,
        route: request.routeOptions.url,
        error: error instanceof Error ? error.name : 'unknown',
        code,
        ...(error instanceof GatepostError ? {} : { stack: stackOf(error) }),
      },
      'a request failed',
    )
    return isDatabaseGone(error)
      ? problem(
          request,
          reply,
          503,
          'Gatepost cannot reach its database',
          'Wait a minute, then try again. What you sent was not saved; your browser’s back button brings it back.',
        )
      : problem(
          request,
          reply,
          500,
          'Something went wrong',
          'Nothing was half saved. Try again; if it happens again, tell whoever runs Gatepost for you.',
          `Reference: ${request.id}`,
        )
  })

  const identify = async (request: FastifyRequest): Promise<Identified | undefined> => {
    const token = request.cookies[cookieNames.session]
    const identified = token ? await parts.identify(token) : undefined
    const frame = frames.get(request)
    if (frame) {
      frame.identified = identified
      frame.flash = readFlash(request.cookies[cookieNames.flash])
    }
    return identified
  }

  for (const route of parts.routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const identified = await identify(request)
        const actor = identified?.actor
        if (!mayVisit(route.access, actor)) {
          if (actor) throw new NotAllowed()
          return send(request, reply, {
            kind: 'redirect',
            to: identified
              ? '/schools'
              : `/sign-in${route.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : ''}`,
          })
        }
        const { form, uploads, oversized } =
          route.method === 'POST' ? await readBody(request, route.uploads) : nothingSent
        if (
          route.method === 'POST' &&
          (!sameOrigin(request, parts.publicUrl) ||
            (identified && !sameToken(field(form, 'csrf'), identified.csrf)))
        )
          return problem(request, reply, 403, 'The form could not be accepted', wrongForm)
        const visit = {
          actor,
          params: request.params as Record<string, string>,
          query: singleValues(request.query as Record<string, unknown>),
          queryForm: listedValues(request.query as Record<string, unknown>),
          form,
          uploads,
          oversized,
          now: clock.now(),
          networkAddress: request.ip,
          sessionToken: request.cookies[cookieNames.session],
        }
        const answer =
          route.access === 'anyone'
            ? await route.handle(visit)
            : await route.handle({ ...visit, actor: actor as PersonActor })
        return send(request, reply, answer)
      },
    })
  }
  return app
}

const nothingSent: { form: Form; uploads: Record<string, Upload>; oversized: string[] } = {
  form: {},
  uploads: {},
  oversized: [],
}

async function readBody(
  request: FastifyRequest,
  uploadLimit: number | undefined,
): Promise<typeof nothingSent> {
  if (!request.isMultipart())
    return { form: storableForm((request.body ?? {}) as Form), uploads: {}, oversized: [] }
  const form: Record<string, string | string[]> = {}
  const uploads: Record<string, Upload> = {}
  const oversized: string[] = []
  const limits = { fileSize: uploadLimit ?? 0, files: 4, fields: 500, fieldSize: largestField }
  let room = largestForm
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (part.file.truncated) oversized.push(part.fieldname)
      else if (bytes.length > 0 || part.filename)
        uploads[part.fieldname] = { fileName: storable(part.filename), bytes }
    } else {
      const before = form[part.fieldname]
      const value = String(part.value)
      room -= value.length
      if (part.valueTruncated || room < 0) throw new request.server.multipartErrors.RequestFileTooLargeError()
      form[part.fieldname] =
        before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
    }
  }
  return { form: storableForm(form), uploads, oversized }
}

/**
 * Text as the database takes it and as it was meant: without zero characters and halves of characters, and with the line
 * ends that were typed (browsers send two characters for each, which would count twice against a limit).
 */
const storable = (text: string): string => text.replaceAll('\0', '').replaceAll('\r\n', '\n').toWellFormed()

const storableForm = (form: Form): Form =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      typeof value === 'string' ? storable(value) : value.map(storable),
    ]),
  )

/** Browsers say where a form was sent from; one that says neither (very old) is judged by its token alone. */
const sameOrigin = (request: FastifyRequest, publicUrl: string): boolean => {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === request.host || new URL(origin).origin === new URL(publicUrl).origin
}

const sameToken = (sent: string, expected: string): boolean => {
  const a = Buffer.from(sent)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

const readFlash = (text: string | undefined): Flash | undefined => {
  if (!text) return undefined
  try {
    const { kind, text: words } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<
      string,
      unknown
    >
    return (kind === 'success' || kind === 'information' || kind === 'warning') && typeof words === 'string'
      ? { kind, text: words }
      : undefined
  } catch {
    return undefined
  }
}

const singleValues = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, storable(value)]] : [],
    ),
  )

const listedValues = (query: Record<string, unknown>): Form => {
  const form: Record<string, string | readonly string[]> = {}
  for (const [key, value] of Object.entries(query))
    if (typeof value === 'string') form[key] = storable(value)
    else if (Array.isArray(value)) form[key] = value.filter(one => typeof one === 'string').map(storable)
  return form
}

/** Where the program failed, without the message: messages of database errors quote data. */
const stackOf = (error: unknown): string[] | undefined =>
  error instanceof Error
    ? error.stack
        ?.split('\n')
        .filter(line => line.trimStart().startsWith('at '))
        .slice(0, 8)
    : undefined

/**
 * Failures that are thrown. Expected outcomes are returned as unions with a `kind` instead.
 * `code` is stable and may be logged; the message may be shown to an operator, never to a visitor.
 */
export class GatepostError extends Error {
  readonly code: string
  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
  }
}

/** The configuration or the machine does not let Gatepost start; the message says what to do. */
export class CannotStart extends GatepostError {}

/** The thing does not exist, or this person may not know whether it does. */
export class NotFound extends GatepostError {
  constructor(what = 'page') {
    super('not-found', `no such ${what}`)
  }
}

/** The person is known and may not do this. Never used for confidential things: those are NotFound. */
export class NotAllowed extends GatepostError {
  constructor(message = 'this role may not do that') {
    super('not-allowed', message)
  }
}

/** Stored data contradicts what the program relies on: a defect or tampering. */
export class Inconsistent extends GatepostError {
  constructor(message: string, cause?: unknown) {
    super('inconsistent', message, cause)
  }
}

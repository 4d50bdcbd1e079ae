import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'

/** A UUID that cannot pass for another kind's UUID. */
export type Id<Kind extends string> = string & { readonly __kind: Kind }

export type SchoolId = Id<'school'>
export type LoginId = Id<'login'>
export type PersonId = Id<'person'>
export type PupilId = Id<'pupil'>
export type PolicyVersionId = Id<'policy-version'>
export type ApplicationId = Id<'application'>
export type AccountId = Id<'account'>
export type FileId = Id<'file'>
export type PostId = Id<'post'>
export type PhotoId = Id<'photo'>
export type PublicationId = Id<'publication'>
export type MessageId = Id<'message'>
export type ReplyId = Id<'reply'>
export type ModerationId = Id<'moderation'>
export type ConcernId = Id<'concern'>
export type MailId = Id<'mail'>
export type QuestionId = Id<'question'>
export type InterpretationId = Id<'interpretation'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A new id that sorts by the time it was made (UUIDv7). Its time can be read off it: not for concerns or links. */
export const newId = <T extends string>(): T => v7() as T

/** A new id that tells nothing (UUIDv4): concerns, and whatever stands in a link. */
export const newRandomId = <T extends string>(): T => randomUUID() as T

/** The id when the text is a UUID in lower case, else undefined: for ids that come from an address or a form. */
export const readId = <T extends string>(text: string | undefined): T | undefined =>
  text !== undefined && uuid.test(text) ? (text as T) : undefined

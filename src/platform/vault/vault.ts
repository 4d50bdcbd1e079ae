import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import type { TenantTx } from '../database/database.ts'

/** A 256-bit key. Never logged, never in a page. */
export type Key = Buffer & { readonly __key: true }

/** What a ciphertext belongs to: moved to another row or column it no longer opens. */
export type Place = { readonly table: string; readonly row: string; readonly column: string }

const IV = 12
const TAG = 16
const FORMAT = 1

const associated = (schoolId: string, place: Place): Buffer =>
  Buffer.from([place.table, schoolId, place.row, place.column, String(FORMAT)].join('\n'))

export const newKey = (): Key => randomBytes(32) as Key

/** The key a hexadecimal text of 64 digits stands for, else undefined. */
export const readKey = (hex: string): Key | undefined =>
  /^[0-9a-f]{64}$/i.test(hex.trim()) ? (Buffer.from(hex.trim(), 'hex') as Key) : undefined

/** AES-256-GCM: format byte, nonce, tag, ciphertext. */
export function seal(key: Key, schoolId: string, place: Place, plain: Uint8Array | string): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(associated(schoolId, place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([FORMAT]), iv, cipher.getAuthTag(), body])
}

/** @throws Inconsistent when the key is another one, or the bytes were changed or moved */
export function open(key: Key, schoolId: string, place: Place, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== FORMAT || bytes.length < 1 + IV + TAG)
    throw new Inconsistent(`unreadable ciphertext in ${place.table}.${place.column}`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + IV))
    decipher.setAAD(associated(schoolId, place))
    decipher.setAuthTag(bytes.subarray(1 + IV, 1 + IV + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(1 + IV + TAG)), decipher.final()])
  } catch (error) {
    throw new Inconsistent(`cannot decrypt ${place.table}.${place.column}: is this the right key?`, error)
  }
}

/**
 * Keys of schools. The installation's key lies outside the database and only wraps the schools' keys;
 * opened school keys are kept in memory.
 */
export type Vault = {
  /** Makes the key of a new school. */
  createSchoolKey(tx: TenantTx, at: Instant): Promise<void>
  schoolKey(tx: TenantTx): Promise<Key>
}

const keyPlace: Place = { table: 'school_key', row: '1', column: 'wrapped' }

export function createVault(installationKey: Key): Vault {
  const opened = new Map<string, Key>()
  return {
    async createSchoolKey(tx, at) {
      const wrapped = seal(installationKey, tx.schoolId, keyPlace, newKey())
      await sql`insert into school_key (school_id, version, wrapped, created_at) values (${tx.schoolId}, 1, ${wrapped}, ${at})`.execute(
        tx,
      )
    },
    async schoolKey(tx) {
      const known = opened.get(tx.schoolId)
      if (known) return known
      const { rows } = await sql<{
        wrapped: Buffer
      }>`select wrapped from school_key where school_id = ${tx.schoolId} and version = 1`.execute(tx)
      if (!rows[0]) throw new Inconsistent(`school ${tx.schoolId} has no key`)
      const key = open(installationKey, tx.schoolId, keyPlace, rows[0].wrapped) as Key
      opened.set(tx.schoolId, key)
      return key
    },
  }
}
